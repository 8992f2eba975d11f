import { checkAccessibility } from './axe';
import { anonymizer, expect, MR, test } from './fixture';

// A look is one in every language, light and dark.
test.describe.configure({ timeout: 120_000 });

test('the guide leads from the start page to the download, with the sample where there is no file', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Guide me step by step' }).click();
  await expect(anonymizer(page).download).toBeEnabled();
  for (const title of [
    'Look at what changes and what stays',
    'Press “Update anonymization preview” after a change',
    'Deal with findings and warnings',
    'Press “Download anonymized DICOM”',
  ]) {
    const step = page.getByRole('region', { name: title });
    await expect(step.getByRole('heading', { name: title })).toBeFocused();
    if (title.startsWith('Deal')) await checkAccessibility(page);
    await step.getByRole('button', { name: /^(Next|Done)$/ }).click();
  }
  await expect(page.getByText('Step 5 of 5')).toBeHidden();
  await expect(page.locator('[role="row"]:focus')).toBeVisible();
});

test('the guide starts beside an open file, goes back, and ends at any time', async ({ page }) => {
  await anonymizer(page).open(MR);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Guide me step by step' }).click();
  await expect(page.getByText('Step 2 of 5')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByText('Step 2 of 5')).toBeVisible();
  await page.getByRole('button', { name: 'End the guide' }).click();
  await expect(page.getByText('Step 2 of 5')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Help', exact: true })).toBeFocused();
});
