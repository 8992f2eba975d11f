/** Text that no row of the table names: identifiers of the file go from it, words of the technique stay. */
import { describe, expect, test } from 'vitest';
import { CT_IMAGE, el, file, SYNTAX, sq, utf8 } from '../../builders';
import { leaks, occurs, run, text } from './run';
import { LO, type Patient, patient, SH, UID, UR, UT } from './text-file';

async function cleaned(options: Patient, value: string | Uint8Array, tag = UT, vr = 'UT'): Promise<string | undefined> {
  const done = await run(patient(options, [el(tag, vr, value)]));
  expect(done.verification.findings).toEqual([]);
  expect(done.after.problems).toEqual([]);
  return text(done.after, tag);
}

describe('names, however they are written', () => {
  test.each([
    'Zwiebelsdorf',
    'ZWIEBELSDORF, OTTOKAR',
    'ottokar zwiebelsdorf',
    'Zwiebelsdorf^Ottokar',
    'zwiebelsdorf_ottokar',
    'ZWIEBELSDORFOTTOKAR',
    'OttokarZwiebelsdorf',
    'Hr.Zwiebelsdorf',
    'Zwiebelsdorf-Ottokar',
    'ZWIEBELSDORF2024',
    'O. Zwiebelsdorf',
    'Zwiebelsdorfs Knie',
  ])('%s', async (written) => {
    const left = await cleaned({}, `Thorax ${written} axial`);
    expect(left).not.toMatch(/zwiebelsdorf|ottokar/i);
    expect(left).toMatch(/Thorax/);
    expect(left).toMatch(/axial/);
  });

  test.each([
    ['Müller^Jürgen', 'MUELLER Juergen'],
    ['Müller^Jürgen', 'Muller Jurgen'],
    ['Müller^Jürgen', 'MÜLLER'],
    ['Mueller^Juergen', 'Müller Jürgen'],
    ['Łukasiewicz^Żaneta', 'LUKASIEWICZ ZANETA'],
    ['Ångström^Søren', 'Angstrom Soren'],
    ['Großmann^Änne', 'GROSSMANN AENNE'],
    ['Nguyễn^Đặng Phương', 'NGUYEN DANG PHUONG'],
    ['O’Connor^Séan', "O'CONNOR SEAN"],
    ['D’Angelo^Noè', 'DANGELO NOE'],
    ['García Márquez^José', 'garcia marquez jose'],
    ['İbrahimoğlu^Işıl', 'ibrahimoglu isil'],
    ['Dvořák^Jiří', 'Dvorak, Jiri'],
    ['Ιωάννου^Ελένη', 'ΙΩΑΝΝΟΥ ΕΛΕΝΗ'],
    ['Ковалёв^Фёдор', 'КОВАЛЕВ ФЕДОР'],
  ])('%s, written %s', async (name, written) => {
    const done = await run(
      patient({ charset: ['ISO_IR 192'], name: utf8(name) }, [el(UT, 'UT', utf8(`Thorax ${written} axial`))]),
    );
    const left = Buffer.from(done.after.dataSet.find(({ tag }) => tag === `(${UT})`)?.value ?? '').toString('utf8');
    const words = written.split(/[ ,]+/);
    expect(words.filter((word) => left.includes(word))).toEqual([]);
    expect(left).toContain('Thorax');
    expect(left).toContain('axial');
    expect(done.verification.findings).toEqual([]);
  });

  test('in Unicode with combining marks', async () => {
    const done = await run(
      patient({ charset: ['ISO_IR 192'], name: utf8('Dvořák^Jiří'.normalize('NFC')) }, [
        el(UT, 'UT', utf8('Thorax Dvořák axial'.normalize('NFD'))),
      ]),
    );
    expect(text(done.after, UT)).not.toMatch(/Dvo/);
  });

  test('short names go as words, and not out of other words', async () => {
    expect(await cleaned({ name: 'Wu^Li' }, 'Thorax Wu Li axial, Wuchs, Lithium')).toMatch(
      /^Thorax\s+axial, Wuchs, Lithium$/,
    );
    expect(await cleaned({ name: 'Ng^Bo' }, 'NG CHEST BO bone')).not.toMatch(/\bNG\b|\bBO\b/);
  });

  test('names of physicians and operators as well', async () => {
    const done = await run(
      patient({ more: [el('0008,0090', 'PN', 'Wrackmeister^Ute'), el('0008,1070', 'PN', 'Plattenberg^Ingo')] }, [
        el(LO, 'LO', 'Knie Wrackmeister/Plattenberg'),
      ]),
    );
    expect(leaks(done, ['Wrackmeister', 'Plattenberg'])).toEqual([]);
    expect(text(done.after, LO)).toMatch(/Knie/);
  });

  test('names from inside sequences are known at the top level', async () => {
    const other = sq('0010,1002', [[el('0010,0010', 'PN', 'Wrackmeister^Ute'), el('0010,0020', 'LO', 'OLD-88-123')]]);
    const done = await run(patient({}, [other, el(LO, 'LO', 'Wrackmeister OLD88123 knee')]));
    expect(leaks(done, ['Wrackmeister', 'OLD88123'])).toEqual([]);
  });
});

