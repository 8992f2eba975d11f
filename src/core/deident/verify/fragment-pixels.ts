/** Masked pixel data in fragments of an output beside the original's (PS3.5 A.4). */
import type { DataSet } from '../../dicom/data-set';
import type { ByteSource, PartsSource } from '../../io/byte-source';
import { type CancelSignal, inParallel, throwIfCancelled } from '../../parallel';
import type { FrameCoder } from '../../pixel/frame-coder';
import type { FrameIndex } from '../../pixel/frame-index';
import { type FrameTasks, ofFrame } from '../../pixel/frame-tasks';
import type { Witnesses } from '../../pixel/mask-fragments';
import type { MaskedArea } from './masked-area';
import type { WrittenFragments } from './plan-judge';

const WRAP = 2 ** 32;

export interface FragmentPixels {
  readonly output: PartsSource;
  readonly written: WrittenFragments;
  readonly dataSet: DataSet;
  readonly index: Extract<FrameIndex, { readonly kind: 'fragments' }>;
  readonly area: MaskedArea;
  readonly tasks: FrameTasks;
  readonly coder: FrameCoder;
  readonly witnesses: Witnesses | undefined;
  readonly onCompared: (done: number, total: number) => void;
  readonly signal: CancelSignal | undefined;
}

/**
 * True if untouched frames have their fragments byte by byte, each touched frame is one fragment that decodes to the
 * original with masks burnt in, and the Basic Offset Table tells where frames begin.
 */
export async function areFragmentsMasked(pixels: FragmentPixels): Promise<boolean> {
  const { written, dataSet, index, area, output, tasks, coder, witnesses, onCompared, signal } = pixels;
  const { list, first } = index;
  const places = placeFrames(pixels);
  if (!places || !(await isBasicTableRight(pixels, places))) return false;
  const touched: number[] = [];
  for (let frame = 0; frame < first.length - 1; frame++) {
    throwIfCancelled(signal);
    if (area.isTouched(frame)) {
      touched.push(frame);
      continue;
    }
    for (let i = first[frame], own = places[frame]; i < first[frame + 1]; i++, own++) {
      const [start, length] = [written.starts[own], written.lengths[own]];
      if (length !== list.lengths[i]) return false;
      if (!(await isSame(output, start, dataSet.source, list.starts[i], length))) return false;
    }
  }
  let done = 0;
  let isRight = true;
  await inParallel(touched, coder.parallel, async (frame) => {
    throwIfCancelled(signal);
    const [start, length] = [written.starts[places[frame]], written.lengths[places[frame]]];
    try {
      const witness = witnesses?.get(frame);
      const read = (from: number, to: number) => dataSet.source.read(from, to);
      const task = witness === undefined ? await tasks.taskOf(frame, read) : tasks.taskWithoutBytes(frame);
      const masked = new Uint8Array(await output.read(start, start + length));
      isRight &&= length % 2 === 0 && (await coder.compare(task, masked, witness)) === undefined;
    } catch (error) {
      throw ofFrame(error, frame);
    }
    onCompared(++done, touched.length);
  });
  return isRight;
}

/** The first fragment of each frame in the output; undefined if there are more of them, or fewer. */
function placeFrames({ written, index: { first }, area }: FragmentPixels): readonly number[] | undefined {
  const places: number[] = [];
  let at = 1;
  for (let frame = 0; frame < first.length - 1; frame++) {
    places.push(at);
    at += area.isTouched(frame) ? 1 : first[frame + 1] - first[frame];
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
  of: 'offsets' | 'lengths',
  { written, area, ...pixels }: FragmentPixels,
): boolean {
  const places = placeFrames({ written, area, ...pixels });
  if (!places || value.length !== places.length * 8) return false;
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const offsets = offsetsOf(written, places);
  return places.every((place, frame) => {
    const number = Number(view.getBigUint64(frame * 8, true));
    if (of === 'offsets') return number === offsets[frame];
    // The length of a frame may leave out the byte that pads its fragment.
    return !area.isTouched(frame) || number === written.lengths[place] || number === written.lengths[place] - 1;
  });
}

async function isSame(
  output: PartsSource,
  start: number,
  original: ByteSource,
  origin: number,
  length: number,
): Promise<boolean> {
  for (const piece of output.originsOf(original, start, start + length)) {
    const wanted = origin + (piece.start - start);
    if (piece.origin >= 0 && piece.origin !== wanted) return false;
    if (piece.origin >= 0) continue;
    const bytes = await output.read(piece.start, piece.end);
    const before = await original.read(wanted, wanted + (piece.end - piece.start));
    if (bytes.some((byte, i) => byte !== before[i])) return false;
  }
  return true;
}
