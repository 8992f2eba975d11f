/**
 * `npm start [-- FILE...]`: sets up, builds, and shows the extension at work. With a display, Chromium
 * opens with the anonymizer page (the bundled sample, or the given files) until it is closed. Without
 * one, the same page runs unseen: a picture of the page, and the anonymized files, land in out/. A file that the page
 * does not hand out, as somebody has to look at its picture first, is not written: exit code 1.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { npm, root, setUp } from './setup.mjs';

const caller = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2).map((name) => resolve(caller, name));
for (const path of given) {
  if (!existsSync(path) || !statSync(path).isFile()) {
    console.error(`No such file: ${path}`);
    process.exit(2);
  }
}

setUp();
process.chdir(root);
console.log('Building ...');
if (!npm(['run', '--silent', 'build'])) process.exit(1);
const { openExtension } = await import('./browser.mjs');

const hasDisplay =
  ['darwin', 'win32'].includes(process.platform) || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const profile = mkdtempSync(join(tmpdir(), 'veil-'));
const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
process.on('exit', removeProfile);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

if (hasDisplay) await show();
else await runUnseen();

/** The page in a window of its own, until the user closes it. */
async function show() {
  const { context, pageUrl } = await openExtension(profile, { headless: false });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(given.length > 0 ? pageUrl : `${pageUrl}?sample`);
  if (given.length > 0) await page.getByLabel('DICOM files').setInputFiles(given);
  console.log(`Veil is open: ${pageUrl}\nClose the browser to end.`);
  await new Promise((closed) => context.on('close', closed));
}

/** The page without a window: each file is anonymized and downloaded, and what was done is printed. */
async function runUnseen() {
  const files =
    given.length > 0 ? given : ['assets/samples/ct.dcm', 'assets/samples/us.dcm'].map((one) => resolve(one));
  const out = resolve('out');
  mkdirSync(out, { recursive: true });
  const { context, pageUrl } = await openExtension(profile, { headless: true });
  let refused = 0;
  const pictures = [];
  for (const [index, file] of files.entries()) {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(pageUrl);
    console.log(`\n${shown(file)}`);
    if (!(await anonymize(page, file, out, { isSample: given.length === 0 }))) refused += 1;
    const picture = join(out, files.length === 1 ? 'veil.png' : `veil-${index + 1}.png`);
    await page.screenshot({ path: picture });
    pictures.push(relative(root, picture));
    await page.close();
  }
  await context.close();
  console.log(`\nThe page: ${pictures.join(', ')}. With a display, npm start opens it in Chromium.`);
  process.exitCode = refused > 0 ? 1 : 0;
}

/** A path as the user would write it. */
function shown(path) {
  const near = relative(caller, path);
  return near.startsWith('..') ? path : near;
}

/**
 * Puts one file into the page and takes the download; false where the page does not offer one. Of the samples it is
 * known where text is in the picture; other pictures that may name somebody have to be looked at by somebody.
 */
async function anonymize(page, file, out, { isSample }) {
  const outcome = async () => (await page.waitForFunction(readOutcome, undefined, { timeout: 120_000 })).jsonValue();
  await page.getByLabel('DICOM files').setInputFiles(file);
  let found = await outcome();
  if (found.look && isSample) {
    await page.getByRole('button', { name: 'Keep only a region' }).click();
    await page.getByRole('button', { name: 'Delete mask 1' }).waitFor();
    await page.getByRole('button', { name: 'Update anonymization preview' }).click();
    await page.locator('.mark:is(.ready, .refused, .findings)').waitFor({ state: 'attached' });
    found = await outcome();
  }
  const { warnings, categories } = found;
  const problem = found.problem || found.look;
  for (const { name, all, changed, removed, kept } of categories) {
    const elements = all === '1' ? 'element: ' : 'elements:';
    console.log(
      `  ${name.padEnd(36)} ${all.padStart(5)} ${elements} ${changed} changed, ${removed} removed, ${kept} kept`,
    );
  }
  for (const warning of warnings) console.log(`  note: ${warning}`);
  if (problem) {
    console.log(`  not written: ${problem}`);
    return false;
  }
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download anonymized DICOM' }).click(),
  ]);
  const target = join(out, basename(saved.suggestedFilename()));
  await saved.saveAs(target);
  console.log(`  -> ${relative(root, target)}`);
  return true;
}

/**
 * Runs in the page: what came of the file, or null while it is being worked on. Ready is when the
 * download is enabled; a refusal and open findings are told in the page's own words.
 */
function readOutcome() {
  const words = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.trim());
  const button = [...document.querySelectorAll('button')].find((one) =>
    /Download anonymized DICOM/.test(one.textContent),
  );
  const refusal = words('.refusal h2, .refusal .mono').join(' ');
  const findings = words('.findings h2, .findings .mono').join(' ');
  const problem = refusal || findings;
  const look = words('.verdict-title.look').join(' ');
  if (!problem && !look && (!button || button.disabled)) return null;
  const categories = [...document.querySelectorAll('option[data-all]')].map((option) => ({
    name: option.textContent.replace(/\s*\(.*$/, ''),
    ...option.dataset,
  }));
  return { problem, look, warnings: words('.warnings .warning-text'), categories };
}
