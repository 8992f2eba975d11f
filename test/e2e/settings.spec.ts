/** The options page: presets of one's own, from the first click to the file that is downloaded under them. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { checkAccessibility } from './axe';
import { clip } from './clip';
import { download } from './downloaded';
import { anonymizer, expect, MR, test } from './fixture';
import { decoded, downloaded, wrongSamples } from './pixels';

const OPTIONS = 'options/index.html';

test.describe.configure({ timeout: 120_000 });

/** What the tests do with the options page. */
function options(page: Page) {
  const section = page.getByRole('region', { name: 'Settings file' });
  return {
    name: page.getByRole('textbox', { name: 'Name', exact: true }),
    element: page.getByRole('combobox', { name: 'Element', exact: true }),
    found: page.getByRole('listbox', { name: 'Elements found' }),
    action: page.getByRole('combobox', { name: 'Action', exact: true }),
    value: page.getByRole('textbox', { name: 'New value', exact: true }),
    add: page.getByRole('button', { name: 'Add rule' }),
    file: section,
    duplicate: (name: string) => page.getByRole('button', { name: `Duplicate “${name}”`, exact: true }),
    row: (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) }),
    choose: (path: string | { name: string; mimeType: string; buffer: Buffer }) =>
      section.getByLabel('Settings file').setInputFiles(path),
  };
}

/** A preset that writes a text into the study's description. */
async function makePreset(page: Page, name: string): Promise<void> {
  const veil = options(page);
  await veil.duplicate('Research (full anonymization)').click();
  await expect(veil.name).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await veil.element.fill('study desc');
  await page.keyboard.press('ArrowDown');
  await expect(veil.found.getByRole('option', { selected: true })).toContainText('(0008,1030)');
  await page.keyboard.press('Enter');
  await expect(veil.element).toHaveValue('StudyDescription');
  await veil.action.selectOption('replace');
  await veil.value.fill('TRIAL 7');
  await veil.add.click();
  await expect(veil.row('Study Description')).toContainText('Basic Profile X');
}

test('a preset is made, used in a tab that is open, changed there at once, deleted and brought back', async ({
  page,
  context,
  address,
}) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  const settings = await context.newPage();
  await settings.goto(address(OPTIONS));
  await makePreset(settings, 'Trial');

  await page.getByRole('combobox', { name: 'Preset' }).selectOption({ label: 'Trial' });
  await expect(page.locator('#preset-keeps')).toContainText('1 element has a rule of its own. Version');
  const first = await download(page);
  expect(first.at('(0008,1030)')).toBe('TRIAL 7');
  expect(first.at('(0012,0063)')).toContain('research-copy');

  await settings.getByRole('textbox', { name: 'New value for Study Description' }).fill('TRIAL 8');
  await settings.keyboard.press('Enter');
  await expect(veil.row('Study Description')).toContainText('TRIAL 8');
  expect((await download(page)).at('(0008,1030)')).toBe('TRIAL 8');

  await settings.getByRole('button', { name: 'All presets' }).click();
  await settings.getByRole('button', { name: 'Delete “Trial”' }).click();
  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveValue('research');
  await settings.getByRole('button', { name: 'Undo' }).click();
  await expect(settings.getByRole('button', { name: 'Edit “Trial”' })).toBeVisible();
});

test('what can’t be is said where it is typed, and is not kept', async ({ page, address }) => {
  await page.goto(address(OPTIONS));
  const veil = options(page);
  await veil.duplicate('Internal use (hide patient identifiers only)').click();
  await expect(page.getByRole('switch', { name: 'Retain dates', exact: true })).toBeDisabled();
  await veil.element.fill('AccessionNumber');
  await expect(veil.found.getByRole('option').first()).toContainText('Basic Profile Z');
  await page.keyboard.press('Escape');
  await veil.action.selectOption('replace');
  await veil.value.fill('much too long for this one');
  await expect(page.getByText('At most 16 characters.')).toBeVisible();
  await veil.add.click({ force: true });
  await expect(page.getByRole('rowheader')).toHaveCount(await page.locator('.in-force tbody th').count());
  await veil.element.fill('Pationt');
  await page.keyboard.press('Tab');
  await expect(page.getByText('There is no such tag or keyword')).toBeVisible();
  // A button that is pressed meanwhile stays under the pointer.
  await veil.element.fill('patiant');
  await page.getByRole('button', { name: 'Generate a key' }).click({ delay: 200 });
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('There is no such tag or keyword')).toBeVisible();
  const id = page.getByRole('textbox', { name: 'ID', exact: true });
  await id.fill('research');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the ID of a built-in preset.')).toBeVisible();
});

