/** Verification reads the output's own bytes: whatever was not done as planned, or is left, is found. */
import { describe, expect, test } from 'vitest';
import { encodeFileMeta, type MetaElement } from '../../../../src/core/deident/plan/file-meta-plan';
import type { Override } from '../../../../src/core/deident/rules/override';
import type { Finding } from '../../../../src/core/deident/verify/findings';
import { verify } from '../../../../src/core/deident/verify/verify';
import { BytesSource, PartsSource } from '../../../../src/core/io/byte-source';
import { Job } from '../../../../src/jobs/job';
import { concat, el, file, fragments, latin1, type Part, patientFile, SYNTAX, sq } from '../../../builders';
import { jpeg } from '../../../builders/jpeg';
import { tokenize } from '../../../oracle/tokenizer';
import { KEY, policy, rowOf } from '../run';
import { doctored, findings, prepared, written } from './doctored';

const WORD = 'Zwiebelsdorf';
const MORE: readonly Part[] = [el('0040,1400', 'LT', 'thin slices, please')];
const INPUT = patientFile({ name: `${WORD}^Ottokar`, more: MORE });

test('a good output has no findings, and says how much was looked at', async () => {
  const made = await prepared(INPUT);
  const source = new PartsSource([{ kind: 'bytes', bytes: made.output }]);
  const result = await verify(source, made.plan, made.meta);
  expect(result.findings).toEqual([]);
  // What is written as a whole is compared as a whole.
  const { meta, dataSet } = tokenize(made.output);
  const inStamp = dataSet.filter(({ path }) => path.startsWith('(0012,0064)['));
  expect(result.elements).toBe(meta.length + dataSet.length - inStamp.length);
  expect(result.identifiers).toBeGreaterThan(20);
});

test('a file without identifiers: the elements were still looked at', async () => {
  const made = await prepared(file({ elements: [el('0028,0010', 'US', 2)] }));
  const result = await verify(new PartsSource([{ kind: 'bytes', bytes: made.output }]), made.plan, made.meta);
  expect(result.findings).toEqual([]);
  expect(result.elements).toBeGreaterThan(0);
});

