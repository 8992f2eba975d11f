import { readFileSync } from 'node:fs';
import { el, patientFile, sq } from '../builders';
import { anonymizer, expect, test } from './fixture';

const FILE = Buffer.from(
  patientFile({
    more: [el('0018,9423', 'LO', 'Routine Thorax'), sq('0018,9465', [[el('0018,1020', 'LO', 'VB40')]])],
  }),
);

test('“What stays” lists the texts that are kept, at every depth; one that is removed from there is gone', async ({
  page,
}) => {
  const veil = anonymizer(page);
  await veil.put('ct.dcm', FILE);
  await expect(veil.download).toBeEnabled();
  const all = await veil.table.getAttribute('aria-rowcount');
  await page.getByText(/^What stays\s*\d+$/).click();
  await expect(page.getByText('You answer for it.')).toBeVisible();
  await expect(veil.row('Acquisition Protocol Name')).toBeVisible();
  await expect(veil.row('Software Versions')).toContainText('(0018,9465)[0]');
  await expect(veil.row('KVP')).toHaveCount(0);
  await expect(veil.row("Patient's Name")).toHaveCount(0);
  await expect(veil.table.getByRole('cell', { name: /^Text \d+$/ })).toBeVisible();

  await veil.action('Acquisition Protocol Name').selectOption('remove');
  await expect(veil.row('Acquisition Protocol Name')).toHaveCount(0);
  await veil.update.click();
  await expect(veil.download).toBeEnabled();
  const started = page.waitForEvent('download');
  await veil.download.click();
  expect(readFileSync(await (await started).path()).includes('Routine Thorax')).toBe(false);

  await veil.row('Software Versions').hover();
  await page.getByRole('button', { name: 'Show Software Versions in the whole table' }).click();
  await expect(veil.row('Software Versions')).toBeFocused();
  const shown = Number(await veil.table.getAttribute('aria-rowcount'));
  expect(shown).toBeGreaterThan(Number(all));
});

test('“What stays” is walked through with the keyboard alone', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('ct.dcm', FILE);
  await expect(veil.download).toBeEnabled();
  await page.getByRole('radio', { name: 'All' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'What stays' })).toBeChecked();
  await page.keyboard.press('/');
  await page.keyboard.type('protocol');
  await page.keyboard.press('ArrowDown');
  await expect(veil.table.getByRole('row', { name: /^Text \d+$/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(veil.row('Acquisition Protocol Name')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Show Acquisition Protocol Name in the whole table' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(veil.row('Acquisition Protocol Name')).toBeFocused();
  await expect(page.getByRole('radio', { name: 'All' })).toBeChecked();
});
