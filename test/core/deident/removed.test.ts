/** What the Basic Profile takes away as a whole, and what nobody knows (PS3.15 Table E.1-1 notes, E.3.10). */
import { describe, expect, test } from 'vitest';
import { fileWarnings } from '../../../src/core/deident/plan/check-file';
import { readDataSet } from '../../../src/core/dicom/read';
import { BytesSource } from '../../../src/core/io/byte-source';
import { CT_IMAGE, el, file, latin1, type Part, patientFile, SYNTAX, sq, UNCOMPRESSED, un, utf8 } from '../../builders';
import { leaks, run, text } from './run';

const NAME = 'Zwiebelsdorf';
const ids = [el('0008,0016', 'UI', CT_IMAGE), el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.5')];
const person = [el('0010,0010', 'PN', `${NAME}^Ottokar`), el('0010,0020', 'LO', 'MRN-559-0071')];
const secret = utf8(`${NAME} on file`);

const GONE: readonly (readonly [string, string, readonly Part[]])[] = [
  [
    'Icon Image Sequence',
    '(0088,0200)',
    [sq('0088,0200', [[el('0028,0010', 'US', 2), el('7fe0,0010', 'OW', secret)]])],
  ],
  ['Digital Signatures Sequence', '(FFFA,FFFA)', [sq('fffa,fffa', [[el('0400,0115', 'OB', secret)]])]],
  ['Original Attributes Sequence', '(0400,0561)', [sq('0400,0561', [[sq('0400,0550', [[...person]])]])]],
  ['Modified Attributes Sequence', '(0400,0550)', [sq('0400,0550', [[...person]])]],
  ['Overlay Data', '(6000,3000)', [el('6000,3000', 'OW', secret)]],
  ['Overlay Data of another group', '(601E,3000)', [el('601e,3000', 'OW', secret)]],
  ['Overlay Comments', '(6002,4000)', [el('6002,4000', 'LT', secret)]],
  ['Curve Data', '(5000,3000)', [el('5000,3000', 'OW', secret)]],
  ['curve description', '(5002,0022)', [el('5002,0022', 'LO', secret)]],
  ['Data Set Trailing Padding', '(FFFC,FFFC)', [el('fffc,fffc', 'OB', secret)]],
  ['an unknown public element', '(0018,FFF0)', [el('0018,fff0', 'LO', 'who knows')]],
  ['an unknown public sequence', '(0018,FFF1)', [sq('0018,fff1', [[el('0018,0050', 'DS', '1')]])]],
  ['an unknown element of VR UN', '(0018,FFF2)', [un('0018,fff2', secret)]],
  ['an unknown even group', '(0ABC,0001)', [el('0abc,0001', 'SH', 'x')]],
  ['private elements', '(0009,1001)', [el('0009,0010', 'LO', 'ACME'), el('0009,1001', 'OB', secret)]],
  ['private elements without a creator', '(000B,1001)', [el('000b,1001', 'LO', secret)]],
  ['private elements after Pixel Data', '(7FE3,1001)', [el('7fe3,0010', 'LO', 'ACME'), el('7fe3,1001', 'LO', secret)]],
];

describe.each(GONE)('%s', (_name, path, parts) => {
  test.each(UNCOMPRESSED)('goes: %s', async (syntax) => {
    const late = path > '(7FE0';
    const pixels = el('7fe0,0010', 'OW', [1, 2, 3, 4]);
    const early = path < '(0010';
    const elements = [
      ...ids,
      ...(early ? parts : []),
      ...person,
      ...(early || late ? [] : parts),
      pixels,
      ...(late ? parts : []),
    ];
    const done = await run(file({ syntax, elements }));
    if (syntax !== SYNTAX.implicit) expect(done.before.dataSet.some((token) => token.path === path)).toBe(true);
    expect(done.after.dataSet.some((token) => token.path.startsWith(path))).toBe(false);
    expect(leaks(done, [NAME, 'MRN-559-0071', 'ACME'])).toEqual([]);
    expect(done.verification.findings).toEqual([]);
    expect(done.after.problems).toEqual([]);
  });
});

test('an element with a VR that no table knows goes, alone', async () => {
  const done = await run(
    file({
      elements: [
        ...ids,
        ...person,
        el('0018,0050', 'UT', secret, { vrBytes: latin1('ZZ') }),
        el('0018,0060', 'DS', '120'),
      ],
    }),
  ).catch((error: unknown) => error);
  // Either it is taken out, or the file is refused: it never passes.
  if (done instanceof Error) expect(done).toMatchObject({ code: 'bad-vr' });
  else expect(leaks(done as Awaited<ReturnType<typeof run>>, [NAME])).toEqual([]);
});

test('encrypted originals stay, and it is said', async () => {
  const encrypted = sq('0400,0500', [
    [el('0400,0510', 'UI', SYNTAX.explicit), el('0400,0520', 'OB', latin1('cipher text'))],
  ]);
  const dataSet = await readDataSet(new BytesSource(file({ elements: [...ids, ...person, encrypted] })));
  expect(fileWarnings(dataSet).map(({ code }) => code)).toContain('encrypted-attributes');
});

test('pixels stay byte by byte, with what describes them', async () => {
  for (const syntax of [...UNCOMPRESSED, SYNTAX.jpegBaseline, SYNTAX.rle]) {
    const done = await run(patientFile({ syntax, rows: 64, columns: 64 }));
    const pixels = (tokens: typeof done.after) => tokens.dataSet.filter(({ path }) => path.startsWith('(7FE0,0010)'));
    expect(pixels(done.after).length).toBeGreaterThan(0);
    expect(pixels(done.after).map(({ value }) => value)).toEqual(pixels(done.before).map(({ value }) => value));
    const technical = done.before.dataSet.filter(({ path }) => path.startsWith('(0028'));
    for (const { path, value } of technical)
      expect(done.after.dataSet.find((one) => one.path === path)?.value).toEqual(value);
  }
});

test('a name in a binary element that stays is reported, not passed over', async () => {
  const done = await run(
    file({ elements: [...ids, ...person, el('0028,1201', 'OW', utf8(`..${NAME}..`)), el('0028,0010', 'US', 1)] }),
  );
  const survives = leaks(done, [NAME]).length > 0;
  expect(survives && done.verification.findings.length === 0).toBe(false);
});

test('a directory of a medium is refused', async () => {
  const bytes = file({ sopClass: '1.2.840.10008.1.3.10', elements: [sq('0004,1220', [[...person]])] });
  await expect(run(bytes)).rejects.toMatchObject({ code: 'directory-file' });
});

test('dates and times that no row of the table names go by their VR', async () => {
  const done = await run(
    file({
      elements: [
        ...ids,
        ...person,
        el('0014,0104', 'PN', 'Wrackmeister^Ute'),
        el('0018,9919', 'DT', '20240229120000'),
        el('0018,1060', 'DS', '5'),
      ],
    }),
  );
  expect(leaks(done, ['Wrackmeister', '20240229'])).toEqual([]);
  expect(text(done.after, '0018,1060')).toBe('5');
});

test('a code that holds an ID of digits goes, one that only has digits stays', async () => {
  const codes = [el('0018,0015', 'CS', 'ZD_77123456'), el('0018,0022', 'CS', ['SAT', 'ID77123456'])];
  const patient = [el('0010,0010', 'PN', `${NAME}^Ottokar`), el('0010,0020', 'LO', '77123456')];
  const done = await run(file({ elements: [...ids, ...codes, ...patient, el('0018,1030', 'LO', 'X')] }));
  expect(leaks(done, ['77123456'])).toEqual([]);
  expect(done.verification.findings).toEqual([]);
  const other = await run(file({ elements: [...ids, el('0018,0015', 'CS', 'ZD_12345678'), ...patient] }));
  expect(text(other.after, '0018,0015')).toBe('ZD_12345678');
});

test('birth dates in other calendars go', async () => {
  const done = await run(
    file({ elements: [...ids, ...person, el('0010,0033', 'LO', '昭和36年'), el('0010,0034', 'LO', 'H.26.4.1')] }),
  );
  expect(text(done.after, '0010,0033') ?? '').toBe('');
  expect(text(done.after, '0010,0034') ?? '').toBe('');
});
