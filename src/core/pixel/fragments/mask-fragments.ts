/** Masks frames in fragments (PS3.5 A.4): a touched frame becomes one fragment. */
import type { DataSet } from '../../dicom/data-set';
import type { Part } from '../../io/byte-source';
import { type CancelSignal, inParallel, throwIfCancelled } from '../../parallel';
import type { PartEdit } from '../../splice/edit';
import { encodeItem } from '../../splice/encode-element';
import type { FrameCoder } from '../frame-coder';
import { type FrameTasks, ofFrame } from '../frame-tasks';
import type { FragmentIndex } from './frame-index';
import { readTogether } from './read-together';
import { ITEM_HEADER } from './rewritten-tables';

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
  /** Of the new codestreams in bytes, by frame from 0. */
  readonly lengths: ReadonlyMap<number, number>;
  readonly witnesses: Witnesses;
}

/** What masking said of the originals of frames, by their number from 0: see `FrameCoder.compare`. */
export type Witnesses = ReadonlyMap<number, string>;

/** @throws DicomError of the first frame that can't be masked, with its number from 1 as `frame` */
export async function maskFragments(
  dataSet: DataSet,
  index: FragmentIndex,
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
  return { edits, lengths, witnesses };
}

function fragment(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return encodeItem(bytes, false);
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  return encodeItem(padded, false);
}
