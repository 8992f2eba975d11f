/**
 * Screenshots of the extension's pages in every state, into out/look: `npm run build && node tools/look.mjs`.
 *
 *     --out FOLDER          another folder
 *     --language CODES      languages with commas between (default en): each state is taken in all of them
 *     --theme THEMES        light, dark or both (default light,dark)
 *     --only WORDS          only the states whose names hold one of the words
 *
 * `loaded-de-dark.png` is the state `loaded` in German, dark; English and light are not named.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { anonymizerStates } from './look/anonymizer.mjs';
import { makeFiles } from './look/files.mjs';
import { pageStates } from './look/pages.mjs';
import { pictureStates } from './look/picture.mjs';

const EXTENSION = resolve(process.env.VEIL_EXTENSION ?? 'dist/chromium');
const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({
  options: { out: text('out/look'), language: text('en'), theme: text('light,dark'), only: text('') },
});
const [languages, themes, words] = [values.language, values.theme, values.only].map((list) => list.split(','));

mkdirSync(values.out, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'veil-look-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.VEIL_CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', `--disable-extensions-except=${EXTENSION}`, `--load-extension=${EXTENSION}`],
});
const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));

/** The page follows a language as if it had been chosen in another tab: what is in it stays as it is. */
async function speak(page, language) {
  await worker.evaluate((chosen) => chrome.storage.local.set({ language: chosen }), language);
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
}

/**
 * Takes a state in all languages and themes. It is reached in English.
 *
 * @param {string} name
 * @param {object} state `files`: those that are opened; `path`: the page; `act`: does what leads to the state;
 *   `before`: runs in the page before anything else
 */
async function shot(name, state = {}) {
  const { files = [], viewport = { width: 1440, height: 900 }, path = 'src/anonymizer/index.html', act } = state;
  if (!words.some((word) => name.includes(word))) return;
  await worker.evaluate(() => chrome.storage.local.set({ language: 'en' }));
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${name}: ${message.text()}`);
  });
  if (state.before) await page.addInitScript(state.before);
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(new URL(path, worker.url()).href);
  // Chromium may take its time to tell what its policies are.
  await page.locator('.settings-notice[role="status"]').waitFor({ state: 'detached', timeout: 60_000 });
  if (files.length > 0) {
    await page.getByLabel('DICOM files').setInputFiles(files);
    await page
      .locator('.mark:is(.ready, .refused, .findings, .look)')
      .nth(files.length - 1)
      .waitFor({ state: 'attached' });
  }
  await act?.(page);
  for (const language of languages) {
    await speak(page, language);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      const parts = [name, language === 'en' ? '' : language, colorScheme === 'light' ? '' : colorScheme];
      await page.screenshot({ path: join(values.out, `${parts.filter(Boolean).join('-')}.png`) });
    }
  }
  await page.close();
}

const tools = { shot, worker, files: makeFiles(profile), narrow: { width: 420, height: 860 } };
await anonymizerStates(tools);
await pictureStates(tools);
await pageStates(tools);
await context.close();
rmSync(profile, { recursive: true, force: true });