describe('IDs and numbers', () => {
  test.each(['MRN-559-0071', 'MRN5590071', 'mrn 559 0071', 'MRN_559_0071', 'MRN.559/0071', 'ACC90210', 'ACC 90210'])(
    '%s',
    async (written) => {
      const left = await cleaned({}, `Thorax ${written} axial`);
      expect(left?.replace(/[^a-z0-9]/gi, '')).toBe('Thoraxaxial');
    },
  );

  test('a number is not taken out of a longer one', async () => {
    expect(await cleaned({ id: '1234567' }, 'ratio 91234567 and 1234567')).toMatch(/^ratio 91234567 and\s*$/);
  });

  test('short numbers of the technique stay', async () => {
    expect(await cleaned({ id: '12' }, 'kernel 12 slices 12 mm')).toBe('kernel 12 slices 12 mm');
  });
});

describe('dates of the file', () => {
  test.each([
    '19610417',
    '1961-04-17',
    '17.04.1961',
    '17.4.61',
    '4/17/1961',
    '17/04/61',
    '17 Apr 1961',
    'April 17, 1961',
    '17. April 1961',
    '29.02.2024',
    '2024/02/29',
  ])('%s', async (written) => {
    const left = await cleaned({}, `Thorax ${written} axial`);
    expect(left).toMatch(/^Thorax\s+axial$/);
  });

  test('other numbers that look like dates stay', async () => {
    expect(await cleaned({}, 'matrix 512 512 12, FOV 1.5 2.5 3.5')).toBe('matrix 512 512 12, FOV 1.5 2.5 3.5');
  });
});

test('original UIDs go from text', async () => {
  expect(await cleaned({}, `see ${UID}.1 there`)).toMatch(/^see\s+there$/);
});

test('URLs with identifiers are emptied as a whole', async () => {
  const done = await run(
    patient({ more: [el(UR, 'UR', 'https://pacs.example.org/patients/MRN-559-0071?x=1')] }, [el(LO, 'LO', 'Thorax')]),
  );
  expect(done.after.dataSet.find(({ tag }) => tag === '(0008,1190)')?.value ?? '').toHaveLength(0);
});

describe('words of the technique stay', () => {
  test.each([
    'Thorax 5.0 B31f',
    't2_tse_fs_tra_p2',
    'Abdomen venous 1.5 I31f 3',
    'AX T1 POST 0.1 mmol/kg',
    '3D MPRAGE 1mm iso',
    'Lung vessels, MIP thin',
  ])('%s', async (value) => {
    expect(await cleaned({}, value)).toBe(value);
  });

  test('a word of the institution that is one of the technique too stays where it is technique', async () => {
    const more = [el('0008,0080', 'LO', 'Chest Clinic Axial Street')];
    expect(await cleaned({ more }, 'CT axial')).toBe('CT axial');
  });

  test('manufacturer and model stay, even if they share a word with a name', async () => {
    const more = [el('0008,0070', 'LO', 'Philips Healthcare'), el('0008,1090', 'LO', 'Ingenia')];
    const done = await run(patient({ name: 'Philips^Ada', more }, [el(LO, 'LO', 'Ada Philips protocol')]));
    expect(text(done.after, '0008,0070')).toBe('Philips Healthcare');
    expect(text(done.after, '0008,1090')).toBe('Ingenia');
    expect(text(done.after, LO)).not.toMatch(/Ada/);
    expect(done.verification.findings).toEqual([]);
  });

  test.each(['Jürgen Mueller-Weiss', 'Juergen Müller-Weiß', 'MUELLER, JÜRGEN', 'Weiß, Juergen', 'muellerjuergen'])(
    'a full name goes even from the version of the software: %s',
    async (name) => {
      const recipe = { charset: ['ISO_IR 192'], name: utf8('Müller-Weiß^Jürgen') };
      const done = await run(patient(recipe, [el('0018,1020', 'LO', utf8(`VA40 ${name}`))]));
      expect(text(done.after, '0018,1020')?.trim()).toBe('VA40');
      expect(done.verification.findings).toEqual([]);
    },
  );

  test('an ID that is mostly digits goes even from the version of the software', async () => {
    const done = await run(patient({ id: 'MRN7734512' }, [el('0018,1020', 'LO', ['syngo 4.1', 'v MRN7734512'])]));
    expect(text(done.after, '0018,1020')).toMatch(/^syngo 4\.1\\v *$/);
    expect(done.verification.findings).toEqual([]);
  });
});

