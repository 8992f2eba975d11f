/** PS3.15 E.1.1: attributes are protected in any item of any sequence, however the sequence is written. */
import { describe, expect, test } from 'vitest';
import { type ProfileRow, profileRows } from '../../../src/core/deident/profile/profile';
import { dictionaryVr } from '../../../src/core/dicom/dictionary';
import { groupOf, isPrivate } from '../../../src/core/dicom/tag';
import { vrName } from '../../../src/core/dicom/vr';
import {
  CT_IMAGE,
  el,
  file,
  type Part,
  patientElements,
  type SequenceOptions,
  SYNTAX,
  sq,
  UNCOMPRESSED,
} from '../../builders';
import { PLANTED_UID, planted } from '../../builders/identities';
import { find, leaks, pathsOf, run, text } from './run';

const FORMS: Readonly<Record<string, readonly SequenceOptions[]>> = {
  'undefined lengths': [{}],
  'explicit lengths': [{ length: 'explicit' }],
  'explicit sequences, undefined items': [{ length: 'explicit', itemLength: 'undefined' }],
  'undefined sequences, explicit items': [{ itemLength: 'explicit' }],
  'forms in turn': [{}, { length: 'explicit' }, { itemLength: 'explicit' }],
};

const WORDS = ['Zwiebelsdorf', 'Ottokar', 'MRN-559-0071', 'St. Eulalia', '19440903', '1944-09-03', 'Wrackmeister'];

/** Identifiers of a sequence's item: names, IDs, places, dates, references. */
const ITEM: readonly Part[] = [
  el('0008,0020', 'DA', '19440903'),
  el('0008,0080', 'LO', 'St. Eulalia'),
  el('0008,0090', 'PN', 'Wrackmeister^Ute'),
  el('0008,1150', 'UI', CT_IMAGE),
  el('0008,1155', 'UI', PLANTED_UID),
  el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar'),
  el('0010,0020', 'LO', 'MRN-559-0071'),
  el('0018,9423', 'LO', 'Head Zwiebelsdorf'),
  el('0018,9901', 'UT', 'seen 1944-09-03 by Dr. Wrackmeister at St. Eulalia, MRN-559-0071'),
];

/** The item, `depth` sequences deep in sequences that the profile keeps. */
function deep(depth: number, forms: readonly SequenceOptions[], inner: readonly Part[] = ITEM): Part {
  let content = inner;
  for (let level = depth; level >= 1; level--) {
    content = [sq(level === 1 ? '0008,1140' : '0040,a170', [content, []], forms[level % forms.length])];
  }
  return content[0] as Part;
}

const head = [el('0008,0016', 'UI', CT_IMAGE), el('0008,0018', 'UI', PLANTED_UID)];

