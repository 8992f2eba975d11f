/**
 * Records what a whole session leaves behind: every request, everything that is stored, what the browser remembers on disk,
 * titles, addresses and console lines. None of it may hold what identifies the patient.
 */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { PATIENT_IDENTIFIERS, patientFile } from '../builders';
import { download } from './downloaded';
import { type DownloadsAllowed, downloadFrom, downloadsAllowed } from './downloads-allowed';
import { chooseMenu, willAllow } from './events';
import { anonymizer } from './fixture';
import { picture } from './image';
import { linkServer } from './link-server';
import { expect, foundIn, stored, test } from './recording';

const testWithDownloads = test.extend<DownloadsAllowed>(downloadsAllowed);

const TYPED = 'Wolkenreuther';
const PLANTED = [...PATIENT_IDENTIFIERS, TYPED];
/** The maker of the device whose mask the user lets Veil remember: that it is found proves that the search can. */
const STORED = 'Veil Works';
/** Nobody answers there. Sent on purpose, to see that what is sent is seen. */
const CONTROL = 'http://127.0.0.1:9/control';

/** A wrong file, a right one, and everything that can be done with it. */
async function session(page: Page): Promise<void> {
  const veil = anonymizer(page);
  await veil.put('Grünwald Hollerbach.dcm', Buffer.from('Grünwald^Friedemann PAT-4711-X'));
  await expect(veil.files.getByRole('listitem')).toHaveCount(1);
  await veil.put('Grünwald_PAT-4711-X.dcm', Buffer.from(patientFile({ rows: 40, columns: 40 })));
  const view = picture(page);
  await view.shown();
  await veil.search.fill('Grünwald');
  await veil.search.fill('');
  await veil.action('Study Description').selectOption('replace');
  await page
    .getByRole('textbox', { name: /New value/ })
    .first()
    .fill(TYPED);
  await page.keyboard.press('Enter');
  await view.add.click();
  await view.drag([0.1, 0.1], [0.6, 0.3]);
  await view.region.getByRole('button', { name: 'Remember for this device' }).click();
  await veil.update.click();
  await download(page);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const report = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report (HTML)' }).click();
  expect(readFileSync(await (await report).path(), 'utf8')).not.toContain('Grünwald');
  await page.keyboard.press('Escape');
}

test('a whole session sends nothing and leaves no identifier behind', async ({ context, page, recorded, profile }) => {
  await session(page);
  const kept = await stored(context, page);
  expect(kept).toContain(STORED);
  for (const word of PLANTED) expect(kept).not.toContain(word);
  // What is typed and left there is what browsers keep for a session that is restored.
  await anonymizer(page).search.fill(TYPED);
  const kinds = 'input:not([type]), input[type="text"], input[type="search"], textarea';
  for (const field of await page.locator(kinds).all()) await expect(field).toHaveAttribute('autocomplete', 'off');
  await page.reload();
  await expect(anonymizer(page).files.getByRole('listitem')).toHaveCount(0);
  recorded.lines.push(await page.title());
  await context.serviceWorkers()[0]?.evaluate((url) => fetch(url).catch(() => undefined), CONTROL);
  await context.close();

  const lines = recorded.lines.join('\n');
  for (const word of PLANTED) expect(decodeURIComponent(lines)).not.toContain(word);
  const requested = recorded.lines.filter((line) => line.startsWith('request '));
  const elsewhere = requested.filter((line) => !/^request (chrome-extension|blob|data):/.test(line));
  expect(elsewhere.map((line) => line.trim())).toEqual([`request ${CONTROL}`]);

  const netLog = readFileSync(recorded.netLog, 'utf8');
  for (const word of PLANTED) expect(netLog.includes(word), word).toBe(false);
  // Those of the browser itself have no initiator, or none with an origin.
  const sent = netLog.split('\n').filter((line) => line.includes('"initiator":"chrome-extension:'));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter((line) => !line.includes(CONTROL))).toEqual([]);

  expect(foundIn(profile, [STORED])).not.toEqual([]);
  expect(foundIn(profile, PLANTED)).toEqual([]);
});

/** In the address of a link, as portals put it there. */
const IN_LINK = ['Zirbenstein', 'PAT-8820-Q'];
/** What the link server calls its download: the browser's own list of downloads has that name. */
const DOWNLOADED = 'DOE JANE';
const PASSPHRASE = 'Haselwurz am Brunnen 31';

testWithDownloads(
  'links, downloads and a project key leave nothing of what they name',
  async ({ context, page, address, serviceWorker, recorded, profile, folder }) => {
    test.setTimeout(120_000);
    const server = await linkServer();
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const veil = anonymizer(page);
    await willAllow(context, serviceWorker, '*://*/*');
    await page.bringToFront();
    const link = `${site}/direct.dcm?patient=${IN_LINK[0]}&id=${IN_LINK[1]}#${IN_LINK[0]}`;
    await chooseMenu(serviceWorker, 'anonymize-dicom', link);
    await page.getByRole('button', { name: 'Allow and fetch' }).click();
    await expect(veil.download).toBeEnabled();
    await download(page);

    await downloadFrom(context, site, folder);
    await page.goto(address('popup/index.html'));
    await page.getByRole('checkbox', { name: 'Mark the toolbar icon after a DICOM download' }).check();
    await expect(page.getByRole('button', { name: `Anonymize ${DOWNLOADED}.dcm` })).toBeVisible();

    await page.goto(address('options/index.html'));
    await page.getByRole('button', { name: 'Enter a key' }).click();
    await page.getByLabel('Passphrase', { exact: true }).last().fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Use this key' }).click();
    await expect(page.getByText('A project key is set:')).toBeVisible({ timeout: 60_000 });

    const kept = await stored(context, page);
    expect(kept).toContain('markDownloads');
    for (const word of [...IN_LINK, DOWNLOADED, PASSPHRASE, '127.0.0.1']) expect(kept).not.toContain(word);
    recorded.lines.push(await page.title());
    await context.close();
    server.closeAllConnections();
    server.close();

    // The one request that was asked for is the only one that goes anywhere.
    const ofExtension = recorded.lines.filter(
      (line) => !line.includes(`${site}/portal`) && !line.includes('/saved.dcm'),
    );
    const sent = ofExtension.filter((line) => /^request https?:/.test(line));
    expect(sent.map((line) => line.trim())).toEqual([`request ${link.split('#')[0]}`]);
    const rest = ofExtension.filter((line) => !sent.includes(line)).join('\n');
    for (const word of [...IN_LINK, DOWNLOADED, PASSPHRASE]) expect(decodeURIComponent(rest)).not.toContain(word);
    expect(foundIn(profile, [...IN_LINK, PASSPHRASE])).toEqual([]);
    // The browser lists its downloads itself, and keeps what pages got from the web.
    const ofBrowser = /\/(History(-journal)?|shared_proto_db\/.*|Cache\/.*)$/;
    expect(foundIn(profile, [DOWNLOADED]).filter((place) => !ofBrowser.test(place))).toEqual([]);
  },
);
