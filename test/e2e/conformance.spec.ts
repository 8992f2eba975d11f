import { expect, test } from './fixture';

test('the statement says what is done to each attribute under the preset that is chosen', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('internal');
  await page.getByRole('button', { name: 'More' }).click();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('menuitem', { name: 'Conformance statement' }).click();
  const statement = await opened;
  await expect(statement).toHaveTitle('Conformance statement');
  const preset = statement.getByRole('combobox', { name: 'Preset' });
  await expect(preset).toHaveValue('internal');
  const options = statement.getByRole('region', { name: 'Profile and options' });
  const row = (name: string) =>
    statement.getByRole('row').filter({ has: statement.getByRole('rowheader', { name, exact: true }) });
  await expect(options.getByRole('row', { name: /Retain UIDs/ })).toContainText('In force');
  await expect(options.getByRole('row', { name: /Clean Pixel Data/ })).toContainText('Supported, for images');
  await expect(row("Patient's Sex")).toContainText('Retain Patient Characteristics');
  await expect(row('Study Instance UID')).toContainText('Keep');

  await preset.selectOption('research');
  await expect(options.getByRole('row', { name: /Retain UIDs/ })).toContainText('not in force');
  await expect(row("Patient's Sex")).toContainText('Empty');
  await expect(row('Study Instance UID')).toContainText('new UID');
  await expect(row('Content Date')).toContainText('Replace by “19000101” (Type 1)');

  const filter = statement.getByRole('searchbox', { name: 'Filter attributes' });
  await filter.fill('PatientBirthDate');
  await expect(statement.getByRole('status')).toHaveText(/^1 of \d{3} attributes$/);
  await filter.fill('no such attribute');
  await expect(statement.getByText('No attribute matches.')).toBeVisible();
});

test('the statement is one of the pages that the options lead to', async ({ page, address }) => {
  await page.goto(address('options/index.html'));
  await page.getByRole('link', { name: 'Conformance statement' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Conformance statement');
  await expect(page.getByRole('table').last().getByRole('row')).toHaveCount(658);
});
