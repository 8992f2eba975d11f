import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlobSource, BytesSource, type Part, PartsSource, partSize } from '../../../src/core/io/byte-source';
import { AsyncSource } from './sources';

const content = Uint8Array.from({ length: 257 }, (_, index) => index & 0xff);

test('a Blob is read by ranges', async () => {
  const source = new BlobSource(new Blob([content]));
  expect(source.size).toBe(257);
  expect(await source.read(3, 7)).toEqual(content.subarray(3, 7));
});

test('a Blob that shrank or vanished is unreadable', async () => {
  const gone = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) };
  await expect(new BlobSource(gone).read(0, 4)).rejects.toMatchObject({ code: 'unreadable' });
  const short = { size: 10, slice: () => ({ arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) }) };
  await expect(new BlobSource(short).read(0, 4)).rejects.toMatchObject({ code: 'unreadable' });
});

test.each([
  [-1, 3],
  [4, 3],
  [0, 258],
])('the range %i to %i is a mistake of the caller', (start, end) => {
  expect(() => new BytesSource(content).read(start, end)).toThrow(RangeError);
});

test('parts read as one file', async () => {
  const sources = [new BytesSource(content), new AsyncSource(content)];
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 20 }).map((bytes): Part => ({ kind: 'bytes', bytes })),
    fc.tuple(fc.nat(257), fc.nat(257), fc.nat(1)).map(([a, b, which]): Part => {
      const source = sources[which] ?? new BytesSource(content);
      return { kind: 'slice', source, start: Math.min(a, b), end: Math.max(a, b) };
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.nat(), fc.nat(), async (parts, a, b) => {
      const whole = Uint8Array.from(
        parts.flatMap((one) => [...(one.kind === 'bytes' ? one.bytes : content.subarray(one.start, one.end))]),
      );
      const source = new PartsSource(parts);
      expect(source.size).toBe(whole.length);
      expect(source.size).toBe(parts.reduce((sum, one) => sum + partSize(one), 0));
      const start = Math.min(a % (whole.length + 1), b % (whole.length + 1));
      const end = Math.max(a % (whole.length + 1), b % (whole.length + 1));
      expect(await source.read(start, end)).toEqual(whole.subarray(start, end));
    }),
  );
});
