import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { fragments, latin1 } from '../builders';
import { PIXELS, picture as pictureFile } from '../core/deident/pictures';
import { clip } from './clip';
import { anonymizer, expect, test } from './fixture';
import { picture } from './image';

const image = (instance: number, frames = 1) => ({
  name: `${instance}.dcm`,
  mimeType: 'application/dicom',
  buffer: clip({ instance, frames }),
});

test('an image at risk is not downloaded before it was looked at and confirmed', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  await veil.put('clip.dcm', clip({ frames: 6 }));
  await view.shown();
  await expect(view.gate).toContainText('Ultrasound images usually carry text');
  await expect(view.confirm).toBeDisabled();
  await expect(veil.download).toBeDisabled();
  await page.getByRole('button', { name: 'Look at the image', exact: true }).click();
  await expect(view.gate).toBeFocused();
  await view.gate.getByRole('button', { name: 'All frames at once' }).click();
  await expect(page.getByRole('button', { name: 'Mask or confirm', exact: true })).toBeVisible();
  await view.confirm.check();
  await expect(veil.download).toBeEnabled();
  await view.confirm.uncheck();
  await expect(veil.download).toBeDisabled();
});

test('frames that were passed one by one count as looked at', async ({ page }) => {
  const view = picture(page);
  await anonymizer(page).put('clip.dcm', clip({ frames: 3 }));
  await view.shown();
  await view.stage.focus();
  await expect(view.gate).toContainText('1 of 3 frames seen.');
  await page.keyboard.press('ArrowRight');
  await expect(view.gate).toContainText('2 of 3 frames seen.');
  await page.keyboard.press('ArrowRight');
  await expect(view.confirm).toBeEnabled();
});

test('one confirmation covers the images of a series that were looked at', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  await page.getByLabel('DICOM files').setInputFiles([image(1), image(2), image(3)]);
  await view.shown();
  await expect(veil.files.getByText('Look at the image')).toHaveCount(2);
  await view.region.getByRole('button', { name: 'All 3 images at once' }).click();
  await expect(veil.files.getByText('Mask or confirm')).toHaveCount(3);
  await view.confirm.check();
  await view.gate.getByRole('button', { name: 'Nor in the 2 others of the series that were looked at' }).click();
  await expect(veil.files.getByText(/^Ready/)).toHaveCount(3);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  const entries = unzipSync(readFileSync(await (await started).path()));
  expect(Object.keys(entries).filter((name) => name.endsWith('.dcm'))).toHaveLength(3);
});

test('the ZIP leaves out what nobody has looked at, and leads there', async ({ page }) => {
  const view = picture(page);
  const veil = anonymizer(page);
  await page.getByLabel('DICOM files').setInputFiles([image(1), image(2)]);
  await view.shown();
  await view.confirm.check();
  await expect(veil.files.getByText(/^Ready/)).toHaveCount(1);
  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 file has a picture that has to be looked at');
  await dialog.getByRole('button', { name: 'Look at it' }).click();
  await expect(veil.files.locator('[aria-current]')).toContainText('2.dcm');
  await expect(view.gate).toBeFocused();
});

test('a video is named as the reason why nothing can be masked, and can be left out of the new file', async ({
  page,
}) => {
  const veil = anonymizer(page);
  const video = pictureFile({ syntax: '1.2.840.10008.1.2.4.102', pixels: fragments([latin1('a video')]) });
  await veil.put('video.dcm', Buffer.from(video));
  await expect(page.locator('.mask-panel')).toContainText('It is a video.');
  await expect(veil.download).toBeDisabled();
  // Nothing that is said to be done is masking.
  const advice = /The picture can’t be masked\. .* confirm .* or leave it out/;
  await expect(page.locator('#verdict')).toContainText('Confirm or leave out');
  await expect(page.locator('#verdict')).toContainText(advice);
  await expect(page.getByRole('region', { name: 'Warnings' })).toContainText(advice);
  await expect(page.getByText('Mask the text')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Leave the picture out of the new file' }).check();
  await expect(veil.download).toBeEnabled();
});

for (const [what, length, text] of [
  ['pixels that no viewer shows', PIXELS + 2000, 'more pixel data than'],
  ['bytes behind the last frame', PIXELS + 20, 'bytes behind the last frame that were not looked at'],
  ['missing pixels', PIXELS / 2, 'fewer pixels than'],
] as const) {
  test(`${what} are among the warnings`, async ({ page }) => {
    const pixels = new Uint8Array(length).fill(7);
    await anonymizer(page).put('odd.dcm', Buffer.from(pictureFile({ modality: 'CT', pixels })));
    await expect(page.getByRole('region', { name: 'Warnings' })).toContainText(text);
  });
}
