/** An administrator's policy, from a real policy file to the bytes that are downloaded. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { fragments, latin1 } from '../builders';
import { picture as pictureFile } from '../core/deident/pictures';
import { checkAccessibility } from './axe';
import { clip } from './clip';
import { download } from './downloaded';
import { chooseMenu } from './events';
import { anonymizer, MR } from './fixture';
import { picture } from './image';
import { expect, test } from './managed';
import { decoded, downloaded } from './pixels';

const CHROMIUM = process.env.VEIL_CHROMIUM ?? '/usr/bin/chromium';
/** Chromium looks at its policy files every few seconds. */
const NEWS = { timeout: 30_000 };
const site = {
  id: 'site',
  name: 'Nordlicht standard',
  base: 'research',
  overrides: [{ tag: 'InstitutionName', action: 'replace', value: '{organization}' }],
};

const presetNames = (page: Page) =>
  page.getByRole('combobox', { name: 'Preset' }).getByRole('option').allTextContents();

// Some look at what is locked in every language, light and dark.
test.describe.configure({ timeout: 180_000 });

/** What stands above everything where nothing may be exported. */
const notice = (page: Page) => page.getByRole('banner').getByRole('alert');

test.describe('presets and locks', () => {
  test.beforeEach(({ policy }) => {
    policy.set({
      presets: [site],
      defaultPreset: 'site',
      organization: 'NORD-1',
      policy: {
        allowedPresets: ['site', 'internal'],
        lockedActions: [
          { tag: 'StudyDescription', action: 'remove' },
          { tag: 'Modality', action: 'replace', value: 'OT' },
        ],
        disabledFeatures: ['confirmFindings'],
      },
      expect: ['policy.lockedActions.1', 'policy.disabledFeatures'],
    });
  });

  test('are there at once, and hold to the last byte of what is downloaded', async ({ page }) => {
    const veil = anonymizer(page);
    await veil.open(MR);
    await expect(veil.download).toBeEnabled();
    expect(await presetNames(page)).toEqual(['Internal use (hide patient identifiers only)', 'Nordlicht standard']);
    await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveValue('site');
    await expect(page.getByRole('img', { name: 'Set by your administrator' }).first()).toBeVisible();
    await veil.search.fill('modality');
    await expect(veil.row('Modality')).toContainText('Administrator');
    await expect(veil.action('Modality')).toHaveCount(0);
    const output = await download(page);
    expect(output.at('(0008,0080)')).toBe('NORD-1');
    expect(output.at('(0008,0060)')).toBe('OT');
    expect(output.at('(0008,1030)')).toBeUndefined();
    expect(output.at('(0012,0063)')).toContain('site');
    expect(output.all).not.toContain('Community Hospital');

    // Also under a preset that keeps descriptions and institution.
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('internal');
    await expect(veil.row('Modality')).toContainText('OT');
    const internal = await download(page);
    expect(internal.at('(0008,0080)')).toBe('Community Hospital');
    expect(internal.at('(0008,0060)')).toBe('OT');
    expect(internal.at('(0008,1030)')).toBeUndefined();
  });

  test('a finding can’t be taken upon oneself: what was found has to go', async ({ page }) => {
    const veil = anonymizer(page);
    await veil.open(MR);
    await expect(veil.download).toBeEnabled();
    await veil.search.fill('institution address');
    await veil.action('Institution Address').selectOption('keep');
    await veil.update.click();
    const findings = page.getByRole('region', { name: /finding/ });
    await expect(findings).toContainText('does not allow findings to be confirmed');
    await expect(findings.getByRole('checkbox')).toHaveCount(0);
    await expect(veil.download).toBeDisabled();
    await findings.getByRole('button', { name: 'Remove this element' }).first().click();
    await veil.update.click();
    expect((await download(page)).all).not.toContain('Anytown');
  });
});