test('masks of a preset are black in the images that they are for, and in no others', async ({
  page,
  context,
  address,
}) => {
  const settings = await context.newPage();
  await settings.goto(address(OPTIONS));
  await makePreset(settings, 'Echo room');
  const rectangles = settings.getByRole('textbox', { name: 'Rectangles' });
  await rectangles.fill('0, 0, 80');
  await expect(settings.getByText('A rectangle is four whole numbers')).toBeVisible();
  await rectangles.fill('0, 0, 80, 6');
  await expect(settings.getByText('they are for every image')).toBeVisible();
  await settings.getByRole('textbox', { name: 'Manufacturer' }).fill('acme');
  await settings.getByRole('textbox', { name: 'Columns' }).fill('80');
  await settings.getByRole('button', { name: 'Add masks' }).click();
  const masked = settings.getByRole('listitem').filter({ hasText: 'acme · 80 columns' });
  await expect(masked).toContainText('0, 0 · 80 × 6');
  await expect(settings.getByText('Has masks for one kind of images.')).toBeVisible();

  const veil = anonymizer(page);
  await page.getByRole('combobox', { name: 'Preset' }).selectOption({ label: 'Echo room' });
  const original = clip({ rows: 60, columns: 80, frames: 1 });
  await veil.put('echo.dcm', original);
  const after = decoded(await downloaded(page));
  const masks = [[0, 0, 80, 6]] as const;
  expect(wrongSamples(decoded(original), after, { columns: 80, masks })).toEqual({ inside: 0, outside: 0 });
  await page.getByRole('button', { name: 'Close echo.dcm' }).click();
  await veil.put('other.dcm', clip({ rows: 60, columns: 90, frames: 1 }));
  await expect(page.getByText('Mask or confirm').first()).toBeVisible();

  await settings.getByRole('button', { name: 'Delete the masks: acme · 80 columns' }).click();
  await expect(settings.getByRole('heading', { name: 'Masks', exact: true })).toBeFocused();
  await expect(settings.getByText('acme')).toHaveCount(0);
  await settings.getByRole('button', { name: 'Undo' }).click();
  await settings.getByRole('button', { name: 'Edit the masks: acme · 80 columns' }).click();
  const form = settings.getByRole('form', { name: 'Edit the masks: acme · 80 columns' });
  await expect(form.getByRole('textbox', { name: 'Modality' })).toBeFocused();
  await expect(settings.getByRole('form', { name: 'Add masks' })).toHaveCount(0);
  await form.getByRole('textbox', { name: 'Rectangles' }).fill('0, 0, 80, 9');
  await form.getByRole('button', { name: 'Keep these masks' }).click();
  await expect(masked).toContainText('0, 0 · 80 × 9');
});

test('what is deleted leaves the focus where reading goes on, and comes back as long as Undo is at hand', async ({
  page,
  address,
}) => {
  await page.clock.install();
  await page.goto(address(OPTIONS));
  await makePreset(page, 'Trial');
  const rules = page.getByRole('heading', { name: 'Rules for single elements' });
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.getByRole('button', { name: 'Delete “Study Description”' }).click();
  await expect(rules).toBeFocused();
  await undo.focus();
  await page.clock.fastForward('01:00');
  await undo.press('Enter');
  await expect(options(page).row('Study Description')).toBeVisible();
  await expect(rules).toBeFocused();

  await page.getByRole('button', { name: 'All presets' }).click();
  await page.getByRole('button', { name: 'Delete “Trial”' }).click();
  await expect(page.getByRole('heading', { name: 'Presets', exact: true })).toBeFocused();
  await undo.focus();
  await page.keyboard.press('Shift+Tab');
  await page.clock.fastForward('01:00');
  await expect(undo).toHaveCount(0);

  await page.getByRole('button', { name: 'Generate a key' }).click();
  await page.getByRole('button', { name: 'Use this key' }).click();
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget the key' }).click();
  await expect(page.getByText('No project key is set.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Project key' })).toBeFocused();
});

