import { readFileSync } from 'node:fs';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { drawText } from '../../tools/samples/bitmap-font';
import { clip } from './clip';
import { anonymizer, expect, test } from './fixture';
import { picture } from './image';
import { decoded, downloaded } from './pixels';

const SAMPLE = 'assets/samples/us.dcm';
const COLUMNS = 640;
/** Where the sample says who it shows: left, top, right, bottom. */
const NAME = { left: 8, top: 24, right: 260, bottom: 38 };

/** Modules around a QR code that are light. */
const QUIET = 4;

/** A QR code as its modules, with what is light around it. */
async function qrCode(text: string) {
  const wasmBinary = readFileSync('node_modules/zxing-wasm/dist/writer/zxing_writer.wasm');
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasmBinary).buffer } });
  const { symbol } = await writeBarcode(text, { format: 'QRCode' });
  const { width, data } = symbol;
  const dark = (column: number, row: number): boolean => {
    const [x, y] = [column - QUIET, row - QUIET];
    return x >= 0 && y >= 0 && x < width && y < width && data[y * width + x] === 0;
  };
  return { columns: width + 2 * QUIET, dark };
}

test('the name in a picture is suggested first, and black in the new file once it was accepted', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  await veil.open(SAMPLE);
  await view.shown();
  await expect(view.masks).toHaveCount(0);
  await view.region.getByRole('button', { name: 'Find text' }).click();

  const name = view.region.getByRole('listitem').filter({ hasText: 'THEODORA' });
  await expect(name).toContainText('Matches this file’s identity');
  await expect(view.masks).toHaveCount(0);
  await name.getByRole('button', { name: /^Accept/ }).click();
  await expect(view.masks.getByRole('listitem')).toHaveCount(1);
  await expect(name).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(view.masks).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await veil.update.click();

  const before = decoded(readFileSync(SAMPLE));
  const after = decoded(await downloaded(page));
  const shown = (samples: Uint8Array) => {
    let bright = 0;
    for (let y = NAME.top; y < NAME.bottom; y++) {
      for (let x = NAME.left; x < NAME.right; x++) if ((samples[y * COLUMNS + x] ?? 0) > 0) bright++;
    }
    return bright;
  };
  expect(shown(before)).toBeGreaterThan(500);
  expect(shown(after)).toBe(0);
});

test('a search can be cancelled', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).open(SAMPLE);
  await view.shown();
  await view.region.getByRole('button', { name: 'Find text' }).click();
  await view.region.getByRole('button', { name: 'Cancel' }).click();
  await expect(view.region.getByRole('button', { name: 'Find text' })).toBeEnabled();
  await expect(page.getByText('The search for text was cancelled.')).toBeAttached();
  await expect(view.region.getByText(/suggestion/)).toHaveCount(0);
});

test('a QR code in a picture is suggested', async ({ page }) => {
  const view = picture(page);
  const code = await qrCode('MRN-559-0071');
  const at = { x: 60, y: 30, module: 4 };
  const size = code.columns * at.module;
  const pixel = (x: number, y: number): number => {
    const [column, row] = [Math.floor((x - at.x) / at.module), Math.floor((y - at.y) / at.module)];
    const isInside = column >= 0 && row >= 0 && column < code.columns && row < code.columns;
    return isInside ? (code.dark(column, row) ? 10 : 250) : 120;
  };
  await anonymizer(page).put('label.dcm', clip({ rows: 200, columns: 320, frames: 1, pixel }));
  await view.shown();
  await view.region.getByRole('button', { name: 'Find text' }).click();
  const found = view.region.getByRole('listitem').filter({ hasText: 'MRN-559-0071' });
  await expect(found).toContainText('Barcode or QR code');
  await expect(found).toContainText('Matches this file’s identity');
  await found.getByRole('button', { name: /^Accept/ }).click();
  const place = await view.masks.locator('.mask-place').textContent();
  const [x, y, width, height] = place?.match(/\d+/g) ?? [];
  const quiet = QUIET * at.module;
  expect(Number(x)).toBeLessThanOrEqual(at.x + quiet);
  expect(Number(y)).toBeLessThanOrEqual(at.y + quiet);
  expect(Number(x) + Number(width)).toBeGreaterThanOrEqual(at.x + size - quiet);
  expect(Number(y) + Number(height)).toBeGreaterThanOrEqual(at.y + size - quiet);
});

test('a marker of position stays in the picture when all are accepted', async ({ page }) => {
  const view = picture(page);
  const [rows, columns] = [240, 400];
  const shades = new Uint8Array(rows * columns).fill(40);
  const paint = (x: number, y: number) => {
    shades[y * columns + x] = 240;
  };
  drawText('ERECT', 40, 40, 3, paint);
  drawText('OTTOKAR ZW', 40, 150, 3, paint);
  await anonymizer(page).put(
    'marked.dcm',
    clip({ rows, columns, frames: 1, pixel: (x, y) => shades[y * columns + x] }),
  );
  await view.shown();
  await view.region.getByRole('button', { name: 'Find text' }).click();
  const marker = view.region.getByRole('listitem').filter({ hasText: 'ERECT' });
  await expect(marker).toContainText('Side or position marker');
  await view.region.getByRole('button', { name: 'Accept all' }).click();
  await expect(view.masks.getByRole('listitem')).toHaveCount(1);
  await expect(marker).toBeVisible();
  await expect(view.region.getByRole('button', { name: 'Accept all' })).toHaveCount(0);
  await marker.getByRole('button', { name: /^Accept/ }).click();
  await expect(view.masks.getByRole('listitem')).toHaveCount(2);
});

test('nothing found is said to prove nothing', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('plain.dcm', clip({ rows: 200, columns: 320, frames: 2 }));
  await view.shown();
  await view.region.getByRole('button', { name: 'Find text' }).click();
  await expect(view.region.getByText('No text was found. That proves nothing')).toBeVisible();
});
