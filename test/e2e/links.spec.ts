import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { checkAccessibility } from './axe';
import { chooseMenu, willAllow } from './events';
import { anonymizer, test as base, expect, MR } from './fixture';
import { linkServer } from './link-server';

const test = base.extend<{ server: Server; site: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants one
  server: async ({}, use) => {
    const server = await linkServer();
    await use(server);
    server.closeAllConnections();
    server.close();
  },
  site: async ({ server }, use) => use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
});

const HOSTS = '*://*/*';
const card = (page: Page) => page.getByRole('region').filter({ has: page.locator('#link-title') });
const heading = (page: Page) => page.locator('#link-title');

/** Lets the extension read from the site of the tests. */
async function allow(context: BrowserContext, worker: Worker, page: Page, site: string): Promise<void> {
  await willAllow(context, worker, HOSTS);
  await page.bringToFront();
  await chooseMenu(worker, 'anonymize-dicom', `${site}/direct.dcm`);
  await page.getByRole('button', { name: 'Allow and fetch' }).click();
  await expect(anonymizer(page).files.getByText('direct.dcm')).toBeVisible();
}

test('a link opens the anonymizer, which asks for its site alone and fetches it as the user', async ({
  context,
  serviceWorker,
  site,
}) => {
  await willAllow(context, serviceWorker, HOSTS);
  const web = await context.newPage();
  await web.goto(`${site}/page.html`);
  const opened = context.waitForEvent('page');
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/private.dcm?patient=DOE#frame`);
  const page = await opened;
  await expect(heading(page)).toHaveText(`May Veil read from ${new URL(site).host}?`);
  await page.getByRole('button', { name: 'Allow and fetch' }).click();
  await expect(anonymizer(page).download).toBeEnabled();
  await expect(card(page)).toBeHidden();
  const { origins } = await serviceWorker.evaluate(() => chrome.permissions.getAll());
  expect(origins).toEqual(['*://127.0.0.1/*']);
  const stored = await serviceWorker.evaluate(async () => [
    await chrome.storage.local.get(),
    await chrome.storage.session.get(),
  ]);
  const inPage = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.title, location.href]);
  expect(JSON.stringify([stored, inPage])).not.toMatch(/127\.0\.0\.1|private|DOE/);
});

test('without a session it says that the site wants to be signed in to, and tries again', async ({
  context,
  page,
  serviceWorker,
  site,
}) => {
  await allow(context, serviceWorker, page, site);
  await chooseMenu(serviceWorker, 'anonymize-link', `${site}/private.dcm`);
  await expect(heading(page)).toHaveText('The site asks you to sign in.');
  const web = await context.newPage();
  await web.goto(`${site}/page.html`);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(anonymizer(page).files.getByText('private.dcm')).toBeVisible();
});

test('a ZIP offers its files, and DICOMweb gives its parts', async ({ context, page, serviceWorker, site }) => {
  await allow(context, serviceWorker, page, site);
  await chooseMenu(serviceWorker, 'anonymize-link', `${site}/study.zip`);
  await expect(heading(page)).toHaveText('The link gave a ZIP of 2 files');
  await page.getByRole('button', { name: 'Open 2 files' }).click();
  const veil = anonymizer(page);
  await expect(veil.files.getByText('1.dcm')).toBeVisible();
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/studies/1/series/2/instances/3`);
  await expect(veil.files.getByText('3 1', { exact: true })).toBeVisible();
  await expect(veil.files.getByText('3 2', { exact: true })).toBeVisible();
});

test('a link that leads on to another site can be followed once that is allowed too', async ({
  context,
  page,
  serviceWorker,
  site,
}) => {
  await allow(context, serviceWorker, page, site);
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/away.dcm`);
  await expect(heading(page)).toHaveText('The link leads on to another site.');
  await page.getByLabel('Site that it leads to').fill('two words');
  await page.getByRole('button', { name: 'Allow and try again' }).click();
  await expect(card(page).getByText('Access was not given.')).toBeVisible();
  await page.getByLabel('Site that it leads to').fill('localhost');
  await page.getByRole('button', { name: 'Allow and try again' }).click();
  await expect(anonymizer(page).files.getByText('away.dcm')).toBeVisible();
});