test('settings go out as a file and into a fresh profile, and a bad file changes nothing', async ({
  page,
  address,
}) => {
  await page.goto(address(OPTIONS));
  const veil = options(page);
  await makePreset(page, 'Trial');
  const theme = page.getByRole('button', { name: /^Theme/ });
  await theme.click();
  await theme.click();
  await expect(theme).toHaveAccessibleName('Theme: dark');
  const started = page.waitForEvent('download');
  await veil.file.getByRole('button', { name: 'Export settings' }).click();
  const path = await (await started).path();
  const exported = JSON.parse(readFileSync(path, 'utf8'));
  expect(exported).toMatchObject({ presets: [{ name: 'Trial', base: 'research' }], theme: 'dark' });
  await theme.click();

  await veil.file.getByRole('button', { name: 'Reset settings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Edit “Trial”' })).toHaveCount(0);

  const bad = { ...exported, organization: 'ORG', presets: [...exported.presets, { id: 'b', name: 'B', base: 'x' }] };
  const buffer = Buffer.from(JSON.stringify(bad));
  await veil.choose({ name: 's.json', mimeType: 'application/json', buffer });
  await expect(veil.file.getByRole('alert').filter({ hasText: 'presets.1.base' })).toContainText('no built-in preset');
  await expect(page.getByRole('textbox', { name: 'Organization' })).toHaveValue('');

  await veil.choose({ name: 's.json', mimeType: 'application/json', buffer: readFileSync(path) });
  await expect(page.getByRole('dialog')).toContainText('New presets: Trial');
  await expect(page.getByRole('dialog')).toContainText('Theme: dark, so far as the system');
  await page.getByRole('button', { name: 'Replace settings' }).click();
  await expect(page.getByRole('button', { name: 'Edit “Trial”' })).toBeVisible();
  await expect(theme).toHaveAccessibleName('Theme: dark');
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Edit “Trial”' })).toHaveCount(0);
  await expect(theme).toHaveAccessibleName('Theme: as the system');
});

test('a project key is made of a passphrase, gives the same pseudonym in other tabs, and is never shown again', async ({
  page,
  context,
  address,
}) => {
  const settings = await context.newPage();
  await settings.goto(address(OPTIONS));
  await settings.getByRole('button', { name: 'Enter a key' }).click();
  await settings.getByLabel('Passphrase', { exact: true }).last().fill('too short');
  await settings.getByRole('button', { name: 'Use this key' }).click();
  await expect(settings.getByText('A passphrase needs at least 12 characters.')).toBeVisible();
  await settings.getByLabel('Passphrase', { exact: true }).last().fill('correct horse battery');
  await settings.getByRole('button', { name: 'Use this key' }).click();
  await expect(settings.getByText('A project key is set:')).toBeVisible({ timeout: 60_000 });
  expect(await settings.content()).not.toContain('correct horse');

  const names: (string | undefined)[] = [];
  for (const tab of [page, await context.newPage()]) {
    await tab.goto(address('src/anonymizer/index.html'));
    await anonymizer(tab).open(MR);
    names.push((await download(tab)).at('(0010,0010)'));
  }
  expect(names[0]).toMatch(/^ANON-/);
  expect(names[1]).toBe(names[0]);
});

test('nothing to complain about while a preset is edited, and in the dialogs', async ({ page, address }) => {
  test.setTimeout(400_000);
  await page.goto(address(OPTIONS));
  const veil = options(page);
  await makePreset(page, 'Trial');
  await veil.element.fill('patient');
  await expect(veil.found).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 400, height: 800 });
  await checkAccessibility(page);
  const dialog = page.getByRole('dialog');
  const look = async () => {
    await expect(dialog).toBeVisible();
    await checkAccessibility(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await page.getByRole('button', { name: 'Generate a key' }).click();
  await expect(dialog).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Use this key' }).click();
  for (const name of ['Enter a key', 'Forget the key', 'Reset settings']) {
    await page.getByRole('button', { name }).click();
    await look();
  }
  const settings = { version: 1, organization: 'ORG', presets: [{ id: 'b', name: 'B', base: 'research' }] };
  const file = (content: object) => ({
    name: 's.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });
  await veil.choose(file(settings));
  await look();
  await veil.choose(file({ ...settings, defaultPreset: 'nowhere' }));
  await expect(veil.file.getByRole('alert').filter({ hasText: 'defaultPreset' })).toBeVisible();
  await checkAccessibility(page);
});
