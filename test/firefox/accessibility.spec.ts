/** What axe says, the keyboard and the dark theme, where another browser lays out and paints the pages. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import { ALIKE, cutOff, RULES } from '../e2e/axe';
import type { Firefox } from './firefox';
import { anonymizer, expect, test } from './fixture';

const CT = resolve('assets/samples/ct.dcm');
const AXE = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');

declare const axe: { run(context: object, options: RunOptions): Promise<AxeResults> };

async function check(firefox: Firefox): Promise<void> {
  for (const scheme of ['dark', 'light'] as const) {
    await firefox.setColorScheme(scheme);
    const complaints = await firefox.runWith(
      AXE,
      async (alike, rules) => {
        const options = { resultTypes: ['violations' as const], runOnly: rules };
        const { violations } = await axe.run({ exclude: [[alike]] }, options);
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
      },
      ALIKE,
      RULES,
    );
    expect([...complaints, ...(await firefox.run(cutOff))], scheme).toEqual([]);
  }
}

test('nothing to complain about before and after a file is opened, light and dark', async ({ firefox }) => {
  await check(firefox);
  await anonymizer(firefox).open(CT);
  await firefox.see('Ready, 1 warning');
  await check(firefox);
});

test('nothing to complain about on the options page, light and dark', async ({ firefox }) => {
  await firefox.open('options/index.html');
  await firefox.see('Masks for devices');
  await check(firefox);
  await firefox.press('Duplicate “Research (full anonymization)”');
  await firefox.see('Add a rule');
  await check(firefox);
});

test('the keyboard alone leads past preset, picture and table to the download, and shows where it is', async ({
  firefox,
}) => {
  const veil = anonymizer(firefox);
  await veil.open(CT);
  await firefox.see('Ready, 1 warning');
  const focused = () =>
    firefox.run(() => {
      const one = document.activeElement;
      const { outlineStyle, boxShadow, backgroundImage } = getComputedStyle(one ?? document.body);
      return {
        name: one?.getAttribute('aria-label') ?? one?.textContent?.trim() ?? '',
        role: one?.getAttribute('role') ?? one?.localName,
        // The line between the panes is painted where the focus is.
        isShown: [outlineStyle, boxShadow, backgroundImage].some((mark) => mark !== 'none'),
      };
    });
  await firefox.run(() => document.body.focus());
  const path: Awaited<ReturnType<typeof focused>>[] = [];
  while (path.length < 80 && path.at(-1)?.name !== 'Download anonymized DICOM') {
    await firefox.pressKey('Tab');
    path.push(await focused());
  }
  expect(path.filter(({ isShown }) => !isShown)).toEqual([]);
  expect(path.map(({ role }) => role)).toEqual(expect.arrayContaining(['select', 'application', 'row']));
  await firefox.pressKey('Enter');
  expect(readFileSync(await firefox.downloaded()).length).toBeGreaterThan(1000);
});
