import { patientFile } from '../builders';
import { anonymizer, expect, test } from './fixture';

/** What someone may type, the reason that the field gives, and what it takes. */
const CASES = [
  ['Study Date', '31.12.2024', /YYYYMMDD/, '20241231'],
  ['Study Date', '20240231', /no such day|calendar/i, '20240229'],
  ["Patient's Sex", 'male', /capital letters/, 'M'],
  ['Station Name', 'a name that is too long', /At most 16 characters/, 'SCANNER 1'],
  ['Slice Thickness', '5 mm', /number/, '5.0'],
] as const;

test('a text that the VR can’t hold is refused beside its field, with the reason', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('ct.dcm', Buffer.from(patientFile()));
  await expect(veil.download).toBeEnabled();
  for (const [name, wrong, reason, right] of CASES) {
    await veil.search.fill(name);
    await veil.action(name).selectOption('replace');
    const text = page.getByRole('textbox', { name: `New value for ${name}` });
    await text.fill(wrong);
    await text.press('Enter');
    await expect(text).toHaveAttribute('aria-invalid', 'true');
    await expect(text).toHaveAccessibleDescription(reason);
    await expect(veil.download).toBeDisabled();
    await text.fill(right);
    await text.press('Enter');
    await expect(veil.row(name)).toContainText(right);
  }
});

test('a UID is replaced or kept, never typed', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.put('ct.dcm', Buffer.from(patientFile()));
  await expect(veil.download).toBeEnabled();
  await veil.search.fill('study instance uid');
  await expect(veil.action('Study Instance UID').getByRole('option')).toHaveText([
    'Keep',
    'Remove',
    'Empty',
    'New UID',
  ]);
});
