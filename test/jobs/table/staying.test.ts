/** What the output still tells: listed whole, at every depth, and nothing else beside it. */
import { describe, expect, test } from 'vitest';
import { BUILT_IN_PRESETS } from '../../../src/settings/presets';
import { el, patientFile, sq, utf8 } from '../../builders';
import { tokenize } from '../../oracle/tokenizer';
import { bytesOf, FILE, granted, opened, rowAt, rowsOf } from '../engine/open-engine';

const code = (scheme: string, meaning: string) => [
  el('0008,0100', 'SH', '12345'),
  el('0008,0102', 'SH', scheme),
  el('0008,0104', 'LO', meaning),
];

const FULL = patientFile({
  more: [
    el('0018,0015', 'CS', 'CHEST'),
    el('0018,1150', 'IS', '500'),
    el('0018,9423', 'LO', 'Routine Thorax'),
    sq('0018,9465', [[el('0018,1020', 'LO', 'VB40')]]),
  ],
});

/** VRs of which a person answers for every value that is left. */
const TELLING = new Set(['PN', 'LO', 'LT', 'SH', 'ST', 'UC', 'UT', 'DA', 'DT', 'TM', 'AS', 'AE', 'UR', 'UI']);

/** UIDs of the standard, codes of published schemes, and creators of private blocks. */
function isTechnical(path: string, value: Uint8Array): boolean {
  if (/^1\.2\.840\.10008/.test(Buffer.from(value).toString('latin1'))) return true;
  return /\(0008,010[0-4]\)$|\([0-9A-F]{3}[13579BDF],00..\)$/.test(path);
}

describe.each(BUILT_IN_PRESETS.map(({ id }) => id))('under %s', (preset) => {
  test('every name, date, text and UID of the original that is in the output is listed', async () => {
    const { engine } = await opened(FULL);
    await engine.configure({ preset });
    const listed = new Set((await rowsOf(engine, { outcome: 'stays' })).map(({ path }) => path));
    const before = new Map(tokenize(FULL).dataSet.map(({ path, value }) => [path, Buffer.from(value).toString('hex')]));
    const left = tokenize(await bytesOf(engine)).dataSet.filter(
      ({ path, vr, value }) =>
        TELLING.has(vr) && value.length > 0 && before.get(path) === Buffer.from(value).toString('hex'),
    );
    const missing = left.filter(({ path, value }) => !listed.has(path) && !isTechnical(path, value));
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  test('what is listed is counted, under headings that say how many', async () => {
    const { engine } = await opened(FULL);
    await engine.configure({ preset });
    const { counts } = granted(await engine.opened(FILE));
    const page = await engine.rows(FILE, { search: '', category: 'all', outcome: 'stays' }, 0, 1000);
    const headings = page.rows.filter(({ kind }) => kind === 'group');
    expect(page.elements).toBe(counts.stays);
    expect(page.total).toBe(counts.stays + headings.length);
    expect(headings.reduce((sum, { children }) => sum + children, 0)).toBe(counts.stays);
    for (const heading of headings) {
      const inIt = page.rows.filter(({ kind, group }) => kind !== 'group' && group === heading.group);
      expect(inIt.length).toBe(heading.children);
    }
  });
});

test('technical values, codes of published schemes, dummies and pseudonyms are not listed', async () => {
  const { engine } = await opened(FULL);
  const paths = (await rowsOf(engine, { outcome: 'stays' })).map(({ path }) => path);
  for (const path of ['(0018,0015)', '(0018,1150)', '(0018,0060)', '(0008,0016)', '(0010,0010)', '(0010,0020)']) {
    expect(paths).not.toContain(path);
  }
  expect(paths).toContain('(0018,9423)');
  expect(paths).toContain('(0018,9465)[0].(0018,1020)');
});

test('a code is listed where its scheme is of the house', async () => {
  const bytes = patientFile({
    more: [sq('0018,9346', [code('DCM', 'IEC Body Dosimetry Phantom'), code('99HOUSE', 'Phantom of Weiss')])],
  });
  const { engine } = await opened(bytes);
  const paths = (await rowsOf(engine, { outcome: 'stays' })).map(({ path }) => path);
  expect(paths).toContain('(0018,9346)[1].(0008,0104)');
  expect(paths.filter((path) => path.startsWith('(0018,9346)[0]'))).toEqual([]);
});

test('an element that is removed leaves the list, and one that a person keeps comes in, by kind', async () => {
  const { engine } = await opened(FULL);
  const text = await rowAt(engine, '(0018,9423)');
  expect(text.group).toBe('text');
  granted(await engine.setAction(FILE, text.id, 'remove'));
  granted(await engine.setAction(FILE, (await rowAt(engine, '(0010,0010)')).id, 'keep'));
  granted(await engine.setAction(FILE, (await rowAt(engine, '(0010,1010)')).id, 'keep'));
  granted(await engine.setAction(FILE, (await rowAt(engine, '(0008,0020)')).id, 'shift'));
  granted(await engine.setAction(FILE, (await rowAt(engine, '(0020,000D)')).id, 'keep'));
  const rows = await rowsOf(engine, { outcome: 'stays' });
  const groups = new Map(rows.map(({ path, group }) => [path, group]));
  expect(groups.has('(0018,9423)')).toBe(false);
  expect(groups.get('(0010,0010)')).toBe('names');
  expect(groups.get('(0010,1010)')).toBe('characteristics');
  expect(groups.get('(0008,0020)')).toBe('dates');
  expect(groups.get('(0020,000D)')).toBe('uids');
  expect(rows.filter(({ kind }) => kind === 'group').map(({ group }) => group)).toEqual([
    'names',
    'characteristics',
    'dates',
    'text',
    'uids',
  ]);
});

test('of a cleaned text nothing is listed where nothing is left', async () => {
  const bytes = patientFile({
    more: [el('0018,9423', 'LO', utf8('Grünwald')), el('0018,7006', 'LT', utf8('Rest of Grünwald'))],
  });
  const { engine } = await opened(bytes);
  const paths = (await rowsOf(engine, { outcome: 'stays' })).map(({ path }) => path);
  expect(paths).not.toContain('(0018,9423)');
  expect(paths).toContain('(0018,7006)');
});

test('a private element that an option keeps can be removed by hand', async () => {
  const bytes = patientFile({
    more: [el('0019,0010', 'LO', 'SIEMENS MR HEADER'), el('0019,100c', 'IS', '1000')],
  });
  const { engine } = await opened(bytes);
  await engine.configure({ preset: 'internal' });
  const row = await rowAt(engine, '(0019,100C)');
  expect(row.actions).toContain('remove');
  granted(await engine.setAction(FILE, row.id, 'remove'));
  expect(tokenize(await bytesOf(engine)).dataSet.map(({ path }) => path)).not.toContain('(0019,100C)');
});
