/** Finds side data of compressed frames that may name somebody: where was this taken, when, with which camera. */
import type { DataSet, FragmentList } from '../../dicom/data-set';
import { PIXEL_DATA } from '../../dicom/tag';
import { DEFLATED_IMAGE_FRAMES, ENCAPSULATED_UNCOMPRESSED_LE } from '../../dicom/transfer-syntax';
import { DicomError } from '../../errors';
import { type ByteSource, joinBytes, type ReadBytes } from '../../io/byte-source';
import type { Edit } from '../../splice/edit';
import { describePixels } from '../describe';
import type { PixelDescription } from '../description';
import { type FragmentIndex, indexFrames } from './frame-index';
import { beginsBoxes, type CodestreamHeader, readHeader, STEP } from './side-data';
import { cutOf } from './technical-data';

/** Frames of these may begin with any bytes. */
const NATIVE_FRAMES: readonly string[] = [ENCAPSULATED_UNCOMPRESSED_LE, DEFLATED_IMAGE_FRAMES];
/** Of more fragments not all are looked at, unless one of those that are has something: one program made them. */
const MOST_FRAGMENTS = 256;
/** Beginnings closer than this are read together: a step costs as much as that many bytes. */
const LEAST_GAP = 32_768;
const MOST_AT_ONCE = 1_048_576;
/** Steps at a time. */
const BATCH = 16;

export interface FoundSideData {
  /** Frames that lose some of it. */
  readonly frames: FramesToCut | undefined;
  /** Codestreams that hold some and are not understood well enough to take it out. */
  readonly left: number;
}

export interface FramesToCut {
  readonly image: PixelDescription;
  readonly index: FragmentIndex;
  /** What goes, by frame from 0: in the order of the file, all in the first fragment of the frame. */
  readonly cuts: ReadonlyMap<number, readonly Edit[]>;
}

/** Reading them takes time, planning does not: what was found is kept as long as its data set. */
const foundIn = new WeakMap<DataSet, FoundSideData>();

/** What `findSideData` has found; undefined where nothing may name anybody. */
export function sideDataOf(dataSet: DataSet): FoundSideData | undefined {
  return foundIn.get(dataSet);
}

/** Looks for side data in the compressed frames of a data set, for `sideDataOf`. */
export async function findSideData(dataSet: DataSet): Promise<void> {
  const found = await search(dataSet);
  if (found) foundIn.set(dataSet, found);
}

async function search(dataSet: DataSet): Promise<FoundSideData | undefined> {
  const list = dataSet.fragments.find(({ row }) => dataSet.tags[row] === PIXEL_DATA && dataSet.isAtTop(row));
  if (!list || !mayHoldSideData(dataSet)) return undefined;
  const some = spread(list.starts.length - 1);
  const found = new Map<number, Suspect>();
  await lookAt(dataSet.source, list, some, found);
  if (found.size === 0) return undefined;
  if (some.length < list.starts.length - 1) {
    const all = Array.from({ length: list.starts.length - 1 }, (_, i) => i + 1);
    await lookAt(dataSet.source, list, all, found);
  }
  const frames = await framesOf(dataSet, found);
  return { frames, left: found.size - (frames?.cuts.size ?? 0) };
}

/** False where what looks like a codestream are samples. */
export function mayHoldSideData({ syntax }: DataSet): boolean {
  return !NATIVE_FRAMES.includes(syntax.uid);
}

interface Suspect {
  readonly cuts: readonly Edit[];
  readonly isWhole: boolean;
}

/** Notes what is to be cut out of fragments, by their number. */
async function lookAt(
  source: ByteSource,
  list: FragmentList,
  fragments: readonly number[],
  found: Map<number, Suspect>,
): Promise<void> {
  const read: ReadBytes = (from, to) => source.read(from, to);
  for await (const { fragment, head } of beginnings(source, list, fragments)) {
    const start = list.starts[fragment];
    const header = await readHeader(read, start, start + list.lengths[fragment], head);
    const cuts = header ? cutsOf(header) : [];
    if (header && cuts.length > 0) found.set(fragment, { cuts: joined(cuts, start, head), isWhole: header.isWhole });
    else if (beginsBoxes(head)) found.set(fragment, { cuts: [], isWhole: false });
  }
}

