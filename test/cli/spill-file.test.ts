/** New bytes of large outputs: in memory first, then in a file that is gone afterwards. */
import { expect, test } from 'vitest';
import { SpillFile } from '../../src/cli/spill-file';
import { PartsSource } from '../../src/core/io/byte-source';
import { scratch } from './veil';

test('what is too much for memory is read from a file, which goes', async () => {
  const at = scratch();
  const spill = new SpillFile(at.root);
  const pieces = [40, 40, 3, 50].map((megabytes, i) => new Uint8Array(megabytes * 1_048_576).fill(i + 1));
  const parts = pieces.map(spill.hold);
  expect(parts.map(({ kind }) => kind)).toEqual(['bytes', 'slice', 'bytes', 'slice']);
  expect(at.list('.')).toHaveLength(1);
  const source = new PartsSource(parts);
  let start = 0;
  for (const [i, { length }] of pieces.entries()) {
    const ends = [await source.read(start, start + 2), await source.read(start + length - 2, start + length)];
    expect(ends.map((bytes) => Array.from(bytes))).toEqual([Array(2).fill(i + 1), Array(2).fill(i + 1)]);
    start += length;
  }
  spill.close();
  expect(at.list('.')).toEqual([]);
});

test('without need there is no file', () => {
  const at = scratch();
  const spill = new SpillFile(at.root);
  spill.hold(new Uint8Array(9));
  spill.close();
  expect(at.list('.')).toEqual([]);
});

test('what comes late is not taken: another file may stand at its place', () => {
  const at = scratch();
  const spill = new SpillFile(at.root);
  spill.close();
  expect(() => spill.hold(new Uint8Array(9))).toThrow();
  expect(at.list('.')).toEqual([]);
});
