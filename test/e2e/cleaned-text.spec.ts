import { el, latin1, patientFile, utf8 } from '../builders';
import { anonymizer, expect, test } from './fixture';

const FILE = Buffer.from(
  patientFile({
    more: [
      el('0018,9423', 'LO', latin1('Spiral Kr\xe4mer')),
      el('0018,1030', 'LO', utf8('CT Thorax, Hr. Grünwald 2024-02-29')),
    ],
  }),
);

test('a cleaned text shows which words went and why', async ({ page }) => {
  const veil = anonymizer(page);
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
  await veil.put('ct.dcm', FILE);
  await expect(veil.download).toBeEnabled();
  await veil.search.fill('protocol name');
  const row = veil.row('Protocol Name');
  await expect(row.getByRole('cell', { name: 'Cleaned without: name' })).toBeVisible();
  await expect(row).toContainText('Option: descriptors');
  await row.focus();
  const details = page.getByRole('region', { name: 'Selected element' });
  await expect(details.getByRole('deletion').first()).toContainText('Grünwald');
  await expect(details).toContainText('2024-02-29');
  await expect(details).toContainText('date');
});

test('text that its character set can’t read is removed, and reported with the reason', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('ct.dcm', FILE);
  await expect(veil.download).toBeEnabled();
  await expect(page.getByRole('region', { name: 'Warnings' })).toContainText('can’t be read in the character set');
  await veil.search.fill('acquisition protocol name');
  const row = veil.row('Acquisition Protocol Name');
  await expect(row).toContainText('Identifier search');
  await row.focus();
  const details = page.getByRole('region', { name: 'Selected element' });
  await expect(details.getByRole('deletion')).toHaveText('Krämer' + 'unreadable in its character set');
});
