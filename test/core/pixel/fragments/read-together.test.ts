/** Frames that lie behind each other are read with one step, and what masks do not touch is not read at all. */
import { expect, test } from 'vitest';
import { readTogether } from '../../../../src/core/pixel/fragments/read-together';
import { CountingSource, SparseSource } from '../../io/sources';

const HEADER = 8;

/** A frame in each fragment, behind an empty Basic Offset Table; each is filled with its number. */
function clip(frames: number, length: number) {
  const starts = Array.from({ length: frames + 1 }, (_, i) => HEADER + (i === 0 ? 0 : (i - 1) * length + i * HEADER));
  const pieces = Array.from({ length: frames }, (_, frame) => ({
    start: starts[frame + 1],
    bytes: new Uint8Array(length).fill(frame + 1),
  }));
  const source = new CountingSource(new SparseSource(starts[frames] + length, pieces));
  const list = { row: 0, starts, lengths: Array.from({ length: frames + 1 }, (_, i) => (i === 0 ? 0 : length)) };
  const first = Uint32Array.from({ length: frames + 1 }, (_, i) => i + 1);
  const index = { kind: 'fragments', list, first, warnings: [] } as const;
  const read = (touched: readonly number[]) => {
    const readRange = readTogether(source, index, touched);
    return Promise.all(touched.map(async (frame) => readRange(starts[frame + 1], starts[frame + 1] + length)));
  };
  return { source, starts, read };
}

test('frames come whole, many with one step', async () => {
  const { source, read } = clip(100, 1000);
  const frames = await read(Array.from({ length: 100 }, (_, frame) => frame));
  expect(frames.map((bytes) => [bytes.length, ...new Set(bytes)])).toEqual(frames.map((_, frame) => [1000, frame + 1]));
  expect(source.reads).toHaveLength(1);
});

test('frames between those that are wanted are not read', async () => {
  const { source, starts, read } = clip(10, 1000);
  const frames = await read([2, 3, 7]);
  expect(frames.map((bytes) => bytes[0])).toEqual([3, 4, 8]);
  expect(source.within(starts[5], starts[8])).toBe(0);
});

test('no step takes more than two megabytes, unless a frame does', async () => {
  const { source, read } = clip(8, 900_000);
  await read([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(source.reads.map(({ start, end }) => end - start)).toEqual(Array(4).fill(2 * 900_000 + HEADER));
});

test('bytes belong to whoever asked for them', async () => {
  const { read, starts, source } = clip(2, 10);
  const [first, second] = await read([0, 1]);
  expect(first.buffer).not.toBe(second.buffer);
  expect(first.buffer.byteLength).toBe(10);
  expect(source.reads).toEqual([{ start: starts[1], end: starts[2] + 10 }]);
});

test('of a frame alone no more is read than is asked for', async () => {
  const { source, starts, read } = clip(5, 1000);
  await read([0, 2, 4]);
  expect(source.reads).toEqual([0, 2, 4].map((frame) => ({ start: starts[frame + 1], end: starts[frame + 1] + 1000 })));
});
