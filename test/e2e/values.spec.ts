import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { el, patientFile } from '../builders';
import { anonymizer, expect, test } from './fixture';

const FILES = 40;
const PROTOCOLS = ['Routine Thorax', 'Routine Abdomen', 'Low dose'];

/** Files of one study, with three protocols. */
const STUDY = Array.from({ length: FILES }, (_, index) => ({
  name: `IM${index}.dcm`,
  mimeType: 'application/dicom',
  buffer: Buffer.from(
    patientFile({
      sopInstance: `1.2.826.0.1.3680043.8.498.1.${index + 1}`,
      more: [el('0018,9423', 'LO', PROTOCOLS[index % PROTOCOLS.length])],
    }),
  ),
}));

function allFiles(page: Page) {
  const veil = anonymizer(page);
  const table = page.getByRole('table', { name: 'Values in all files' });
  return {
    ...veil,
    table,
    row: (text: string) => table.getByRole('row').filter({ has: page.getByText(text, { exact: true }) }),
    open: async () => {
      await page.getByLabel('DICOM files').setInputFiles(STUDY);
      await expect(veil.files.getByText('Ready')).toHaveCount(FILES);
      await page.getByText(`All ${FILES} files`).click();
    },
  };
}

async function outputs(page: Page): Promise<readonly string[]> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  const entries = unzipSync(readFileSync(await (await started).path()));
  return Object.entries(entries)
    .filter(([name]) => name.endsWith('.dcm'))
    .map(([, bytes]) => Buffer.from(bytes).toString('latin1'));
}

test('one decision for a value changes all files that hold it; one undo takes it back', async ({ page }) => {
  const all = allFiles(page);
  await all.open();
  await expect(all.row('Acquisition Protocol Name')).toContainText('3 values');
  await expect(all.row('Acquisition Protocol Name')).toContainText(`${FILES} files`);
  await expect(all.row('Routine Thorax')).toContainText('14 files');
  await all.action('Acquisition Protocol Name: Routine Thorax').selectOption('remove');
  await expect(
    page.getByRole('status').filter({ hasText: 'Acquisition Protocol Name: Remove, in 14 files.' }),
  ).toHaveCount(1);
  await expect(all.row('Routine Thorax')).toHaveCount(0);
  await expect(all.files.getByText('Ready')).toHaveCount(FILES);
  const changed = await outputs(page);
  expect(changed).toHaveLength(FILES);
  expect(changed.filter((file) => file.includes('Routine Thorax'))).toHaveLength(0);
  expect(changed.filter((file) => file.includes('Routine Abdomen'))).toHaveLength(13);

  await page.keyboard.press('Control+z');
  await expect(all.row('Routine Thorax')).toContainText('14 files');
  await expect(
    page.getByRole('status').filter({ hasText: 'Undone: Acquisition Protocol Name in 14 files' }),
  ).toHaveCount(1);
  await expect(all.files.getByText(/Ready|Downloaded/)).toHaveCount(FILES);
  expect((await outputs(page)).filter((file) => file.includes('Routine Thorax'))).toHaveLength(14);
});

test('a text for all values of an element is refused where it does not fit, and else written to every file', async ({
  page,
}) => {
  const all = allFiles(page);
  await all.open();
  await page.getByText(/^All\s*\d+$/).click();
  await all.search.fill('station name');
  await all.action('Station Name').selectOption('replace');
  const text = page.getByRole('textbox', { name: 'New value for Station Name' });
  await expect(text).toBeFocused();
  await text.fill('a name that is too long');
  await text.press('Enter');
  await expect(text).toHaveAccessibleDescription('At most 16 characters.');
  await text.fill('SCANNER 1');
  await text.press('Enter');
  await expect(all.row('Station Name')).toContainText('SCANNER 1');
  await expect(all.row('Station Name')).toBeFocused();
  await expect(all.files.getByText('Ready')).toHaveCount(FILES);
  expect((await outputs(page)).filter((file) => file.includes('SCANNER 1'))).toHaveLength(FILES);
});

test('a value leads to a file that holds it', async ({ page }) => {
  const all = allFiles(page);
  await all.open();
  await all.row('Low dose').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(all.files.locator('[aria-current]')).toContainText('IM2.dcm');
  await expect(anonymizer(page).row('Acquisition Protocol Name')).toBeFocused();
});
