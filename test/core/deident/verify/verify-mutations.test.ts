/**
 * Does verification find what it is there for? Defects are put into outputs that are as they should be, one at a
 * time, and each has to be found where it is.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '../../../../src/core/deident/rules/policy';
import type { Finding } from '../../../../src/core/deident/verify/findings';
import { concat, el, latin1, type Part, patientFile, SYNTAX, sq, un, utf8 } from '../../../builders';
import { tokenize } from '../../../oracle/tokenizer';
import { policy } from '../run';
import { doctored, findings, prepared, written } from './doctored';

const STUDY = '1.2.826.0.1.3680043.8.498.45787841905188114249811205480116';
const SHIFTED: Policy = { ...policy(), options: new Set(['retainLongModifiedDates']) };

/** Text in many places, none of which identifies anybody. */
const MORE: readonly Part[] = [
  el('0034,0002', 'OB', new Uint8Array(40)),
  el('0018,9901', 'UT', 'thin slices, please'),
  un('0018,7006', utf8('made of selenium')),
];
const INPUT = patientFile({ name: 'Grünwald^Friedemann=山田^太郎', more: MORE });

interface Defect {
  readonly what: string;
  readonly finding: Finding;
  readonly policy?: Policy;
  readonly put: (output: Uint8Array) => Uint8Array;
}

const instead = (path: string, part: Part) => (output: Uint8Array) => doctored(output, path, written(part));
const before = (path: string, ...parts: readonly Part[]) => {
  return (output: Uint8Array) => doctored(output, path, concat(parts.map(written)), 'before');
};
const without = (path: string) => (output: Uint8Array) => doctored(output, path, new Uint8Array(0));
const behind =
  (...parts: readonly Part[]) =>
  (output: Uint8Array) =>
    concat([output, ...parts.map(written)]);

/** The output with the bytes of a value changed, its length as it was. */
const patched = (path: string, patch: (value: Uint8Array) => void) => (output: Uint8Array) => {
  const bytes = new Uint8Array(output);
  const { meta, dataSet } = tokenize(bytes);
  patch([...meta, ...dataSet].find((token) => token.path === path)?.value ?? new Uint8Array(0));
  return bytes;
};

const comment = '(0018,9901)';
const says = (value: string | Uint8Array): Part => el('0018,9901', 'UT', value);
const identifier = (path: string): Finding => ({ kind: 'identifier', path });
const differs = (path: string): Finding => ({ kind: 'differs-from-plan', path });
const obligation = (path: string): Finding => ({ kind: 'obligation', path });
const uidKept = (path: string): Finding => ({ kind: 'original-uid', path });

/** 山田 as ISO 2022 IR 87 writes it, between its escapes. */
const JAPANESE = concat([latin1('\x1b$B'), Uint8Array.of(0x3b, 0x33, 0x45, 0x44), latin1('\x1b(B')]);

