/** Masks frames in fragments (PS3.5 A.4): a touched frame becomes one fragment, all others keep theirs as they are. */
import type { DataSet, FragmentList } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import type { Part } from '../io/byte-source';
import { type CancelSignal, inParallel, throwIfCancelled } from '../parallel';
import type { Change } from '../splice/change';
import type { PartEdit } from '../splice/edit';
import { encodeItem } from '../splice/encode-element';
import type { FrameCoder } from './frame-coder';
import type { FrameIndex } from './frame-index';
import { type FrameTasks, ofFrame } from './frame-tasks';
import { readTogether } from './read-together';

export const EXTENDED_OFFSET_TABLE: Tag = 0x7fe00001;
export const EXTENDED_OFFSET_TABLE_LENGTHS: Tag = 0x7fe00002;
const ITEM_HEADER = 8;
const LARGEST_BASIC_OFFSET = 0xffff_ffff;

type Fragments = Extract<FrameIndex, { readonly kind: 'fragments' }>;

export interface MaskFragmentsOptions {
  readonly coder: FrameCoder;
  /** Where the bytes of a new fragment are kept until they are written. */
  readonly hold: (bytes: Uint8Array) => Part;
  readonly onFrame: (done: number, total: number) => void;
  readonly signal?: CancelSignal | undefined;
}

export interface MaskedFragments {
  /** In the order of the file. */
  readonly edits: readonly PartEdit[];
  /** New values of the Extended Offset Table and its lengths, where the data set has them. */
  readonly changes: readonly Change[];
  readonly witnesses: Witnesses;
}

/** What masking said of the originals of frames, by their number from 0: see `FrameCoder.compare`. */
export type Witnesses = ReadonlyMap<number, string>;

/** @throws DicomError of the first frame that can't be masked, with its number from 1 as `frame` */
export async function maskFragments(
  dataSet: DataSet,
  index: Fragments,
  tasks: FrameTasks,
  { coder, hold, onFrame, signal }: MaskFragmentsOptions,
): Promise<MaskedFragments> {
  const { list, first } = index;
  const { touched } = tasks;
  const edits: PartEdit[] = new Array(touched.length);
  const lengths = new Map<number, number>();
  const witnesses = new Map<number, string>();
  let done = 0;
  const read = readTogether(dataSet.source, index, touched);
  onFrame(0, touched.length);
  await inParallel(touched, coder.parallel, async (frame, place) => {
    throwIfCancelled(signal);
    try {
      const task = await tasks.taskOf(frame, read);
      const { bytes, witness } = await coder.mask(task);
      const last = first[frame + 1] - 1;
      const start = list.starts[first[frame]] - ITEM_HEADER;
      edits[place] = { start, end: list.starts[last] + list.lengths[last], part: hold(fragment(bytes)) };
      lengths.set(frame, bytes.length);
      witnesses.set(frame, witness);
    } catch (error) {
      throw ofFrame(error, frame);
    }
    onFrame(++done, touched.length);
  });
  const offsets = newOffsets(index, lengths);
  return {
    edits: [...basicTable(list, offsets), ...edits],
    changes: await extendedTable(dataSet, offsets, lengths),
    witnesses,
  };
}

function fragment(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return encodeItem(bytes, false);
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  return encodeItem(padded, false);
}

/** Of the item that begins each frame, counted from the first fragment's. */
function newOffsets({ list, first }: Fragments, lengths: ReadonlyMap<number, number>): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (let frame = 0; frame < first.length - 1; frame++) {
    offsets.push(at);
    const length = lengths.get(frame);
    if (length !== undefined) at += ITEM_HEADER + length + (length % 2);
    else for (let i = first[frame]; i < first[frame + 1]; i++) at += ITEM_HEADER + list.lengths[i];
  }
  return offsets;
}

/** An empty table stays empty, and one becomes empty whose offsets would not fit. */
function basicTable({ starts, lengths }: FragmentList, offsets: readonly number[]): PartEdit[] {
  if (lengths[0] === 0) return [];
  const fits = (offsets.at(-1) ?? 0) <= LARGEST_BASIC_OFFSET;
  const table = new Uint8Array(fits ? offsets.length * 4 : 0);
  const view = new DataView(table.buffer);
  if (fits) for (const [frame, offset] of offsets.entries()) view.setUint32(frame * 4, offset, true);
  const part: Part = { kind: 'bytes', bytes: encodeItem(table, false) };
  return [{ start: starts[0] - ITEM_HEADER, end: starts[0] + lengths[0], part }];
}

async function extendedTable(
  dataSet: DataSet,
  offsets: readonly number[],
  lengths: ReadonlyMap<number, number>,
): Promise<Change[]> {
  const changes: Change[] = [];
  const offsetRow = dataSet.find(EXTENDED_OFFSET_TABLE);
  if (offsetRow >= 0 && dataSet.valueLength(offsetRow) > 0) {
    changes.push({ kind: 'replace', row: offsetRow, value: words(offsets.map(BigInt)) });
  }
  const lengthRow = dataSet.find(EXTENDED_OFFSET_TABLE_LENGTHS);
  if (lengthRow >= 0 && dataSet.valueLength(lengthRow) > 0) {
    const value = await dataSet.source.read(dataSet.valueStart(lengthRow), dataSet.valueEnd(lengthRow));
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const known = offsets.map((_, frame) => {
      const length = lengths.get(frame);
      if (length !== undefined) return BigInt(length);
      return frame * 8 + 8 <= value.length ? view.getBigUint64(frame * 8, true) : 0n;
    });
    changes.push({ kind: 'replace', row: lengthRow, value: words(known) });
  }
  return changes;
}

function words(numbers: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setBigUint64(i * 8, number, true);
  return bytes;
}
