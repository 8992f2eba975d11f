import { el, fragments, imageFile, SYNTAX } from '../builders';
import { jpeg } from '../builders/jpeg';
import { download } from './downloaded';
import { anonymizer, expect, test } from './fixture';
import { picture } from './image';

const EXIF = [0xe1, 'Exif\0\0II*\0\x08\0\0\0GPS 48.13 11.57'] as const;

/** Squares of gray. */
function photo(frame: number): Uint8Array {
  const block = (row: number, column: number) => [((row + column + frame) % 8) * 16 - 60, ...Array(63).fill(0)];
  return jpeg({ rows: 128, columns: 128, components: [{ block }], quantizer: 8, extra: frame < 2 ? [EXIF] : [] });
}

const FILE = Buffer.from(
  imageFile({
    syntax: SYNTAX.jpegBaseline,
    rows: 128,
    columns: 128,
    frames: 3,
    bitsAllocated: 8,
    more: [el('0028,2110', 'CS', '01')],
    pixels: fragments([photo(0), photo(1), photo(2)]),
  }),
);

test('comments and camera data in frames are named, and the new file shows the same picture without them', async ({
  page,
}) => {
  const view = picture(page);
  await anonymizer(page).put('photo.dcm', FILE);
  await view.shown();
  const warnings = page.getByRole('region', { name: 'Warnings' });
  await expect(warnings).toContainText('Comments or camera data are cut out of compressed frames');
  await expect(warnings).toContainText('2 frames');
  // Nobody has anything to decide.
  await expect(page.locator('.mark')).toHaveText(['Ready']);
  expect(FILE.includes('GPS')).toBe(true);
  const { all } = await download(page);
  expect(all).not.toContain('Exif');
  expect(all).not.toContain('GPS');
  // The table says so of Pixel Data itself.
  const veil = anonymizer(page);
  await veil.search.fill('pixel data');
  await expect(veil.row('Pixel Data')).toContainText('Cleaned');
  await expect(veil.row('Pixel Data')).toContainText('Camera data');
});
