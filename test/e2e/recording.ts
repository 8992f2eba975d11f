import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { test as base, expect } from './fixture';

export interface Recorded {
  /** The network log of the whole browser, its own requests included. */
  readonly netLog: string;
  readonly lines: string[];
}

/** A browser that writes down what it sends, and what its pages ask for, say and show. */
export const test = base.extend<{ logs: string; recorded: Recorded }>({
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
export async function stored(context: BrowserContext, page: Page): Promise<string> {
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
export function foundIn(folder: string, words: readonly string[]): readonly string[] {
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

export { expect };
