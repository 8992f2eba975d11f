import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256OfBlob } from '../../src/jobs/digest';

/** More than is hashed at once, and no whole number of pieces. */
const LARGE = new Uint8Array(65 * 1024 * 1024 + 7).map((_, index) => index % 251);

test.each([
  ['nothing', LARGE.subarray(0, 0)],
  ['some bytes', LARGE.subarray(0, 1000)],
  ['what is read in pieces', LARGE],
])('the digest of %s, and all its bytes in order', async (_name, bytes) => {
  const seen = createHash('sha256');
  const digest = await sha256OfBlob(new Blob([bytes]), (piece) => seen.update(piece));
  expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(seen.digest('hex')).toBe(digest);
});
