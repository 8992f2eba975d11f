import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { checkAccessibility } from './axe';
import { clickIcon } from './events';
import { anonymizer, test as base, EXTENSION, expect } from './fixture';
import { linkServer } from './link-server';

/** The extension as after the user's consent: nobody can answer that question of a browser without a window. */
const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants one
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'veil-downloads-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  extension: async ({ folder }, use) => {
    const copy = join(folder, 'extension');
    cpSync(EXTENSION, copy, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
    manifest.permissions.push('downloads');
    manifest.host_permissions = ['file:///*'];
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
    await use(copy);
  },
});

/** Downloads a file called `DOE JANE.dcm` from a web page. */
async function download(context: BrowserContext, folder: string): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  const completed = new Promise<void>((resolve) => {
    session?.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve();
    });
  });
  const server = await linkServer();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/portal`);
  await page.evaluate(() => location.assign('/saved.dcm'));
  await completed;
  server.closeAllConnections();
  server.close();
  await page.close();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a recent download opens with one click, ${colorScheme}`, async ({ context, page, address, folder }) => {
    await download(context, folder);
    const panel = await context.newPage();
    await panel.emulateMedia({ colorScheme });
    await panel.goto(address('popup/index.html'));
    const file = panel.getByRole('button', { name: 'Anonymize DOE JANE.dcm' });
    await expect(file).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Show DOE JANE.dcm in its folder' })).toBeVisible();
    await checkAccessibility(panel);
    await file.focus();
    // The panel closes at once.
    await panel.keyboard.down('Enter');
    await expect(anonymizer(page).files.getByText('DOE JANE.dcm')).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  });
}

test('an output of the anonymizer is no download to anonymize', async ({ context, page, address, folder }) => {
  await download(context, folder);
  const veil = anonymizer(page);
  await page.getByRole('button', { name: 'Try the sample file' }).click();
  await expect(veil.download).toBeEnabled();
  const saved = page.waitForEvent('download');
  await veil.download.click();
  await (await saved).path();
  const panel = await context.newPage();
  await panel.goto(address('popup/index.html'));
  await expect(panel.getByRole('button', { name: /^Anonymize / })).toHaveCount(1);
});

test('the icon is marked after a DICOM download where the user wants it, without a name', async ({
  context,
  page,
  address,
  serviceWorker,
  folder,
}) => {
  const badge = () => serviceWorker.evaluate(() => chrome.action.getBadgeText({}));
  await download(context, folder);
  expect(await badge()).toBe('');
  await page.goto(address('popup/index.html'));
  await page.getByRole('checkbox', { name: 'Mark the toolbar icon after a DICOM download' }).check();
  await download(context, folder);
  await expect.poll(badge).toBe('•');
  await clickIcon(serviceWorker);
  await expect.poll(badge).toBe('');
  const stored = await serviceWorker.evaluate(() => chrome.storage.local.get());
  expect(stored).toEqual({ markDownloads: true });
});

base('without the permission the panel asks for it', async ({ page, address }) => {
  await page.goto(address('popup/index.html'));
  await expect(page.getByRole('button', { name: 'Show recent downloads' })).toBeVisible();
});