const DEFECTS: readonly Defect[] = [
  {
    what: 'a name in an item of a nested sequence',
    finding: identifier('(0008,1140)[1].(0008,1150)'),
    put: instead('(0008,1140)[1].(0008,1150)', el('0008,1150', 'LO', 'Friedemann')),
  },
  { what: 'a name in UTF-8', finding: identifier(comment), put: instead(comment, says(utf8('for Hr. GRÜNWALD'))) },
  { what: 'a name in Latin-1', finding: identifier(comment), put: instead(comment, says(latin1('for Gr\xfcnwald'))) },
  { what: 'a name without its umlaut', finding: identifier(comment), put: instead(comment, says('xGrunwald2')) },
  { what: 'a name in ISO 2022', finding: identifier(comment), put: instead(comment, says(JAPANESE)) },
  {
    what: 'a name in UN',
    finding: identifier('(0018,7006)'),
    put: instead('(0018,7006)', un('0018,7006', utf8('made of Friedemann'))),
  },
  {
    what: 'a name in bytes, as UTF-16',
    finding: identifier('(0034,0002)'),
    put: patched('(0034,0002)', (value) => value.set(Buffer.from('Friedemann', 'utf16le'), 7)),
  },
  { what: 'an ID with other punctuation', finding: identifier(comment), put: instead(comment, says('pat4711x')) },
  { what: 'a birth date in words', finding: identifier(comment), put: instead(comment, says('b. 17 April 1961')) },
  { what: 'a telephone number', finding: identifier(comment), put: instead(comment, says('+49 89 5550173')) },
  { what: 'an original UID in a text', finding: uidKept(comment), put: instead(comment, says(`see ${STUDY}.2.7`)) },
  {
    what: 'an original UID in a reference',
    finding: uidKept('(0008,1140)[0].(0008,1155)'),
    put: instead('(0008,1140)[0].(0008,1155)', el('0008,1155', 'UI', `${STUDY}.2.7`)),
  },
  {
    what: 'a reference to another instance than planned',
    finding: differs('(0008,1140)[0].(0008,1155)'),
    put: instead('(0008,1140)[0].(0008,1155)', el('0008,1155', 'UI', '2.25.4711')),
  },
  {
    what: 'a private element',
    finding: obligation('(0019,1001)'),
    put: before('(0020,000D)', el('0019,0010', 'LO', 'ACME'), el('0019,1001', 'SH', 'x')),
  },
  {
    what: 'a private element in an item',
    finding: obligation('(0008,1140)[0].(0009,1001)'),
    put: before('(0008,1140)[0].(0040,A170)', el('0009,1001', 'SH', 'x')),
  },
  {
    what: 'an identifier behind the pixels',
    finding: identifier('(FFFC,FFFC)'),
    put: behind(el('fffc,fffc', 'OB', latin1('\0\0Friedemann\0\0'))),
  },
  {
    what: 'a private element behind the pixels',
    finding: obligation('(7FE1,1001)'),
    put: behind(el('7fe1,1001', 'LO', 'x')),
  },
  {
    what: 'a date that was not shifted',
    finding: differs('(0008,0020)'),
    policy: SHIFTED,
    put: instead('(0008,0020)', el('0008,0020', 'DA', '20240229')),
  },
  {
    what: 'a date that was shifted by another number of days',
    finding: differs('(0008,002A)'),
    policy: SHIFTED,
    put: patched('(0008,002A)', (value) => value.set([(value[7] as number) ^ 1], 7)),
  },
  {
    what: 'a name that stays in a sequence that goes',
    finding: obligation('(0400,0561)'),
    put: before('(7FE0,0010)', sq('0400,0561', [[el('0010,0020', 'LO', 'x')]])),
  },
  { what: 'a group length', finding: obligation('(0008,0000)'), put: before('(0008,0005)', el('0008,0000', 'UL', 9)) },
  {
    what: 'a command element',
    finding: obligation('(0000,1000)'),
    put: before('(0008,0005)', el('0000,1000', 'UI', '1.2')),
  },
  {
    what: 'an overlay',
    finding: obligation('(6000,4000)'),
    put: before('(7FE0,0010)', el('6000,4000', 'LT', 'x')),
  },
  { what: 'the flag missing', finding: obligation('(0012,0062)'), put: without('(0012,0062)') },
  {
    what: 'a method claimed that was not applied',
    finding: differs('(0012,0064)'),
    put: patched('(0012,0064)[0].(0008,0100)', (value) => value.set(latin1('113101'))),
  },
  {
    what: 'a sequence of undefined length in place of the planned one',
    finding: differs('(0012,0064)'),
    put: instead('(0012,0064)', sq('0012,0064', [[el('0008,0100', 'SH', '113100')]])),
  },
  {
    what: 'pixels said to be free of text',
    finding: differs('(0028,0301)'),
    put: before('(0028,0303)', el('0028,0301', 'CS', 'NO')),
  },
  {
    what: 'a sample of the image changed',
    finding: differs('(7FE0,0010)'),
    put: patched('(7FE0,0010)', (v) => v.fill(9, 5, 6)),
  },
  { what: 'another VR', finding: differs('(0018,0050)'), put: instead('(0018,0050)', el('0018,0050', 'SH', '5.0')) },
  {
    what: 'an element twice',
    finding: differs('(0018,0050)'),
    put: before('(0018,0060)', el('0018,0050', 'DS', '5.0')),
  },
  {
    what: 'a delimiter that holds something',
    finding: obligation('(0008,1140)'),
    put: (output) => {
      const end = tokenize(output).dataSet.find(({ path }) => path === '(0008,1140)')?.end ?? 0;
      return concat([output.subarray(0, end - 4), latin1('Ines'), output.subarray(end)]);
    },
  },
  {
    what: 'a name in the preamble',
    finding: obligation('preamble'),
    put: (output) => concat([latin1('Friedemann'), output.subarray(10)]),
  },
  {
    what: 'another instance in the file meta information',
    finding: obligation('(0002,0003)'),
    put: patched('(0002,0003)', (value) => value.set(latin1('9.99'))),
  },
];

test.each(DEFECTS)('$what is found', async ({ finding, put, policy: inForce }) => {
  const made = await prepared(INPUT, inForce);
  expect(await findings(made, made.output)).toEqual([]);
  expect(await findings(made, put(made.output))).toContainEqual(finding);
});

test('no byte of an output can be another one', async () => {
  const made = await prepared(INPUT);
  await fc.assert(
    fc.asyncProperty(fc.nat(made.output.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = new Uint8Array(made.output);
      bytes[at] = (bytes[at] as number) ^ change;
      const found = await findings(made, bytes).catch((error: unknown) => error);
      if (!Array.isArray(found)) expect(found).toMatchObject({ name: 'DicomError' });
      else expect(found).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a name in a deflated data set is found', async () => {
  const input = patientFile({
    name: 'Zwiebelsdorf^Ottokar',
    syntax: SYNTAX.deflated,
    more: [says('made of selenium')],
  });
  const made = await prepared(input);
  const other = await prepared(patientFile({ syntax: SYNTAX.deflated, more: [says('made of Zwiebelsdorf')] }));
  expect(await findings(made, made.output)).toEqual([]);
  expect(await findings(made, other.output)).toContainEqual(identifier(comment));
});
