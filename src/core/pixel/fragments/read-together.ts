/** Fragments of frames that lie one behind the other, read with one step: of a Blob each step has its price. */
import type { ByteSource, ReadBytes } from '../../io/byte-source';
import type { FragmentIndex } from './frame-index';

/** Bytes. */
const MOST_AT_ONCE = 2_097_152;
/** Several frames are asked for at a time, and some may come late. */
const HELD = 2;

interface Range {
  readonly start: number;
  readonly end: number;
  /** Several frames lie in it. */
  readonly isShared: boolean;
}

/** @param frames - what will be read, ascending; nothing else is, but what lies between fragments of these */
export function readTogether(source: ByteSource, { list, first }: FragmentIndex, frames: readonly number[]): ReadBytes {
  const ranges: Range[] = [];
  let previous = -1;
  for (const frame of frames) {
    const last = first[frame + 1] - 1;
    const { start, end } = { start: list.starts[first[frame]], end: list.starts[last] + list.lengths[last] };
    const before = ranges.at(-1);
    if (before && frame === previous + 1 && end - before.start <= MOST_AT_ONCE) {
      ranges[ranges.length - 1] = { start: before.start, end, isShared: true };
    } else ranges.push({ start, end, isShared: false });
    previous = frame;
  }
  // Fragments lie in the order of their frames: what is read next is near.
  let near = 0;
  const rangeAt = (start: number): Range | undefined => {
    while (near + 1 < ranges.length && ranges[near].end <= start) near++;
    while (near > 0 && ranges[near].start > start) near--;
    return ranges[near];
  };
  const held = new Map<Range, Promise<Uint8Array>>();
  return async (start, end) => {
    const range = rangeAt(start);
    if (!range?.isShared || start < range.start || end > range.end) return source.read(start, end);
    let bytes = held.get(range);
    if (!bytes) {
      bytes = Promise.resolve(source.read(range.start, range.end));
      held.set(range, bytes);
      if (held.size > HELD) held.delete(held.keys().next().value as Range);
    }
    return (await bytes).slice(start - range.start, end - range.start);
  };
}