describe('what was not done as planned is found', () => {
  test.each<readonly [string, string, Part | undefined, Finding['kind'], string]>([
    ['a value differs', '(0018,0050)', el('0018,0050', 'DS', '6.0'), 'differs-from-plan', '(0018,0050)'],
    ['a value is longer', '(0018,0050)', el('0018,0050', 'DS', '5.000'), 'differs-from-plan', '(0018,0050)'],
    ['a pixel differs', '(7FE0,0010)', el('7fe0,0010', 'OW', [1]), 'differs-from-plan', '(7FE0,0010)'],
    ['the pseudonym is another', '(0010,0020)', el('0010,0020', 'LO', 'X-1'), 'differs-from-plan', '(0010,0020)'],
    ['a date stays', '(0008,0020)', el('0008,0020', 'DA', '20240229'), 'differs-from-plan', '(0008,0020)'],
    ['an element is missing', '(0018,0060)', undefined, 'differs-from-plan', ''],
    ['an element is missing at the end', '(7FE0,0010)', undefined, 'differs-from-plan', '(7FE0,0010)'],
    ['a sequence is missing', '(0008,1140)', undefined, 'differs-from-plan', ''],
    [
      'an item’s element differs',
      '(0008,1140)[1].(0008,1155)',
      el('0008,1155', 'UI', '1.2.3'),
      'differs-from-plan',
      '',
    ],
    ['the flag is missing', '(0012,0062)', undefined, 'obligation', '(0012,0062)'],
    ['the method is missing', '(0012,0063)', undefined, 'obligation', '(0012,0063)'],
    ['the flag is no', '(0012,0062)', el('0012,0062', 'CS', 'NO'), 'differs-from-plan', '(0012,0062)'],
    ['dates are said to be unmodified', '(0028,0303)', el('0028,0303', 'CS', 'UNMODIFIED'), 'differs-from-plan', ''],
  ])('%s', async (_name, path, replacement, kind, where) => {
    const made = await prepared(INPUT);
    // A part of a sequence changes lengths only where they are undefined, as here.
    const bytes = doctored(made.output, path, replacement ? written(replacement) : new Uint8Array(0));
    const found = await findings(made, bytes);
    expect(found).toContainEqual(expect.objectContaining({ kind, ...(where !== '' && { path: where }) }));
  });

  test.each<readonly [string, Part, Finding['kind']]>([
    ['an element more', el('0018,0015', 'CS', 'CHEST'), 'differs-from-plan'],
    ['a sequence more', sq('0018,0012', [[]]), 'differs-from-plan'],
  ])('%s', async (_name, part, kind) => {
    const made = await prepared(INPUT);
    const found = await findings(made, doctored(made.output, '(0018,0050)', written(part), 'before'));
    expect(found.map((one) => one.kind)).toContain(kind);
  });

  test('an element more at the end', async () => {
    const made = await prepared(INPUT);
    const bytes = concat([made.output, written(el('fffc,fffc', 'OB', 'x'))]);
    expect((await findings(made, bytes)).length).toBeGreaterThan(0);
  });

  test('private elements', async () => {
    const made = await prepared(INPUT);
    const parts = concat([written(el('0019,0010', 'LO', 'ACME')), written(el('0019,1001', 'SH', 'x'))]);
    const found = await findings(made, doctored(made.output, '(0020,000D)', parts, 'before'));
    expect(found).toContainEqual({ kind: 'obligation', path: '(0019,1001)' });
  });

  test('private elements beside those that a preset keeps', async () => {
    const more = [el('0019,0010', 'LO', 'ACME'), el('0019,1001', 'SH', 'wanted'), el('0019,1002', 'SH', 'not')];
    const element = { kind: 'private', group: 0x0019, element: 0x01, creator: 'ACME' } as const;
    const keep: Override = { selector: { element, sequences: [] }, action: 'keep', decider: 'custom-preset' };
    const made = await prepared(patientFile({ more }), policy([keep]));
    expect(await findings(made, made.output)).toEqual([]);
    const stray = written(el('0019,1002', 'SH', 'not'));
    const found = await findings(made, doctored(made.output, '(7FE0,0010)', stray, 'before'));
    expect(found).toContainEqual({ kind: 'obligation', path: '(0019,1002)' });
  });

  test('an original value in place of the new one, at depth', async () => {
    const made = await prepared(INPUT);
    const original = tokenize(INPUT).dataSet.find(({ path }) => path === '(0008,1140)[0].(0008,1155)');
    const uid = written(el('0008,1155', 'UI', original?.value ?? new Uint8Array(0)));
    const found = await findings(made, doctored(made.output, '(0008,1140)[0].(0008,1155)', uid));
    expect(found).toContainEqual({ kind: 'original-uid', path: '(0008,1140)[0].(0008,1155)' });
  });
});

/** Outputs for a plan that itself lets an identifier through: the search finds it, not the comparison. */
describe('an identifier that the plan keeps is found', () => {
  const kept = async (tag: string, part: Part): Promise<readonly Finding[]> => {
    const input = patientFile({ name: `${WORD}^Ottokar`, more: [part] });
    const job = new Job(policy(), KEY);
    const dataSet = await job.read(new BytesSource(input));
    const edits = new Map([[rowOf(dataSet, tag), { action: 'keep' }] as const]);
    return (await job.carryOut(job.plan(dataSet, edits))).verification.findings;
  };

  test.each<readonly [string, Part]>([
    ['LT', el('0040,1400', 'LT', `seen by ${WORD}`)],
    ['LT, upper case', el('0040,1400', 'LT', `SEEN BY ${WORD.toUpperCase()}`)],
    ['LT, glued', el('0040,1400', 'LT', `x${WORD}y`)],
    ['LT, the ID with other punctuation', el('0040,1400', 'LT', 'PAT4711X')],
  ])('%s', async (_name, part) => {
    expect(await kept('(0040,1400)', part)).toContainEqual({ kind: 'identifier', path: '(0040,1400)' });
  });

  test('in a binary value, as UTF-16 as well', async () => {
    for (const value of [latin1(`\0\0${WORD}\0\0`), new Uint8Array(Buffer.from(`..${WORD}..`, 'utf16le'))]) {
      const found = await kept('(0034,0002)', el('0034,0002', 'OB', value));
      expect(found).toContainEqual({ kind: 'identifier', path: '(0034,0002)' });
    }
  });

  test('inside a private element that a person keeps', async () => {
    const found = await kept('(0009,1001)', el('0040,1400', 'LT', 'nothing'));
    expect(found.some(({ path }) => path === '(0009,1001)')).toBe(true);
  });
});

