import { readFileSync } from 'node:fs';
import { anonymizer, expect, test } from './fixture';
import { picture } from './image';
import { decoded, downloaded } from './pixels';

const SAMPLE = 'assets/samples/us.dcm';
const COLUMNS = 640;
/** Where the sample says who it shows: left, top, right, bottom. */
const NAME = { left: 8, top: 24, right: 260, bottom: 38 };

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