test('the options page says what is in force, who has set it, and locks it', async ({ context, address, policy }) => {
  policy.set({
    organization: 'NORD-1',
    presets: [
      {
        ...site,
        options: ['retainDeviceIdentity'],
        masks: [{ when: { modality: 'US', columns: 1024 }, rectangles: [[0, 0, 1024, 60]] }],
      },
    ],
    policy: {
      allowedPresets: ['research', 'internal', 'site'],
      lockedActions: [{ tag: 'StudyDescription', action: 'remove' }],
    },
    revision: 'October',
  });
  const page = await context.newPage();
  await page.goto(address('options/index.html'));
  const line = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(line('Organization')).toContainText('NORD-1');
  await expect(line('Organization')).toContainText('Administrator');
  await expect(line('State of the policy')).toContainText('October');
  await expect(line('Locked actions')).toContainText('Study Description');
  await expect(line('Default preset')).toContainText('Default');
  await expect(page.getByText('does not say what it sets')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Organization' })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Duplicate/ })).toHaveCount(0);
  await expect(line('What has to have arrived (“expect”)')).toHaveCount(0);
  for (const place of [page.getByRole('region', { name: 'Presets', exact: true }), line('Presets')]) {
    await place.getByText('What this preset says').click();
    const given = place.getByRole('group');
    for (const said of [
      'Research (full anonymization)',
      'Retain device identity',
      'Institution Name',
      '{organization}',
    ]) {
      await expect(given).toContainText(said);
    }
    await expect(given.getByText('US · 1,024 columns')).toContainText('0, 0 · 1,024 × 60');
  }
  await checkAccessibility(page);
  await page.getByRole('combobox', { name: 'Default preset' }).selectOption('internal');
  await expect(line('Default preset')).toContainText('You');
});

test('an own preset that was kept before the policy came has no force', async ({ page, policy, address }) => {
  const own = { id: 'own', name: 'Own', base: 'research', overrides: [{ tag: 'InstitutionName', action: 'keep' }] };
  const settings = { version: 1, defaultPreset: 'own', presets: [own] };
  await page.evaluate((kept) => chrome.storage.local.set({ settings: kept }), settings);
  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveValue('own');
  policy.set({ policy: { disabledFeatures: ['ownPresets'] } });
  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveValue('research', NEWS);
  await anonymizer(page).open(MR);
  expect((await download(page)).all).not.toContain('Community Hospital');

  // Nor has one that is imported, and that is said.
  await page.goto(address('options/index.html'));
  await expect(page.getByText('Presets of your own are switched off')).toBeVisible(NEWS);
  const buffer = Buffer.from(JSON.stringify({ ...settings, presets: [{ ...own, name: 'Newer' }] }));
  await page.locator('#settings-file input').setInputFiles({ name: 's.json', mimeType: 'application/json', buffer });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('does not let these presets be used. They are kept, and have no effect: Newer');
  await dialog.getByRole('button', { name: 'Replace settings' }).click();
  await expect(page.getByRole('button', { name: 'Edit “Newer”' })).toHaveCount(0);
});

test('masks that the policy demands are in the list, locked, and burnt in beside the user’s', async ({
  page,
  policy,
}) => {
  const size = { rows: 60, columns: 80 };
  policy.set({ policy: { masks: [{ when: { modality: 'US', ...size }, rectangles: [[0, 0, 80, 10]] }] } });
  await page.reload();
  const veil = anonymizer(page);
  const view = picture(page);
  await veil.put('clip.dcm', clip({ ...size, frames: 1 }));
  await view.shown();
  const locked = view.masks.getByRole('listitem').first();
  await expect(locked).toContainText('0, 0 · 80 × 10', NEWS);
  await expect(locked.getByRole('img', { name: 'Set by your administrator' })).toBeVisible();
  await expect(locked.getByRole('button')).toHaveCount(0);
  await expect(locked.getByRole('checkbox')).toHaveCount(0);
  await view.add.click();
  await view.drag([0.5, 0.5], [0.75, 0.75]);
  await expect(view.masks.getByRole('listitem')).toHaveCount(2);
  await veil.update.click();
  const after = decoded(await downloaded(page));
  expect(after.subarray(0, 80 * 10)).toEqual(new Uint8Array(80 * 10));
  expect(after[80 * 40 + 50]).toBe(0);
});

test('locked changes leave nothing to choose', async ({ page, policy }) => {
  policy.set({ policy: { lockOverrides: true } });
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.row('Modality')).toBeVisible(NEWS);
  await expect(veil.table.getByRole('combobox')).toHaveCount(0, NEWS);
  await page.getByRole('button', { name: 'Options of the profile' }).click();
  await expect(page.getByRole('switch', { name: 'Retain UIDs' })).toBeDisabled();
  await expect(page.getByRole('region', { name: 'Options of the profile' })).toContainText('Set by your administrator');
  await checkAccessibility(page);
});

test('where nobody may confirm a picture, nothing says that it could be confirmed', async ({ page, policy }) => {
  policy.set({ policy: { disabledFeatures: ['confirmPixels'] } });
  const veil = anonymizer(page);
  const verdict = page.locator('#verdict');
  const said = [verdict, page.getByRole('region', { name: 'Warnings' }), page.locator('#image-gate')];
  await veil.put('image.dcm', clip({ frames: 1 }));
  await picture(page).shown();
  await expect(verdict).toContainText('Mask the text', NEWS);
  for (const part of said) await expect(part).not.toContainText(/confirm/i);
  await expect(veil.update).toHaveAttribute('title', 'Mask the image first.');

  const video = pictureFile({ syntax: '1.2.840.10008.1.2.4.102', pixels: fragments([latin1('a video')]) });
  await veil.put('video.dcm', Buffer.from(video));
  await expect(verdict).toContainText('Leave the image out');
  for (const part of said) await expect(part).not.toContainText(/confirm|mask the/i);
});

