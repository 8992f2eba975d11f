/** Pixel data in fragments of an output, masked or without side data, beside the original's (PS3.5 A.4). */
import type { DataSet } from '../../dicom/data-set';
import { DicomError } from '../../errors';
import type { PartsSource } from '../../io/byte-source';
import { type CancelSignal, inParallel, throwIfCancelled } from '../../parallel';
import type { FramesToCut } from '../../pixel/fragments/find-side-data';
import type { FragmentIndex } from '../../pixel/fragments/frame-index';
import type { Witnesses } from '../../pixel/fragments/mask-fragments';
import type { FrameCoder } from '../../pixel/frame-coder';
import { type FrameTasks, ofFrame } from '../../pixel/frame-tasks';
import { type ByteRange, isCutRight } from './cut-frame';
import type { MaskedArea } from './masked-area';
import type { WrittenFragments } from './plan-judge';
import { isSame } from './same-bytes';

const WRAP = 2 ** 32;
const CUT_AT_ONCE = 16;

export interface FragmentPixels {
  readonly output: PartsSource;
  readonly written: WrittenFragments;
  readonly dataSet: DataSet;
  readonly index: FragmentIndex;
  readonly area: MaskedArea;
  readonly tasks: FrameTasks;
  /** Not needed where no mask touches a frame. */
  readonly coder: FrameCoder | undefined;
  /** Of frames that lose their side data; those under a mask have none anyway. */
  readonly cuts: FramesToCut['cuts'];
  readonly witnesses: Witnesses | undefined;
  readonly onCompared: (done: number, total: number) => void;
  readonly signal: CancelSignal | undefined;
}

/**
 * True if untouched frames have their fragments byte by byte, each masked frame is one fragment that decodes to the
 * original with masks burnt in, each that lost its side data one with all other bytes of the original, and the Basic
 * Offset Table tells where frames begin.
 */
export async function areFragmentsRight(pixels: FragmentPixels): Promise<boolean> {
  const { written, dataSet, index, area, output, tasks, coder, cuts, witnesses, onCompared, signal } = pixels;
  const { list, first } = index;
  const places = placeFrames(pixels);
  if (!places || !(await isBasicTableRight(pixels, places))) return false;
  const touched: number[] = [];
  const cut: number[] = [];
  for (let frame = 0; frame < first.length - 1; frame++) {
    throwIfCancelled(signal);
    if (area.isTouched(frame)) {
      touched.push(frame);
      continue;
    }
    if (cuts.has(frame)) {
      cut.push(frame);
      continue;
    }
    for (let i = first[frame], own = places[frame]; i < first[frame + 1]; i++, own++) {
      const [start, length] = [written.starts[own], written.lengths[own]];
      if (length !== list.lengths[i]) return false;
      if (!(await isSame(output, start, dataSet.source, list.starts[i], length))) return false;
    }
  }
  let isRight = true;
  await inParallel(cut, CUT_AT_ONCE, async (frame) => {
    throwIfCancelled(signal);
    if (!(await isFrameCut(pixels, frame, places[frame]))) isRight = false;
  });
  if (touched.length === 0 || !isRight) return isRight;
  if (!coder) throw new DicomError('internal');
  let done = 0;
  await inParallel(touched, coder.parallel, async (frame) => {
    throwIfCancelled(signal);
    const [start, length] = [written.starts[places[frame]], written.lengths[places[frame]]];
    try {
      const witness = witnesses?.get(frame);
      const read = (from: number, to: number) => dataSet.source.read(from, to);
      const task = witness === undefined ? await tasks.taskOf(frame, read) : tasks.taskWithoutBytes(frame);
      const masked = new Uint8Array(await output.read(start, start + length));
      // Others are compared meanwhile: what one of them found stays.
      if (length % 2 !== 0 || (await coder.compare(task, masked, witness)) !== undefined) isRight = false;
    } catch (error) {
      throw ofFrame(error, frame);
    }
    onCompared(++done, touched.length);
  });
  return isRight;
}

function isFrameCut({ output, written, dataSet, index: { list, first } }: FragmentPixels, frame: number, own: number) {
  const fragments: ByteRange[] = [];
  for (let i = first[frame]; i < first[frame + 1]; i++) {
    fragments.push({ start: list.starts[i], end: list.starts[i] + list.lengths[i] });
  }
  const start = written.starts[own];
  const one = { start, end: start + written.lengths[own] };
  return isCutRight({ output, written: one, original: dataSet.source, fragments });
}

/** The first fragment of each frame in the output; undefined if there are more of them, or fewer. */
function placeFrames({ written, index: { first }, area, cuts }: FragmentPixels): readonly number[] | undefined {
  const places: number[] = [];
  let at = 1;
  for (let frame = 0; frame < first.length - 1; frame++) {
    places.push(at);
    at += area.isTouched(frame) || cuts.has(frame) ? 1 : first[frame + 1] - first[frame];
  }
  return at === written.starts.length ? places : undefined;
}

/** An empty table stays empty; one that was not tells where each frame begins, as far as 32 bits can. */
async function isBasicTableRight(
  { output, written, index: { list } }: FragmentPixels,
  places: readonly number[],
): Promise<boolean> {
  const length = written.lengths[0];
  if (list.lengths[0] === 0) return length === 0;
  const offsets = offsetsOf(written, places);
  if ((offsets.at(-1) ?? 0) >= WRAP) return length === 0;
  const table = await output.read(written.starts[0], written.starts[0] + length);
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  return length === offsets.length * 4 && offsets.every((offset, i) => view.getUint32(i * 4, true) === offset);
}

/** Where frames begin, counted from the first fragment's item. */
function offsetsOf({ starts }: WrittenFragments, places: readonly number[]): readonly number[] {
  return places.map((place) => starts[place] - starts[1]);
}

/** True if an Extended Offset Table of the output tells where its frames begin, or how long they are. */
export function isExtendedTableRight(
  value: Uint8Array,
  before: Uint8Array,
  of: 'offsets' | 'lengths',
  pixels: FragmentPixels,
): boolean {
  const { written, area, cuts } = pixels;
  const places = placeFrames(pixels);
  if (!places || value.length !== places.length * 8) return false;
  const offsets = offsetsOf(written, places);
  return places.every((place, frame) => {
    const number = wordOf(value, frame);
    if (of === 'offsets') return number === offsets[frame];
    // The length of a frame may leave out the byte that pads its fragment.
    if (!area.isTouched(frame) && !cuts.has(frame)) return number === wordOf(before, frame);
    return number === written.lengths[place] || number === written.lengths[place] - 1;
  });
}

function wordOf(value: Uint8Array, index: number): number {
  if (index * 8 + 8 > value.length) return 0;
  return Number(new DataView(value.buffer, value.byteOffset, value.length).getBigUint64(index * 8, true));
}
