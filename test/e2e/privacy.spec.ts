/**
 * Records what a whole session leaves behind: every request, everything that is stored, what the browser remembers on disk,
 * titles, addresses and console lines. None of it may hold what identifies the patient.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { PATIENT_IDENTIFIERS, patientFile } from '../builders';
import { download } from './downloaded';
import { anonymizer, test as base, expect } from './fixture';
import { picture } from './image';

const TYPED = 'Wolkenreuther';
const PLANTED = [...PATIENT_IDENTIFIERS, TYPED];
/** The maker of the device whose mask the user lets Veil remember: that it is found proves that the search can. */
const STORED = 'Veil Works';
/** Nobody answers there. Sent on purpose, to see that what is sent is seen. */
const CONTROL = 'http://127.0.0.1:9/control';

interface Recorded {
  /** The network log of the whole browser, its own requests included. */
  readonly netLog: string;
  readonly lines: string[];
}

const test = base.extend<{ logs: string; recorded: Recorded }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants one
  logs: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'veil-netlog-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  switches: async ({ logs }, use) =>
    use([`--log-net-log=${join(logs, 'net.json')}`, '--net-log-capture-mode=Everything']),
  recorded: async ({ context, logs }, use) => {
    const lines: string[] = [];
    context.on('console', (message) => lines.push(`console ${message.text()}`));
    context.on('request', (request) => lines.push(`request ${request.url()} ${request.postData() ?? ''}`));
    context.on('page', (page) => page.on('framenavigated', (frame) => lines.push(`address ${frame.url()}`)));
    await use({ netLog: join(logs, 'net.json'), lines });
  },
});

/** All that the pages and the service worker of the extension could have written. */
async function stored(context: BrowserContext, page: Page): Promise<string> {
  const worker = context.serviceWorkers()[0];
  const areas = await worker?.evaluate(async () => ({
    local: await chrome.storage.local.get(),
    session: await chrome.storage.session.get(),
    sync: await chrome.storage.sync.get(),
    badge: await chrome.action.getBadgeText({}),
    title: await chrome.action.getTitle({}),
  }));
  const inPage = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const files: string[] = [];
    for await (const name of root.keys()) files.push(name);
    return {
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      files,
      cookies: document.cookie,
      history: [history.length, history.state],
      title: document.title,
      name: window.name,
      address: location.href,
    };
  });
  expect(inPage).toMatchObject({ databases: [], caches: [], files: [], cookies: '', name: '' });
  return JSON.stringify([areas, inPage]);
}

/** The words found in a folder, in the encodings that browsers write. */
function foundIn(folder: string, words: readonly string[]): readonly string[] {
  const forms = words.map(
    (word) => [word, Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word, 'latin1')] as const,
  );
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    for (const [word, ...encoded] of forms) {
      if (encoded.some((form) => bytes.includes(form))) found.add(`${word} in ${join(entry.parentPath, entry.name)}`);
    }
    for (const word of words) if (entry.name.includes(word)) found.add(`${word} as a name`);
  }
  return [...found];
}

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