test('links and downloads that are switched off are neither offered nor fetched', async ({
  context,
  page,
  policy,
  address,
  serviceWorker,
}) => {
  policy.set({ policy: { disabledFeatures: ['links', 'downloads'] } });
  await page.reload();
  const said = page.getByRole('heading', { name: 'Your administrator has switched this off.' });
  for (const link of ['http://127.0.0.1:9/image.dcm', pathToFileURL(MR).href]) {
    await chooseMenu(serviceWorker, 'anonymize-link', link);
    await expect(said).toBeVisible(NEWS);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(said).toBeHidden();
  }
  const panel = await context.newPage();
  await panel.goto(address('popup/index.html'));
  await expect(panel.getByText('Research (full anonymization)')).toBeVisible(NEWS);
  await expect(panel.getByRole('heading', { name: 'Recent DICOM downloads' })).toBeHidden();
});

test('a policy that comes, breaks and goes while a file is open', async ({ page, policy, context, address }) => {
  const veil = anonymizer(page);
  await veil.open(MR);
  await expect(veil.download).toBeEnabled();
  const other = await context.newPage();
  await other.goto(address('src/anonymizer/index.html'));

  policy.set({ defaultPreset: 'internal' });
  for (const each of [page, other]) {
    await expect(each.getByRole('combobox', { name: 'Preset' })).toHaveValue('internal', NEWS);
  }
  await expect(veil.action('Modality')).toBeEnabled();

  policy.set({ defaultPreset: 'nowhere' });
  await expect(notice(page)).toContainText('defaultPreset: There is no preset nowhere.', NEWS);
  await expect(veil.download).toBeDisabled();
  await expect(notice(other)).toContainText('nothing is exported');
  await checkAccessibility(other);

  // What Chromium drops in silence is missed.
  policy.set({ defaultPreset: 'internal', policy: { lockOverrides: 'yes' }, expect: ['policy.lockOverrides'] });
  await expect(notice(page)).toContainText('policy.lockOverrides: The policy says', NEWS);
  await expect(veil.download).toBeDisabled();

  policy.remove();
  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveValue('research', NEWS);
  await expect(notice(page)).toHaveCount(0);
  expect((await download(page)).all).not.toContain('Community Hospital');
});

test('an extension that the policy installs makes nothing until its settings are there', async ({
  copy,
  policy,
  headless,
}) => {
  const crx = packed(copy);
  const updates = `${crx}.xml`;
  writeFileSync(updates, updateManifest(copy.id, pathToFileURL(crx).href));
  policy.set(
    { defaultPreset: 'internal', policy: { allowedPresets: ['internal'] } },
    // Without the second, Chromium lets nobody look into what a policy has installed.
    { ExtensionInstallForcelist: [`${copy.id};${pathToFileURL(updates).href}`], DeveloperToolsAvailability: 1 },
  );
  const profile = mkdtempSync(join(tmpdir(), 'veil-forced-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-update', '--disable-background-networking'],
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  const isOurs = () => context.serviceWorkers().find((worker) => worker.url().includes(copy.id));
  const worker = isOurs() ?? (await context.waitForEvent('serviceworker', { predicate: () => isOurs() !== undefined }));
  const page = await context.newPage();
  await page.goto(new URL('src/anonymizer/index.html', worker.url()).href);
  await anonymizer(page).open(MR);
  const output = await download(page);
  expect(output.at('(0012,0063)')).toContain('internal');
  expect(output.at('(0008,0080)')).toBe('Community Hospital');
  await context.close();
  for (const path of [profile, crx, updates]) rmSync(path, { recursive: true, force: true });
});

/** Packs a copy of the extension under its key. */
function packed({ folder, privateKey }: { readonly folder: string; readonly privateKey: string }): string {
  const key = `${folder}.pem`;
  const profile = mkdtempSync(join(tmpdir(), 'veil-pack-'));
  writeFileSync(key, privateKey);
  const options = ['--headless', '--no-sandbox', `--user-data-dir=${profile}`];
  execFileSync(CHROMIUM, [...options, `--pack-extension=${folder}`, `--pack-extension-key=${key}`], {
    stdio: 'ignore',
  });
  for (const path of [key, profile]) rmSync(path, { recursive: true, force: true });
  return `${folder}.crx`;
}

function updateManifest(id: string, codebase: string): string {
  const { version } = JSON.parse(readFileSync('manifest.json', 'utf8'));
  return `<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}"><updatecheck codebase="${codebase}" version="${version}" /></app></gupdate>`;
}