describe.each(UNCOMPRESSED)('transfer syntax %s', (syntax) => {
  describe.each(Object.entries(FORMS))('%s', (_name, forms) => {
    test.each([1, 2, 3, 4, 5, 6])('depth %d', async (depth) => {
      const done = await run(file({ syntax, elements: [...head, deep(depth, forms)] }));
      expect(done.after.problems).toEqual([]);
      expect(leaks(done, WORDS)).toEqual([]);
      expect(leaks(done, [PLANTED_UID])).toEqual([]);
      expect(done.verification.findings).toEqual([]);
      const item = `(0008,1140)[0]${'.(0040,A170)[0]'.repeat(depth - 1)}`;
      expect(text(done.after, `${item}.(0008,1155)`)).toBe(text(done.after, '0008,0018'));
      expect(text(done.after, `${item}.(0008,1150)`)).toBe(CT_IMAGE);
      expect(find(done.after, `${item}.(0008,0080)`)?.value ?? '').not.toBe('St. Eulalia');
      expect(pathsOf(done.after, '0018,9423')).toHaveLength(1);
    });
  });

  test('a sequence written as UN of undefined length', async () => {
    const done = await run(
      file({
        syntax,
        elements: [
          ...head,
          sq('0008,1140', [ITEM, [sq('0040,a170', [ITEM], { vr: syntax === SYNTAX.implicit ? 'SQ' : 'UN' })]], {
            vr: syntax === SYNTAX.implicit ? 'SQ' : 'UN',
          }),
        ],
      }),
    );
    expect(leaks(done, [...WORDS, PLANTED_UID])).toEqual([]);
    expect(done.verification.findings).toEqual([]);
  });

  test('a sequence written as UN of explicit length', async () => {
    if (syntax === SYNTAX.implicit) return;
    const done = await run(
      file({ syntax, elements: [...head, sq('0008,1140', [ITEM], { vr: 'UN', length: 'explicit' })] }),
    );
    expect(leaks(done, [...WORDS, PLANTED_UID])).toEqual([]);
    expect(done.verification.findings).toEqual([]);
  });

  test('a private sequence, and a sequence inside it', async () => {
    const done = await run(
      file({
        syntax,
        elements: [...head, el('0009,0010', 'LO', 'ACME'), sq('0009,1001', [[deep(3, [{}]), ...ITEM.slice(5)]])],
      }),
    );
    expect(leaks(done, [...WORDS, PLANTED_UID, 'ACME'])).toEqual([]);
  });

  test('private elements in an item of a public sequence', async () => {
    const own = [el('0009,0010', 'LO', 'ACME'), el('0009,1001', 'LO', 'Zwiebelsdorf')];
    const done = await run(
      file({ syntax, elements: [...head, deep(2, [{}], [...ITEM.slice(0, 5), ...own, ...ITEM.slice(5)])] }),
    );
    expect(leaks(done, [...WORDS, 'ACME'])).toEqual([]);
  });

  test('functional groups, shared and per frame', async () => {
    const macro = (tag: string): Part => sq(tag, [[sq('0020,9111', [[el('0020,9157', 'UL', [1]), ...ITEM.slice(5)]])]]);
    const done = await run(
      file({
        syntax,
        elements: [
          ...head,
          macro('5200,9229'),
          sq(
            '5200,9230',
            Array.from({ length: 5 }, () => [deep(2, [{}])]),
          ),
        ],
      }),
    );
    expect(leaks(done, [...WORDS, PLANTED_UID])).toEqual([]);
    expect(done.verification.findings).toEqual([]);
    expect(pathsOf(done.after, '0020,9157')).toHaveLength(1);
    expect(pathsOf(done.after, '0008,1155')).toHaveLength(5);
  });
});

test('every row of the table, in an item', async () => {
  const rows = profileRows().filter(
    ({ tag }) => groupOf(tag) > 4 && !isPrivate(tag) && dictionaryVr(tag) > 0 && groupOf(tag) < 0xfffa,
  );
  const vrOf = ({ tag }: ProfileRow): string => vrName(dictionaryVr(tag)).replace('UN', 'OB');
  const item = rows.map((row, index) => {
    const hex = row.tag.toString(16).padStart(8, '0');
    return planted(`${hex.slice(0, 4)},${hex.slice(4)}`, vrOf(row), index);
  });
  for (const depth of [1, 4]) {
    const done = await run(file({ elements: [...head, deep(depth, [{ length: 'explicit' }, {}], item)] }));
    expect(done.after.problems).toEqual([]);
    expect(leaks(done, ['XQ0', 'Jorinde', '19531107', '091733', PLANTED_UID, '077Y'])).toEqual([]);
    expect(done.verification.findings).toEqual([]);
    // Untouched neighbours of what went: the action codes K and none leave nothing of an item but itself.
    expect(pathsOf(done.after, '0008,1140')).not.toHaveLength(0);
  }
});

test('a sequence that the profile keeps keeps its harmless contents, byte by byte', async () => {
  const done = await run(file({ elements: patientElements() }));
  for (const path of ['(0008,1140)[0].(0008,1150)', '(0008,1140)[1].(0040,A170)[0].(0008,0100)', '(0018,0050)']) {
    expect(find(done.after, path)?.value).toEqual(find(done.before, path)?.value);
  }
});
