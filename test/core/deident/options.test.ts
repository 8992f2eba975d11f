/** The options of PS3.15 Annex E, as the presets combine them: what they keep, and what goes all the same. */
import { describe, expect, test } from 'vitest';
import { planWarnings } from '../../../src/core/deident/plan/plan-warnings';
import type { OptionName } from '../../../src/core/deident/profile/profile';
import { BytesSource, PartsSource } from '../../../src/core/io/byte-source';
import { Job } from '../../../src/jobs/job';
import { policyFor } from '../../../src/settings/policy';
import { NO_SETTINGS } from '../../../src/settings/schema';
import { CT_IMAGE, el, file, latin1, type Part, sq } from '../../builders';
import { type Tokens, tokenize } from '../../oracle/tokenizer';
import { KEY } from './run';

const UID = '1.2.826.0.1.3680043.8.498.20261122';

async function anonymized(preset: string, elements: readonly Part[], options: readonly OptionName[] = []) {
  const input = file({
    sopInstance: `${UID}.1`,
    elements: [
      el('0008,0016', 'UI', CT_IMAGE),
      el('0010,0010', 'PN', 'Hollerbach^Ines'),
      el('0010,0020', 'LO', 'PAT-4711-X'),
      el('0020,000d', 'UI', `${UID}.2`),
      ...elements,
    ],
  });
  const job = new Job(policyFor(NO_SETTINGS, preset, options), KEY, 'ST-ELSEWHERE');
  const { parts, verification } = await job.carryOut(job.plan(await job.read(new BytesSource(input))));
  const source = new PartsSource(parts);
  expect(verification.findings).toEqual([]);
  return tokenize(await source.read(0, source.size));
}

function text(tokens: Tokens, path: string): string | undefined {
  const token = tokens.dataSet.find((one) => one.path === path);
  return token && Buffer.from(token.value).toString('latin1').trim();
}

const codes = (tokens: Tokens): (string | undefined)[] =>
  tokens.dataSet
    .filter(({ path }) => /\(0012,0064\)\[\d+\]\.\(0008,0100\)/.test(path))
    .map(({ path }) => text(tokens, path));

const days = (date: string): number =>
  Date.UTC(+date.slice(0, 4), +date.slice(4, 6) - 1, +date.slice(6, 8)) / 86_400_000;

describe('shifted dates', () => {
  const elements = [
    el('0008,0020', 'DA', '20240229'),
    el('0008,002a', 'DT', '20240229114530.12+0100'),
    el('0008,0030', 'TM', '114502'),
    el('0010,0030', 'DA', '19310417'),
    sq('0040,0275', [[el('0040,0002', 'DA', '20240301')]]),
  ];

  test('all move by the same days into the past; times stay; the birth date goes', async () => {
    const tokens = await anonymized('research-longitudinal', elements);
    const shift = days(text(tokens, '(0008,0020)') as string) - days('20240229');
    expect(shift).toBeLessThan(0);
    const moment = text(tokens, '(0008,002A)') as string;
    expect(days(moment) - days('20240229')).toBe(shift);
    expect(moment.slice(8)).toBe('114530.12+0100');
    expect(days(text(tokens, '(0040,0275)[0].(0040,0002)') as string) - days('20240301')).toBe(shift);
    expect(text(tokens, '(0008,0030)')).toBe('114502');
    expect(text(tokens, '(0010,0030)')).toBe('');
    expect(text(tokens, '(0028,0303)')).toBe('MODIFIED');
  });

  test.each(['19000101', '18991230', '00010101', '99991231', '19700101'])(
    '%s was no date, and would tell the shift: a warning says so',
    async (date) => {
      const input = file({ elements: [el('0008,0020', 'DA', '20240229'), el('0008,0021', 'DA', date)] });
      const job = new Job(policyFor(NO_SETTINGS, 'research-longitudinal'), KEY);
      const warnings = planWarnings(job.plan(await job.read(new BytesSource(input))));
      expect(warnings).toContainEqual({ code: 'placeholder-date', tag: '(0008,0021)', count: 1 });
    },
  );

  test('what is no date goes', async () => {
    const tokens = await anonymized('research-longitudinal', [el('0008,0020', 'DA', '20241399')]);
    expect(text(tokens, '(0008,0020)')).toBe('');
  });

  test('what is no date and may not be empty becomes a dummy', async () => {
    const content = sq('0020,9111', [[el('0018,9074', 'DT', 'NaN')]]);
    const tokens = await anonymized('research-longitudinal', [sq('5200,9230', [[content]])]);
    expect(text(tokens, '(5200,9230)[0].(0020,9111)[0].(0018,9074)')).toBe('19000101000000');
  });
});

