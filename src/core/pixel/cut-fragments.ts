/** Takes side data out of frames in fragments (PS3.5 A.4): such a frame becomes one fragment, its other bytes stay. */
import type { AnyEdit, Edit } from '../splice/edit';
import { encodeU32 } from '../splice/encode-element';
import type { FramesToCut } from './find-side-data';
import { ITEM_HEADER, type RewrittenFrame } from './rewritten-tables';

export interface CutFragments {
  /** In the order of the file. */
  readonly edits: readonly AnyEdit[];
  readonly frames: ReadonlyMap<number, RewrittenFrame>;
}

/** @param isElsewhere - frames that are written anew, and lose their side data with that */
export function cutFragments({ index, cuts }: FramesToCut, isElsewhere: (frame: number) => boolean): CutFragments {
  const { list, first } = index;
  const edits: Edit[] = [];
  const frames = new Map<number, RewrittenFrame>();
  for (const [frame, own] of cuts) {
    if (isElsewhere(frame)) continue;
    const fragments = Array.from({ length: first[frame + 1] - first[frame] }, (_, i) => first[frame] + i);
    const whole = fragments.reduce((sum, i) => sum + list.lengths[i], 0);
    const cut = own.reduce((sum, { start, end, bytes }) => sum + (end - start) - bytes.length, 0);
    const length = whole - cut;
    const padding = length % 2;
    const [head, ...rest] = fragments.map((i) => list.starts[i]);
    edits.push({ start: head - 4, end: head, bytes: encodeU32(length + padding, false) }, ...own);
    for (const start of rest) edits.push({ start: start - ITEM_HEADER, end: start, bytes: NOTHING });
    const last = first[frame + 1] - 1;
    const end = list.starts[last] + list.lengths[last];
    if (padding > 0) edits.push({ start: end, end, bytes: PADDING });
    frames.set(frame, { length, cut });
  }
  return { edits, frames };
}

const NOTHING = new Uint8Array(0);
const PADDING = new Uint8Array(1);
