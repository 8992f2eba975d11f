import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { EXTENSION } from './fixture';

export interface DownloadsAllowed {
  /** Holds the copy of the extension, and what is downloaded. */
  readonly folder: string;
}

/** Fixtures of an extension as after the user's consent: nobody can answer that question of a browser without a window. */
export const downloadsAllowed = {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants one
  folder: async ({}, use: (folder: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), 'veil-downloads-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  extension: async ({ folder }: DownloadsAllowed, use: (extension: string) => Promise<void>) => {
    const copy = join(folder, 'extension');
    cpSync(EXTENSION, copy, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
    manifest.permissions.push('downloads');
    manifest.host_permissions = ['file:///*'];
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
    await use(copy);
  },
};

/** Downloads a file called `DOE JANE.dcm` from a page of the link server into a folder. */
export async function downloadFrom(context: BrowserContext, site: string, folder: string): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  const completed = new Promise<void>((resolve) => {
    session?.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve();
    });
  });
  const page = await context.newPage();
  await page.goto(`${site}/portal`);
  await page.evaluate(() => location.assign('/saved.dcm'));
  await completed;
  await page.close();
}