/** Cuts near each other, and near the beginning, as one that writes what lies between them: each costs a step. */
function joined(cuts: readonly Edit[], start: number, head: Uint8Array): readonly Edit[] {
  const all: Edit[] = [];
  let last: Edit = { start, end: start, bytes: new Uint8Array(0) };
  for (const cut of cuts) {
    const isNear = cut.start - last.end <= STEP && cut.start - start <= head.length;
    if (isNear) {
      const between = head.subarray(last.end - start, cut.start - start);
      last = { start: last.start, end: cut.end, bytes: joinBytes([last.bytes, between, cut.bytes]) };
    } else {
      all.push(last);
      last = cut;
    }
  }
  return [...all, last].filter((cut) => cut.end > cut.start);
}

/** What is taken out of a codestream. */
export function cutsOf({ sideData }: CodestreamHeader): readonly Edit[] {
  return sideData.flatMap((one) => cutOf(one) ?? []);
}

/** The first bytes of fragments: of those that lie near each other read with one step, of others several at a time. */
async function* beginnings(
  source: ByteSource,
  { starts, lengths }: FragmentList,
  fragments: readonly number[],
): AsyncGenerator<{ readonly fragment: number; readonly head: Uint8Array }> {
  const endOf = (fragment: number): number => starts[fragment] + Math.min(STEP, lengths[fragment]);
  const groups: number[][] = [];
  for (const fragment of fragments) {
    const group = groups.at(-1);
    const isNear = group && starts[fragment] - endOf(group[group.length - 1]) <= LEAST_GAP;
    if (isNear && endOf(fragment) - starts[group[0]] <= MOST_AT_ONCE) group.push(fragment);
    else groups.push([fragment]);
  }
  for (let at = 0; at < groups.length; at += BATCH) {
    const batch = groups.slice(at, at + BATCH);
    const read = batch.map((group) => source.read(starts[group[0]], endOf(group[group.length - 1])));
    for (const [i, bytes] of (await Promise.all(read)).entries()) {
      const base = starts[batch[i][0]];
      for (const fragment of batch[i]) {
        yield { fragment, head: bytes.subarray(starts[fragment] - base, endOf(fragment) - base) };
      }
    }
  }
}

/** Frames that lose it: those whose first fragment alone holds some. Behind a second codestream there may be anything. */
async function framesOf(dataSet: DataSet, found: Map<number, Suspect>): Promise<FramesToCut | undefined> {
  try {
    const image = describePixels(dataSet);
    const index = image && (await indexFrames(dataSet, image));
    if (!image || index?.kind !== 'fragments') return undefined;
    const cuts = new Map<number, readonly Edit[]>();
    for (let frame = 0; frame < image.frames; frame++) {
      const suspect = found.get(index.first[frame]);
      if (suspect?.isWhole && holdsOne(found, index, frame) && isOneFragment(index, frame)) {
        cuts.set(frame, suspect.cuts);
      }
    }
    return cuts.size > 0 ? { image, index, cuts } : undefined;
  } catch (error) {
    if (error instanceof DicomError && error.code !== 'unreadable') return undefined;
    throw error;
  }
}

function holdsOne(found: ReadonlyMap<number, Suspect>, { first }: FragmentIndex, frame: number): boolean {
  for (let i = first[frame] + 1; i < first[frame + 1]; i++) if (found.has(i)) return false;
  return true;
}

/** True where all fragments of a frame together are no longer than one can be. */
function isOneFragment({ list, first }: FragmentIndex, frame: number): boolean {
  let length = 0;
  for (let i = first[frame]; i < first[frame + 1]; i++) length += list.lengths[i];
  return length < 0xffff_fffe;
}

/** The numbers of fragments, from 1: all, or as many as are looked at, the first and the last among them. */
function spread(count: number): number[] {
  const looks = Math.min(count, MOST_FRAGMENTS);
  return Array.from({ length: looks }, (_, i) => 1 + Math.round((i * (count - 1)) / Math.max(1, looks - 1)));
}
