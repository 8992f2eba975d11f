import { readFileSync } from 'node:fs';
import { anonymizer, expect, test } from './fixture';
import { letter, NAME } from './letter';

test('a document is refused with its kind, removed by the user’s decision, and refused again when that is undone', async ({
  page,
}) => {
  const veil = anonymizer(page);
  await veil.put('letter.dcm', letter(`%PDF-1.7 about ${NAME}`));
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('whole document');
  await expect(refusal).toContainText('Encapsulated PDF Storage');
  await expect(veil.download).toBeDisabled();

  await page.getByRole('button', { name: 'Remove the document, keep the header' }).click();
  await expect(veil.download).toBeEnabled();
  const card = page.getByRole('region', { name: 'Document' });
  await expect(card).toBeFocused();
  await expect(card).toContainText('a placeholder is in its place');
  await expect(veil.row('Encapsulated Document')).toContainText('You');
  const started = page.waitForEvent('download');
  await veil.download.click();
  const output = readFileSync(await (await started).path());
  expect(output.subarray(128, 132).toString()).toBe('DICM');
  expect(output.includes(NAME)).toBe(false);
  expect(output.includes('application/pdf')).toBe(true);
  expect(output.includes('Document removed')).toBe(true);

  await card.getByRole('button', { name: 'Undo decision' }).click();
  await expect(refusal).toContainText('whole document');
  await expect(page.getByRole('group', { name: 'What to do' })).toBeFocused();
  await expect(veil.download).toBeDisabled();
});

test('a document that was checked stays, and a name in it is still a finding', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('letter.dcm', letter(`%PDF-1.7 about ${NAME}`));
  await page.getByRole('button', { name: 'I have checked it: keep it' }).click();
  const findings = page.getByRole('region', { name: /finding/ });
  await expect(findings).toContainText('(0042,0011)');
  await expect(veil.download).toBeDisabled();
  await findings.getByRole('checkbox').check();
  const started = page.waitForEvent('download');
  await veil.download.click();
  const output = readFileSync(await (await started).path());
  expect(output.includes(`%PDF-1.7 about ${NAME}`)).toBe(true);
});

test('several documents can be removed at once', async ({ page }) => {
  const veil = anonymizer(page);
  for (const name of ['a', 'b', 'c']) await veil.put(`${name}.dcm`, letter(`%PDF-1.7 ${name}`));
  await expect(veil.files.getByText('Refused')).toHaveCount(3);
  await page.getByRole('button', { name: 'Also in the other 2 files of this kind' }).click();
  await expect(veil.files.getByText('Ready')).toHaveCount(3);
});
