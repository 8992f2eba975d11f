import { imageElements } from '../builders';
import { anonymizer, expect, MR, test } from './fixture';
import { picture } from './image';
import { manyItems } from './large-file';

test('a table of 500,000 rows scrolls, searches and keeps few rows in the document', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('many.dcm', manyItems(167_000));
  await expect(veil.row('Referenced Image Sequence')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await expect(veil.table).toHaveAttribute('aria-rowcount', /^50\d{4}$/, { timeout: 30_000 });
  await veil.table.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  const focused = page.locator('[role="row"]:focus');
  const total = await veil.table.getAttribute('aria-rowcount');
  await expect(focused).toHaveAttribute('aria-rowindex', total ?? '');
  await expect(focused).not.toContainText('…', { timeout: 15_000 });
  expect(await veil.table.getByRole('row').count()).toBeLessThan(100);
});

test('reading a large file shows numbers and can be cancelled, and tried again', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await veil.put('many.dcm', manyItems(600_000));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('Cancelled before it was done.');
  await page.keyboard.press('p');
  await expect(veil.row('Modality')).toBeVisible();
  await expect(veil.download).toBeEnabled();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('progressbar').first()).toBeVisible();
});

test('the picture of a large file does not move when the rest of it has been read', async ({ page }) => {
  const view = picture(page);
  const square = imageElements({ rows: 64, columns: 64, bitsAllocated: 8, pixels: new Uint8Array(4096).fill(90) });
  await anonymizer(page).put('many.dcm', manyItems(400_000, square));
  await expect(view.canvas).toBeVisible();
  const [first] = await Promise.all([view.canvas.boundingBox(), expect(view.add).toBeDisabled()]);
  await expect(view.add).toBeEnabled({ timeout: 30_000 });
  expect(await view.canvas.boundingBox()).toEqual(first);
});
