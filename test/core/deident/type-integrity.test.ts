/** PS3.15 E.1.1 item 2: every row of Table E.1-1 is carried out so that the instance stays legal in its IOD. */
import { describe, expect, test } from 'vitest';
import { typeAtTop } from '../../../src/core/deident/profile/iod-types';
import { type ProfileRow, profileRows } from '../../../src/core/deident/profile/profile';
import { dictionaryVr, entries } from '../../../src/core/dicom/dictionary';
import { sopClassName } from '../../../src/core/dicom/sop-class';
import { groupOf, isPrivate } from '../../../src/core/dicom/tag';
import { VR, vrName } from '../../../src/core/dicom/vr';
import { el, file, type Part, SYNTAX, UNCOMPRESSED } from '../../builders';
import { planted, plantedValue } from '../../builders/identities';
import { tokenize } from '../../oracle/tokenizer';
import { illegal } from './legal-value';
import { leaks, run } from './run';

const SOP_CLASSES = {
  CR: '1.2.840.10008.5.1.4.1.1.1',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  CT: '1.2.840.10008.5.1.4.1.1.2',
  'enhanced CT': '1.2.840.10008.5.1.4.1.1.2.1',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  'enhanced MR': '1.2.840.10008.5.1.4.1.1.4.1',
  SC: '1.2.840.10008.5.1.4.1.1.7',
  'presentation state': '1.2.840.10008.5.1.4.1.1.11.1',
  'key objects': '1.2.840.10008.5.1.4.1.1.88.59',
  RTSTRUCT: '1.2.840.10008.5.1.4.1.1.481.3',
  SEG: '1.2.840.10008.5.1.4.1.1.66.4',
  'private SOP class': '1.2.826.0.1.3680043.8.498.1.1',
} as const;

/** Written anew, or in no data set, or the reason for a refusal. */
const ELSEWHERE = new Set([0x00120063, 0x00120064, 0x00420011]);
const ROWS = profileRows().filter(
  ({ tag }) =>
    groupOf(tag) > 4 && !isPrivate(tag) && !ELSEWHERE.has(tag) && dictionaryVr(tag) > 0 && groupOf(tag) < 0xfffa,
);
const SEQUENCES = new Set(
  [...entries()]
    .filter(({ tag }) => dictionaryVr(tag) === VR.SQ)
    .map(({ tag }) => `(${hex(tag).slice(0, 4)},${hex(tag).slice(4)})`.toUpperCase()),
);
const SOP_CLASS_AND_INSTANCE = [0x00080016, 0x00080018];

function hex(tag: number): string {
  return tag.toString(16).padStart(8, '0');
}

const same = (a?: Uint8Array, b?: Uint8Array): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
const comma = (tag: number): string => `${hex(tag).slice(0, 4)},${hex(tag).slice(4)}`;
const pathOf = (tag: number): string => `(${comma(tag).toUpperCase()})`;
const vrOf = (tag: number): string => (vrName(dictionaryVr(tag)) === 'UN' ? 'OB' : vrName(dictionaryVr(tag)));

function elementsOf(rows: readonly ProfileRow[], sopClass: string): Part[] {
  const others = rows.filter(({ tag }) => !SOP_CLASS_AND_INSTANCE.includes(tag));
  const parts = others.map(({ tag }, index) => [tag, planted(comma(tag), vrOf(tag), index)] as const);
  return [
    [0x00080016, el('0008,0016', 'UI', sopClass)] as const,
    [0x00080018, el('0008,0018', 'UI', plantedValue('UI', 9999))] as const,
    ...parts,
  ]
    .sort(([a], [b]) => a - b)
    .map(([, part]) => part);
}

/** What must be there in the output: a legal dummy, at least an empty value, nothing of the kind. */
function demand(row: ProfileRow, sopClass: string): 'value' | 'present' | 'gone' | 'any' {
  const type = typeAtTop(sopClass, row.tag);
  switch (row.code) {
    case 'D':
    case 'U':
      return 'value';
    case 'Z':
      return 'present';
    case 'X':
      return 'gone';
    case 'X/Z/U*':
      return 'present';
    default:
      if (type === '1' || type === '1C') return 'value';
      if (type === '2' || type === '2C') return 'present';
      return 'any';
  }
}

