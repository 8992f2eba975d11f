import { clip } from './clip';
import { anonymizer, expect, test } from './fixture';
import { picture, type Share } from './image';
import { decoded, downloaded } from './pixels';

const SHAPE = { rows: 60, columns: 80, frames: 4 };

/** The middle of a pixel. */
const at = (x: number, y: number): Share => [(x + 0.5) / SHAPE.columns, (y + 0.5) / SHAPE.rows];

/** What differs between two images: for each frame the smallest rectangle that holds it. */
function changes(before: Uint8Array, after: Uint8Array) {
  const { rows, columns, frames } = SHAPE;
  return Array.from({ length: frames }, (_, frame) => {
    const xs: number[] = [];
    const ys: number[] = [];
    for (let i = 0; i < rows * columns; i++) {
      if (before[frame * rows * columns + i] === after[frame * rows * columns + i]) continue;
      xs.push(i % columns);
      ys.push(Math.floor(i / columns));
    }
    return xs.length === 0 ? null : [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
  });
}

test('masks are drawn, switched off, deleted and taken back; what is downloaded is black under the rest', async ({
  page,
}) => {
  const view = picture(page);
  const veil = anonymizer(page);
  const original = clip(SHAPE);
  await veil.put('clip.dcm', original);
  await view.shown();
  await expect(veil.download).toBeDisabled();

  await view.add.click();
  await view.drag(at(0, 0), at(39, 5));
  await view.drag([0.75, 0.75], [1, 1]);
  await view.drag([0.1, 0.5], [0.3, 0.6]);
  await expect(view.masks.getByRole('listitem')).toHaveCount(3);
  await view.masks.getByRole('checkbox', { name: 'Apply mask 2' }).uncheck();
  await view.masks.getByRole('button', { name: 'Delete mask 3' }).click();
  await expect(view.masks.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(view.masks.getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Control+Shift+z');
  await expect(view.masks.getByRole('listitem')).toHaveCount(2);
  await expect(view.masks.getByRole('listitem').first()).toContainText('0, 0 · 40 × 6');

  await view.region.getByRole('button', { name: 'All frames at once' }).first().click();
  await veil.update.click();
  const before = decoded(original);
  const after = decoded(await downloaded(page));
  expect(changes(before, after)).toEqual(Array.from({ length: SHAPE.frames }, () => [0, 0, 40, 6]));
  expect(after.subarray(0, 40)).toEqual(new Uint8Array(40));

  await page.getByRole('radio', { name: 'After' }).check({ force: true });
  await expect.poll(() => view.brightness([0.2, 0.05])).toBe(0);
  await page.keyboard.press('b');
  await expect.poll(() => view.brightness([0.9, 0.9])).toBeGreaterThan(0);
});

test('a mask is moved and resized by hand, by keys and by numbers', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('clip.dcm', clip(SHAPE));
  await view.shown();
  const first = view.masks.getByRole('listitem').first();
  await page.keyboard.press('m');
  await expect(view.stage).toBeFocused();
  await view.drag(at(20, 15), at(39, 29));
  await page.keyboard.press('Escape');
  await expect(first).toContainText('20, 15 · 20 × 15');

  await view.drag(at(30, 22), at(40, 30));
  await expect(first).toContainText('30, 23 · 20 × 15');
  await view.drag(at(50, 38), at(60, 45));
  await expect(first).toContainText('30, 23 · 30 × 22');

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(first).toContainText('29, 13 · 31 × 12');
  await page.keyboard.press('Control+z');
  await expect(first).toContainText('30, 23 · 30 × 22');

  await view.masks.getByRole('spinbutton', { name: 'Mask 1: Left' }).fill('70');
  await page.keyboard.press('Tab');
  await expect(first).toContainText('50, 23 · 30 × 22');
  await view.masks.getByRole('spinbutton', { name: 'Mask 1: Height' }).fill('100');
  await page.keyboard.press('Tab');
  await expect(first).toContainText('50, 23 · 30 × 37');
  await view.stage.focus();
  await page.keyboard.press('Delete');
  await expect(view.masks.getByRole('listitem')).toHaveCount(0);
});

test('a mask is made without a mouse', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('clip.dcm', clip(SHAPE));
  await view.shown();
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(view.masks.getByRole('listitem')).toHaveCount(1);
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowUp');
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowLeft');
  await expect(view.masks.getByRole('listitem')).toContainText('0, 0 · 27 × 6');
});

test('elements and masks are taken back in one order', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  await veil.put('clip.dcm', clip(SHAPE));
  await view.shown();
  await veil.action('Modality').selectOption('remove');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await view.add.click();
  await view.drag([0, 0], [0.5, 0.5]);
  await expect(view.masks.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(view.masks.getByRole('listitem')).toHaveCount(0);
  await expect(veil.action('Modality')).toHaveValue('remove');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(veil.action('Modality')).toHaveValue('keep');
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(view.masks.getByRole('listitem')).toHaveCount(1);
});

test('a mask can be for one frame only', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  const original = clip(SHAPE);
  await veil.put('clip.dcm', original);
  await view.shown();
  await view.stage.focus();
  await page.keyboard.press('ArrowRight');
  await view.add.click();
  await view.drag(at(0, 0), at(39, 5));
  await view.masks.getByRole('combobox', { name: 'Frames of mask 1' }).selectOption('Frame 2');
  await view.region.getByRole('button', { name: 'All frames at once' }).first().click();
  await veil.update.click();
  const after = decoded(await downloaded(page));
  expect(changes(decoded(original), after)).toEqual([null, [0, 0, 40, 6], null, null]);
});

