import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';
import { checkAccessibility } from './axe';
import { type DownloadsAllowed, downloadFrom, downloadsAllowed } from './downloads-allowed';
import { clickIcon } from './events';
import { anonymizer, test as base, expect } from './fixture';
import { linkServer } from './link-server';

const test = base.extend<DownloadsAllowed>(downloadsAllowed);

// A look is one in every language, light and dark.
test.describe.configure({ timeout: 120_000 });

async function download(context: BrowserContext, folder: string): Promise<void> {
  const server = await linkServer();
  await downloadFrom(context, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder);
  server.closeAllConnections();
  server.close();
}

test('a recent download opens with one click', async ({ context, page, address, folder }) => {
  await download(context, folder);
  const panel = await context.newPage();
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
