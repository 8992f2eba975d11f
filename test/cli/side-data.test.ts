/** Comments and camera data of compressed frames, from the command line. */
import { expect, test } from 'vitest';
import { fragments, SYNTAX } from '../builders';
import { jpeg } from '../builders/jpeg';
import { COLUMNS, itemsOf, picture, ROWS } from '../core/deident/pictures';
import { tokenize } from '../oracle/tokenizer';
import { scratch, veil } from './veil';

const EXIF = [0xe1, 'Exif\0\0II*\0\x08\0\0\0GPS 48.13 11.57'] as const;
/** Larger than what is read into memory. */
const LARGE = 17_000_000;

function photo(extra: readonly (readonly [number, string])[], size: number): Uint8Array {
  const end = new Uint8Array(size).fill(7);
  return jpeg({ rows: ROWS, columns: COLUMNS, components: [{ block: () => [5] }], extra, end });
}

test.each([
  ['in memory', 100],
  ['on disk', LARGE],
])('are cut out of frames %s, and the report says of how many', async (_, size) => {
  const at = scratch();
  const frames = [photo([EXIF], size), photo([], size), photo([EXIF, [0xfe, 'left knee!']], size)];
  const recipe = { syntax: SYNTAX.jpegBaseline, modality: 'CT', frames: 3, pixels: fragments(frames) };
  const path = at.write('in.dcm', picture(recipe));
  const outcome = await veil('anonymize', path, '--out', at.path('out'), '--report', at.path('r.json'));
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const { warnings } = at.report('r.json')[0];
  expect(warnings).toContainEqual({ code: 'side-data-removed', tag: '(7FE0,0010)', count: 2 });
  expect(JSON.stringify(at.report('r.json'))).not.toMatch(/GPS|knee/);
  const items = itemsOf(tokenize(at.read('out', at.list('out')[0]))).slice(1);
  const plain = photo([], size);
  expect(items).toHaveLength(3);
  for (const item of items) expect(Buffer.compare(item.subarray(0, plain.length), plain)).toBe(0);
});

test('what can’t be taken out is said', async () => {
  const at = scratch();
  const frame = photo([EXIF], 100);
  const pieces = [frame.subarray(0, 60), frame.subarray(60)];
  const recipe = { syntax: SYNTAX.jpegBaseline, modality: 'CT', pixels: fragments(pieces) };
  const path = at.write('in.dcm', picture(recipe));
  const outcome = await veil('anonymize', path, '--out', at.path('out'));
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain('1 keep comments or camera data in compressed frames');
});