describe.each(Object.entries(SOP_CLASSES))('%s', (_name, sopClass) => {
  test('every row of the table, at the top level', async () => {
    const done = await run(file({ sopClass, elements: elementsOf(ROWS, sopClass) }));
    expect(done.after.problems).toEqual([]);
    const before = new Map(done.before.dataSet.map((token) => [token.path, token]));
    const after = new Map(done.after.dataSet.map((token) => [token.path, token]));
    const wrong: string[] = [];
    for (const row of ROWS) {
      const path = pathOf(row.tag);
      const token = after.get(path);
      const isSequence = token?.kind === 'sequence';
      const holds = isSequence ? after.has(`${path}[0]`) : token !== undefined && token.value.length > 0;
      const wanted = demand(row, sopClass);
      const note = (what: string) => wrong.push(`${path} ${vrOf(row.tag)} ${row.code}: ${what}`);
      if (!before.has(path)) note('the test has not planted it');
      if (wanted === 'value' && !holds) note('no value');
      if (wanted === 'present' && !token) note('absent');
      if (wanted === 'gone' && token) note('there');
      if (!isSequence && holds && same(token?.value, before.get(path)?.value)) note('kept');
    }
    expect(wrong).toEqual([]);
    expect(done.verification.findings).toEqual([]);
  });
});

test('no planted text survives, and every value written is legal for its VR', async () => {
  for (const syntax of UNCOMPRESSED) {
    const bytes = file({ syntax, elements: elementsOf(ROWS, SOP_CLASSES.CT) });
    const output = await run(bytes);
    expect(tokenize(output.output, { sequenceTags: SEQUENCES }).problems).toEqual([]);
    expect(leaks(output, ['XQ0', 'Jorinde', '19531107', '091733', '.7717.', '077Y'])).toEqual([]);
    if (syntax === SYNTAX.implicit) continue;
    const problems = output.after.dataSet
      .filter(({ kind }) => kind === 'element')
      .map(({ path, vr, value }) => [path, illegal(vr, value)])
      .filter(([, problem]) => problem !== undefined);
    expect(problems).toEqual([]);
  }
});

test('compound codes are resolved in every storage SOP class', async () => {
  const compound = ROWS.filter(({ code }) => code.includes('/'));
  expect(compound.length).toBeGreaterThan(40);
  const numbers = Array.from({ length: 610 }, (_, index) => `1.2.840.10008.5.1.4.1.1.${index}`);
  const classes = numbers.flatMap((uid) => [uid, ...Array.from({ length: 20 }, (_, part) => `${uid}.${part}`)]);
  const known = classes.filter(sopClassName);
  expect(known.length).toBeGreaterThan(100);
  const wrong: string[] = [];
  for (const sopClass of known) {
    const { after } = await run(file({ sopClass, elements: elementsOf(compound, sopClass) }), { documents: 'remove' });
    const paths = new Map(after.dataSet.map((token) => [token.path, token]));
    for (const row of compound) {
      const token = paths.get(pathOf(row.tag));
      const wanted = demand(row, sopClass);
      const holds = token?.kind === 'sequence' ? paths.has(`${pathOf(row.tag)}[0]`) : (token?.value.length ?? 0) > 0;
      if ((wanted === 'value' && !holds) || (wanted === 'present' && !token))
        wrong.push(`${sopClass} ${pathOf(row.tag)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what is empty stays empty where nothing must be there, and is not filled with a dummy', async () => {
  const { after } = await run(file({ elements: [el('0008,0016', 'UI', SOP_CLASSES.CT), el('0010,0030', 'DA')] }));
  expect(after.dataSet.find(({ path }) => path === '(0010,0030)')?.value.length).toBe(0);
});