test('only the region that the device names is kept', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  const original = clip({ ...SHAPE, frames: 1, region: [10, 12, 69, 51] });
  await veil.put('clip.dcm', original);
  await view.shown();
  await view.keep.click();
  await expect(view.masks.getByRole('listitem')).toContainText('Keep only 10, 12 · 60 × 40');
  await veil.update.click();
  const after = decoded(await downloaded(page));
  const before = decoded(original);
  for (const [i, value] of after.entries()) {
    const [x, y] = [i % SHAPE.columns, Math.floor(i / SHAPE.columns)];
    const isKept = x >= 10 && x < 70 && y >= 12 && y < 52;
    expect(value).toBe(isKept ? before[i] : 0);
  }
});

test('masks go to the other images of the series, and are offered for the device next time', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  const image = (instance: number) => ({
    name: `${instance}.dcm`,
    mimeType: 'application/dicom',
    buffer: clip({ ...SHAPE, frames: 1, instance }),
  });
  await page.getByLabel('DICOM files').setInputFiles([image(1), image(2)]);
  await expect(veil.files.getByText('Mask or confirm')).toHaveCount(1);
  await view.shown();
  await view.add.click();
  await view.drag(at(0, 0), at(39, 5));
  await view.region.getByRole('button', { name: 'Also in the other of the series' }).click();
  await view.region.getByRole('button', { name: 'Remember for this device' }).click();
  await page.keyboard.press('n');
  await expect(view.masks.getByRole('listitem')).toContainText('0, 0 · 40 × 6');
  await expect(veil.download).toBeEnabled();

  await page.reload();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByLabel('DICOM files').setInputFiles([image(3)]);
  await view.shown();
  await expect(view.masks.getByRole('listitem')).toHaveCount(0);
  await expect(view.region.getByText('Remembered for this device')).toBeVisible();
  await view.region.getByRole('button', { name: 'Accept all' }).click();
  await expect(view.masks.getByRole('listitem')).toContainText('0, 0 · 40 × 6');
  await expect(view.region.getByText('Remembered for this device')).toHaveCount(0);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toMatch(/Zwiebelsdorf|MRN-559|1\.2\.826/);
});

test('masks remembered for a device are forgotten on the options page, at once in the tab that is open', async ({
  page,
  context,
  address,
}) => {
  const view = picture(page);
  await anonymizer(page).put('echo.dcm', clip({ ...SHAPE, frames: 1 }));
  await view.shown();
  await view.add.click();
  await view.drag(at(0, 0), at(39, 5));
  const remember = view.region.getByRole('button', { name: 'Remember for this device' });
  const forget = view.region.getByRole('button', { name: 'Forget for this device' });
  await remember.click();
  await expect(forget).toBeVisible();

  const options = await context.newPage();
  await options.goto(address('options/index.html'));
  const section = options.getByRole('region', { name: 'Masks for devices' });
  await expect(section.getByRole('listitem').filter({ hasText: '60 rows · 80 columns' })).toContainText(
    '0, 0 · 40 × 6',
  );
  await section.getByRole('button', { name: /^Forget the masks: .*60 rows/ }).click();
  await expect(section.getByText('None yet')).toBeVisible();
  await expect(section.getByRole('heading')).toBeFocused();
  await expect(remember).toBeVisible();
  await options.getByRole('button', { name: 'Undo' }).click();
  await expect(forget).toBeVisible();
});

test('what is known of a device is suggested, never masked unasked', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('echo.dcm', clip({ rows: 480, columns: 640, frames: 1, model: 'LOGIQ9' }));
  await view.shown();
  await expect(view.region.locator('.mask-layer .suggestion')).toHaveCount(1);
  await expect(view.masks.getByRole('listitem')).toHaveCount(0);
  await view.region.getByRole('button', { name: 'Dismiss suggestion 1' }).click();
  await expect(view.region.locator('.mask-layer .suggestion')).toHaveCount(0);
});