test.each([
  ['DCM', 'Ottokar view'],
  ['SCT', 'Structure of Maria'],
])('a meaning of the coding scheme %s stays', async (scheme, meaning) => {
  const code = [el('0008,0100', 'SH', '1'), el('0008,0102', 'SH', scheme), el('0008,0104', 'LO', meaning)];
  const done = await run(patient({}, [sq('0054,0220', [code])]));
  expect(text(done.after, '(0054,0220)[0].(0008,0104)')).toBe(meaning);
  expect(done.verification.findings).toEqual([]);
});

test('a meaning of a local coding scheme is free text', async () => {
  const code = [
    el('0008,0100', 'SH', '1'),
    el('0008,0102', 'SH', '99HOUSE'),
    el('0008,0104', 'LO', 'for Zwiebelsdorf'),
  ];
  const done = await run(patient({}, [sq('0054,0220', [code])]));
  expect(leaks(done, ['Zwiebelsdorf'])).toEqual([]);
  expect(text(done.after, '(0054,0220)[0].(0008,0104)')).toMatch(/^for/);
});

test('every value of several is cleaned, and their number stays', async () => {
  const done = await run(patient({}, [el(LO, 'LO', ['Thorax', 'for Zwiebelsdorf', 'axial'])]));
  const values = text(done.after, LO)?.split('\\');
  expect(values).toHaveLength(3);
  expect(values?.[0]).toBe('Thorax');
  expect(values?.[2]).toBe('axial');
  expect(occurs(done.output, 'Zwiebelsdorf')).toBe(false);
});

test('text that is an identifier and nothing else is left empty', async () => {
  const done = await run(patient({}, [el(SH, 'SH', 'Zwiebelsdorf')]));
  expect(text(done.after, SH)).toBe('');
});

test('in an item, where it may have to say something, a dummy takes its place', async () => {
  const issuer = sq('0040,0036', [[el('0040,0032', 'UT', 'MRN-559-0071'), el('0040,0033', 'CS', 'ISO')]]);
  const done = await run(patient({}, [issuer]));
  expect(text(done.after, '(0040,0036)[0].(0040,0032)')).toBe('ANONYMIZED');
});

test('a long text is cleaned to its end', async () => {
  const long = `${'lorem ipsum axial '.repeat(5000)}Zwiebelsdorf`;
  const done = await run(patient({}, [el(UT, 'UT', long)]));
  expect(occurs(done.output, 'Zwiebelsdorf')).toBe(false);
  expect(text(done.after, UT)?.length).toBeGreaterThan(80_000);
});

test('implicit VR: text of known elements is cleaned all the same', async () => {
  const elements = [
    el('0008,0016', 'UI', CT_IMAGE),
    el('0008,0018', 'UI', `${UID}.1`),
    el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar'),
    el(LO, 'LO', 'Thorax Zwiebelsdorf'),
  ];
  const done = await run(file({ syntax: SYNTAX.implicit, elements }));
  expect(leaks(done, ['Zwiebelsdorf', 'Ottokar'])).toEqual([]);
  expect(text(done.after, LO)).toMatch(/^Thorax/);
});
