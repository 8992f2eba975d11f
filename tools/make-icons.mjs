/**
 * Draws assets/icons/{16,32,48,128}.png from assets/icons/veil.svg, in the Chromium that the
 * end-to-end tests use. Run by hand after a change of the drawing: `node tools/make-icons.mjs`.
 */
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const svg = readFileSync('assets/icons/veil.svg', 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.VEIL_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: `assets/icons/${size}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
