import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Report } from '../../src/jobs/report/report';
import { PATIENT_IDENTIFIERS, patientFile } from '../builders';
import { anonymizer, expect, test } from './fixture';

async function saved(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await started;
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test('the report of a file is saved, names the digest of what was downloaded, and holds no value of the original', async ({
  page,
}) => {
  const veil = anonymizer(page);
  await veil.put('Grünwald.dcm', Buffer.from(patientFile()));
  await expect(veil.download).toBeEnabled();
  const output = await saved(page, 'Download anonymized DICOM');

  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'De-identification report' });
  const digest = createHash('sha256').update(output.content).digest('hex');
  await expect(dialog).toContainText(digest);
  const data = await saved(page, 'Save report (JSON)');
  const printed = await saved(page, 'Save report (HTML)');
  expect([data.name, printed.name]).toEqual(
    ['json', 'html'].map((form) => output.name.replace('.dcm', `-report.${form}`)),
  );
  expect(JSON.parse(data.content.toString()) as Report).toMatchObject({
    outcome: 'passed',
    preset: { id: 'research', name: 'Research (full anonymization)' },
    files: [
      {
        output: output.name,
        sha256: digest,
        methodCodes: ['113100'],
        notChecked: expect.arrayContaining(['pixel-data']),
      },
    ],
  });
  for (const { content } of [data, printed]) {
    expect(PATIENT_IDENTIFIERS.filter((word) => content.includes(word))).toEqual([]);
    expect(content.includes('1.2.826.0.1.3680043')).toBe(false);
  }

  const other = await page.context().newPage();
  await other.setContent(printed.content.toString());
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('De-identification report');
  await expect(other.getByText(digest)).toBeVisible();
  await other.close();

  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Report', exact: true })).toBeFocused();
});