test('ages over 89 become 090Y, others stay', async () => {
  for (const [age, kept] of [
    ['094Y', '090Y'],
    ['089Y', '089Y'],
    ['011M', '011M'],
  ] as const) {
    expect(text(await anonymized('research-longitudinal', [el('0010,1010', 'AS', age)]), '(0010,1010)')).toBe(kept);
  }
});

test('descriptions keep their technique and lose the person', async () => {
  const tokens = await anonymized('teleradiology', [
    el('0008,1030', 'LO', 'MR BRAIN T2 FLAIR for Ines Hollerbach'),
    el('0008,103e', 'LO', 'T2 FLAIR ax 3mm'),
  ]);
  expect(text(tokens, '(0008,1030)')).toMatch(/^MR BRAIN T2 FLAIR/);
  expect(text(tokens, '(0008,1030)')).not.toMatch(/ines|hollerbach/i);
  expect(text(tokens, '(0008,103E)')).toBe('T2 FLAIR ax 3mm');
});

describe('safe private elements', () => {
  const elements = [
    el('0019,0010', 'LO', 'ACME ARCHIVE'),
    el('0019,0011', 'LO', 'SIEMENS MR HEADER'),
    el('0019,100c', 'LO', 'Hollerbach'),
    el('0019,110c', 'IS', '1000'),
    el('0019,11ff', 'LO', 'Hollerbach'),
  ];

  test('stay with their creator, by creator and element; strangers of the same number go', async () => {
    const tokens = await anonymized('research-longitudinal', elements);
    const kept = tokens.dataSet.map(({ path }) => path).filter((path) => path.startsWith('(0019'));
    expect(kept).toEqual(['(0019,0011)', '(0019,110C)']);
  });

  test.each(['IS', 'UN'] as const)('go where they name the patient: VR %s', async (vr) => {
    const named = [...elements.slice(0, 3), el('0019,110c', vr, latin1('INES HOLLERBACH ')), ...elements.slice(4)];
    const tokens = await anonymized('research-longitudinal', named);
    expect(tokens.dataSet.map(({ value }) => Buffer.from(value).toString('latin1')).join()).not.toMatch(/hollerbach/i);
  });

  test('go without the option', async () => {
    const tokens = await anonymized('teleradiology', elements);
    expect(tokens.dataSet.some(({ path }) => path.startsWith('(0019'))).toBe(false);
  });
});

test('teleradiology: one made-up name for patient and study', async () => {
  const tokens = await anonymized('teleradiology', [
    el('0008,0050', 'SH', 'ACC-90210'),
    el('0008,0080', 'LO', 'Nordlicht-Klinik'),
    el('0018,1000', 'LO', 'SN-12345'),
  ]);
  const accession = text(tokens, '(0008,0050)') as string;
  expect(accession).toMatch(/^[0-9A-Z]{10}$/);
  expect(text(tokens, '(0010,0020)')).toBe(`ST-ELSEWHERE-${accession}`);
  expect(text(tokens, '(0010,0010)')).toBe(`CloudStudy^${accession}`);
  expect(text(tokens, '(0008,0080)')).toBe('ST-ELSEWHERE');
  expect(text(tokens, '(0018,1000)')).toBe('SN-12345');
});

test('internal: dates, UIDs, institution and device stay', async () => {
  const tokens = await anonymized('internal', [
    el('0008,0020', 'DA', '20240229'),
    el('0008,0080', 'LO', 'Nordlicht-Klinik'),
    el('0018,1000', 'LO', 'SN-12345'),
  ]);
  expect(text(tokens, '(0008,0020)')).toBe('20240229');
  expect(text(tokens, '(0008,0080)')).toBe('Nordlicht-Klinik');
  expect(text(tokens, '(0018,1000)')).toBe('SN-12345');
  expect(text(tokens, '(0020,000D)')?.replaceAll('\0', '')).toBe(`${UID}.2`);
  expect(text(tokens, '(0010,0010)')).toMatch(/^ANON-/);
  expect(text(tokens, '(0028,0303)')).toBe('UNMODIFIED');
});

test('the codes are those of exactly the options in force', async () => {
  expect(codes(await anonymized('research', []))).toEqual(['113100']);
  expect(new Set(codes(await anonymized('research-longitudinal', [])))).toEqual(
    new Set(['113100', '113105', '113107', '113108', '113111']),
  );
  expect(new Set(codes(await anonymized('research', [], ['cleanGraphics'])))).toEqual(new Set(['113100', '113103']));
});
