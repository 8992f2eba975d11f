/** Outputs as Blobs: the bytes of their parts in order, whatever they are made of. */
import { expect, test } from 'vitest';
import { BlobSource, type ByteSource, type Part, PartsSource } from '../../../src/core/io/byte-source';
import { holdInBlobs, toBlob } from '../../../src/jobs/engine/output-blob';
import { concat, seeded } from '../../builders';

function random(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const next = seeded(seed);
  return Uint8Array.from({ length }, () => Math.floor(next() * 256));
}

const MEGABYTE = 1_048_576;
const original = new BlobSource(new Blob([random(3 * MEGABYTE, 1)]));
const generated: ByteSource = {
  size: 9 * MEGABYTE,
  read: (start, end) => new Uint8Array(end - start).fill(start % 251),
};

test('ranges of the original, new bytes and what has to be read are joined', async () => {
  const hold = holdInBlobs();
  const held = [random(15 * MEGABYTE, 2), new Uint8Array(50 * MEGABYTE).fill(3)].map(hold);
  expect(held.map(({ kind }) => kind)).toEqual(['bytes', 'slice']);
  const parts: Part[] = [
    { kind: 'bytes', bytes: random(100, 4) },
    { kind: 'slice', source: original, start: 5, end: 2 * MEGABYTE },
    { kind: 'slice', source: generated, start: 7, end: 7 + 4 * MEGABYTE },
    ...held,
    { kind: 'slice', source: original, start: 0, end: 9 },
  ];
  const whole = new PartsSource(parts);
  const expected = concat([await whole.read(0, whole.size)]);
  const made = new Uint8Array(await (await toBlob(parts)).arrayBuffer());
  expect(Buffer.compare(made, expected)).toBe(0);
});

test('it can be cancelled while bytes are read', async () => {
  const parts: Part[] = [{ kind: 'slice', source: generated, start: 0, end: 9 * MEGABYTE }];
  await expect(toBlob(parts, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
});