describe('a name beside the samples of a compressed frame is found', () => {
  const COMMENT = 0xfe;
  const EXIF = 0xe1;
  const frame = (...extra: readonly (readonly [number, string])[]) =>
    jpeg({ rows: 8, columns: 8, components: [{ block: () => [0] }], extra });
  const pixelsOf = async (...list: readonly Uint8Array[]) => {
    const plain = frame();
    const clip = (all: readonly Uint8Array[]) =>
      file({ syntax: SYNTAX.jpegBaseline, elements: [el('0010,0010', 'PN', `${WORD}^Ottokar`), fragments(all)] });
    const found = async (all: readonly Uint8Array[]) => {
      const made = await prepared(clip(all));
      return findings(made, made.output);
    };
    expect(await found(list.map(() => plain))).toEqual([]);
    return found(list);
  };
  const FOUND = [{ kind: 'identifier', path: '(7FE0,0010)' }];

  test('in a comment', async () => expect(await pixelsOf(frame([COMMENT, `Patient ${WORD}`]))).toEqual(FOUND));
  test('in Exif', async () => expect(await pixelsOf(frame([EXIF, `Exif\0\0II*\0\x08\0\0\0${WORD}\0`]))).toEqual(FOUND));
  test('in the last of many frames', async () =>
    expect(await pixelsOf(...Array.from({ length: 99 }, () => frame()), frame([COMMENT, WORD]))).toEqual(FOUND));
  test('in a fragment that is no frame', async () =>
    expect(await pixelsOf(frame(), latin1(`left over: ${WORD}`))).toEqual(FOUND));
  test('the name of the program is none', async () =>
    expect(await pixelsOf(frame([COMMENT, 'LEAD Technologies Inc. V1.01']))).toEqual([]));
});

describe('the file’s own header', () => {
  test('anything in the preamble', async () => {
    const made = await prepared(INPUT);
    const bytes = new Uint8Array(made.output);
    bytes.set(latin1('II*'), 0);
    expect(await findings(made, bytes)).toContainEqual({ kind: 'obligation', path: 'preamble' });
  });

  test.each<readonly [string, MetaElement | undefined, string]>([
    ['an AE title', { tag: 0x00020016, vr: 2, value: latin1('QUELLAE ') }, '(0002,0016)'],
    ['another implementation', { tag: 0x00020012, vr: 28, value: latin1('1.2.3.4 ') }, '(0002,0012)'],
    ['an instance that is not the data set’s', { tag: 0x00020003, vr: 28, value: latin1('1.2.3.4 ') }, '(0002,0003)'],
    ['something missing', undefined, '(0002,0013)'],
  ])('%s', async (_name, element, path) => {
    const made = await prepared(INPUT);
    const others = made.meta.filter(({ tag }) => tag !== (element?.tag ?? 0x00020013));
    const elements = element ? [...others, element].sort((a, b) => a.tag - b.tag) : others;
    const dataSet = made.output.subarray(encodeFileMeta(made.meta).length);
    expect(await findings(made, concat([encodeFileMeta(elements), dataSet]))).toContainEqual({
      kind: 'obligation',
      path,
    });
  });
});

test.each([1, 3, 8, 20])('an output that lost its last %d bytes is no output', async (count) => {
  const made = await prepared(INPUT);
  const bytes = made.output.subarray(0, made.output.length - count);
  await expect(findings(made, bytes)).rejects.toMatchObject({ name: 'DicomError' });
});

test('findings name places, never values', async () => {
  const made = await prepared(INPUT);
  const bytes = doctored(made.output, '(0008,0060)', written(el('0008,0060', 'CS', 'ZWIEBELSDORF')));
  const found = await findings(made, bytes);
  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).not.toMatch(/zwiebelsdorf/i);
});
