/** Chromium with the built extension in a profile of its own, for the tools that show or drive it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './setup.mjs';

export const EXTENSION = resolve('dist/chromium');
const PAGE = 'src/anonymizer/index.html';

/** The extension's id: the manifest's key, hashed; hexadecimal digits become the letters a to p. */
export function extensionId() {
  const { key } = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'));
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/**
 * Starts the browser and loads dist/chromium.
 * @returns the browser context and the address of the anonymizer page
 */
export async function openExtension(profile, { headless }) {
  const asRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless,
    // Chromium's sandbox does not run for root.
    chromiumSandbox: !asRoot,
    acceptDownloads: true,
    ...(headless ? {} : { viewport: null }),
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${EXTENSION}`,
      `--load-extension=${EXTENSION}`,
    ],
  });
  return { context, pageUrl: `chrome-extension://${extensionId()}/${PAGE}` };
}