test('a fetch can be cancelled', async ({ context, page, serviceWorker, site }) => {
  await allow(context, serviceWorker, page, site);
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/slow.dcm`);
  await expect(card(page).getByText(/^1 kB of/)).toBeVisible();
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(card(page)).toBeHidden();
});

const TROUBLE = {
  '/empty.dcm': 'The site sent an empty file.',
  '/portal': 'The link leads to a web page, not to a file.',
  '/report.dcm': 'The link leads to something else than DICOM.',
};

test('what is no DICOM file is told apart', async ({ context, page, serviceWorker, site }) => {
  await allow(context, serviceWorker, page, site);
  for (const [path, text] of Object.entries(TROUBLE)) {
    await chooseMenu(serviceWorker, 'anonymize-link', site + path);
    await expect(heading(page)).toHaveText(text);
    await card(page).getByRole('button', { name: 'Close' }).click();
  }
  await chooseMenu(serviceWorker, 'anonymize-dicom', `blob:${site}/0f1e`);
  await expect(heading(page)).toHaveText('This link works only in the page it is on.');
});

const REFUSED = {
  '/expired.dcm': 'There is nothing at this link any more.',
  '/forbidden.dcm': 'The site does not let you have this file.',
  '/broken.dcm': 'The site could not answer.',
};

test('what a site refuses is said, each with what to do', async ({ context, serviceWorker, address, site }) => {
  // Chromium notes refusals in the console of the page, without the address.
  const page = await context.newPage();
  await page.goto(address('src/anonymizer/index.html'));
  const lines: string[] = [];
  page.on('console', (line) => lines.push(line.text()));
  await allow(context, serviceWorker, page, site);
  for (const [path, text] of Object.entries(REFUSED)) {
    await chooseMenu(serviceWorker, 'anonymize-link', `${site}${path}?patient=DOE`);
    await expect(heading(page)).toHaveText(text);
    await expect(card(page).getByRole('alert')).not.toBeEmpty();
    await card(page).getByRole('button', { name: 'Close' }).click();
  }
  await context.setOffline(true);
  await chooseMenu(serviceWorker, 'anonymize-link', `${site}/direct.dcm?patient=DOE`);
  await expect(heading(page)).toHaveText('This computer is offline.');
  expect(lines.join()).not.toContain('DOE');
});

test('a link to a file of this computer is read where the user lets it', async ({ context, page, serviceWorker }) => {
  await willAllow(context, serviceWorker, 'file:///*');
  await page.bringToFront();
  await chooseMenu(serviceWorker, 'anonymize-dicom', pathToFileURL(MR).href);
  await expect(heading(page)).toHaveText('May Veil read files by their address?');
  await page.getByRole('button', { name: 'Allow and fetch' }).click();
  await expect(anonymizer(page).files.getByText('explicit_little.dcm')).toBeVisible();
});

test('a site can be forgotten in the options, and is asked for again', async ({
  context,
  page,
  serviceWorker,
  address,
  site,
}) => {
  await allow(context, serviceWorker, page, site);
  const options = await context.newPage();
  await options.goto(address('options/index.html'));
  await options.getByRole('button', { name: 'Stop reading from 127.0.0.1' }).click();
  await expect(options.getByText('No site was allowed.')).toBeVisible();
  await page.bringToFront();
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/direct.dcm`);
  await expect(heading(page)).toHaveText(/^May Veil read from/);
});

test('nothing to complain about while a link is fetched', async ({ context, page, serviceWorker, address, site }) => {
  test.setTimeout(300_000);
  await willAllow(context, serviceWorker, HOSTS);
  await page.bringToFront();
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/slow.dcm`);
  await expect(heading(page)).toBeFocused();
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Allow and fetch' }).click();
  await expect(card(page).getByRole('progressbar')).toBeVisible();
  await checkAccessibility(page);
  await chooseMenu(serviceWorker, 'anonymize-dicom', `${site}/away.dcm`);
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Site that it leads to')).toBeVisible();
  await checkAccessibility(page);
  await chooseMenu(serviceWorker, 'anonymize-link', `${site}/study.zip`);
  await card(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Open 2 files' })).toBeVisible();
  await checkAccessibility(page);
  await page.goto(address('options/index.html'));
  await expect(page.getByRole('button', { name: 'Stop reading from 127.0.0.1' })).toBeVisible();
  await checkAccessibility(page);
});

test('both entries are in the menu of links', async ({ serviceWorker }) => {
  for (const id of ['anonymize-dicom', 'anonymize-link']) {
    // Rejects where there is no such entry: Chromium makes none of an entry with a pattern it does not take.
    await expect
      .poll(() =>
        serviceWorker.evaluate(
          (entry) =>
            chrome.contextMenus.update(entry, { enabled: true }).then(
              () => 'there',
              (error) => String(error),
            ),
          id,
        ),
      )
      .toBe('there');
  }
});
