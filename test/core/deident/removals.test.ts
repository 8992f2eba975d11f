/** What is told of a cleaned text: which words went and why; and text that its character set can't read. */
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/core/deident/plan/plan';
import { planWarnings } from '../../../src/core/deident/plan/plan-warnings';
import { cut } from '../../../src/core/deident/text/removal';
import { BytesSource } from '../../../src/core/io/byte-source';
import { Job } from '../../../src/jobs/job';
import { policyFor } from '../../../src/settings/policy';
import { NO_SETTINGS } from '../../../src/settings/schema';
import { el, latin1, type Part, patientFile, utf8 } from '../../builders';
import { KEY, rowOf } from './run';
import { LO, LT, patient, SH } from './text-file';

async function planned(bytes: Uint8Array, preset = 'research'): Promise<Plan> {
  const job = new Job(policyFor(NO_SETTINGS, preset), KEY);
  return job.plan(await job.read(new BytesSource(bytes)));
}

/** The text that is left of a row, and the pieces that went with their reasons. */
function told({ dataSet, values, removals }: Plan, row: number) {
  const charset = dataSet.charset(row);
  const decode = (bytes: Uint8Array) => charset.decode(bytes, dataSet.vrs[row] as number);
  const original = decode(dataSet.value(row) as Uint8Array);
  const gone = removals.get(row) ?? [];
  return {
    left: decode(values.get(row) ?? (dataSet.value(row) as Uint8Array)),
    uncut: cut(original, gone),
    gone: gone.map(({ start, end, reason }) => [original.slice(start, end), reason]),
  };
}

test.each(['research', 'research-longitudinal', 'internal'])(
  'under %s, what is told to be taken out is what the new value lacks',
  async (preset) => {
    const more = [
      el('0018,9423', 'LO', utf8('Protokoll für Grünwald, Friedemann')),
      el('0018,7006', 'LT', utf8('  Detektor 7; Tel. +49 89 5550173, 2024-02-29\r\nHollerbach')),
    ];
    const plan = await planned(patientFile({ more }), preset);
    expect(plan.removals.size).toBeGreaterThan(1);
    for (const row of plan.removals.keys()) expect(told(plan, row).left).toBe(told(plan, row).uncut);
  },
);

test('each word that goes has its reason', async () => {
  const text = 'Thorax Grünwald 2024-02-29 f.g@klinik.example MRN 8812345678 Dr. Kessel xyzzyq';
  const plan = await planned(patientFile({ more: [el('0018,1030', 'LO', utf8(text))] }), 'research-longitudinal');
  const { gone, left } = told(plan, rowOf(plan.dataSet, '(0018,1030)'));
  expect(left.trim()).toBe('Thorax');
  expect(gone.map(([piece]) => piece).join('|')).toContain('Grünwald');
  expect(gone[0]?.[1]).toBe('identifier');
});

describe('text that its character set can’t read', () => {
  const name = 'Meyer^Jan';
  const cases: readonly (readonly [string, readonly string[], Uint8Array, string])[] = [
    ['Latin-1 in UTF-8', ['ISO_IR 192'], latin1('Thorax Kr\xe4mer axial'), 'Kr\xe4mer'],
    ['Shift-JIS in UTF-8', ['ISO_IR 192'], latin1('Thorax \x8eR\x93c axial'), '\x8eR\x93c'],
    ['UTF-8 in ISO 2022', ['', 'ISO 2022 IR 87'], utf8('Thorax 王小东 axial'), utf8text('王小东')],
    ['an unassigned code', ['ISO 2022 IR 6', 'ISO 2022 IR 87'], latin1('Thorax \x1b$B\x7e\x7e\x1b(B axial'), '\ufffd'],
    ['escapes that are not declared', ['ISO_IR 100'], latin1('Thorax \x1b$B;3ED\x1b(B axial'), '3ED'],
    ['a character set that nobody knows', ['ISO_IR 999'], latin1('Thorax Kr\xe4mer axial'), 'Kr\xe4mer'],
    ['a character that an earlier program lost', ['ISO_IR 192'], utf8('Thorax Kr\ufffdmer axial'), 'Kr\ufffdmer'],
  ];

  for (const [what, charset, value, lost] of cases) {
    test.each([
      [LO, 'LO'],
      [SH, 'SH'],
      [LT, 'LT'],
    ])(`${what} (%s): the word goes, with that reason, and a warning says so`, async (tag, vr) => {
      const plan = await planned(patient({ charset, name }, [el(tag, vr, value) as Part]));
      const { left, gone } = told(plan, rowOf(plan.dataSet, `(${tag})`));
      expect(left).toMatch(/^Thorax .*axial *$/);
      expect(left).not.toContain(lost);
      expect(gone.map(([, reason]) => reason)).toContain('undecodable');
      expect(gone.map(([piece]) => piece).join('')).toContain(lost);
      expect(planWarnings(plan)).toContainEqual({ code: 'undecodable-text', tag: `(${tag})`, count: 1 });
    });
  }

  test('in a description it goes for the same reason', async () => {
    const value = latin1('Thorax Kr\xe4mer axial');
    const bytes = patient({ charset: ['ISO_IR 192'], name, more: [el('0008,1030', 'LO', value)] }, []);
    const plan = await planned(bytes, 'teleradiology');
    const { left, gone } = told(plan, rowOf(plan.dataSet, '(0008,1030)'));
    expect(left.trim()).toBe('Thorax axial');
    expect(gone.map(([, reason]) => reason)).toEqual(['undecodable']);
  });

  test('what can be read stays byte for byte, without warning', async () => {
    for (const [charset, value] of [
      [['ISO_IR 192'], utf8('Schädel 頭部')],
      [['ISO_IR 100'], latin1('Sch\xe4del')],
      [[''], latin1('Sch\xe4del')],
      [['', 'ISO 2022 IR 87'], latin1('\x1b$B;3ED\x1b(B axial')],
      [['', 'ISO 2022 IR 149'], latin1('\x1b$)C\xb1\xe6\xb5\xbf axial')],
      [['GB18030'], latin1('\xcd\xf5 axial')],
      [['ISO 2022 IR 13', 'ISO 2022 IR 87'], latin1('\xd4\xcf\xc0\xde axial')],
    ] as const) {
      const plan = await planned(patient({ charset, name }, [el(LO, 'LO', value)]));
      expect([charset, plan.removals.size]).toEqual([charset, 0]);
      expect(planWarnings(plan).map(({ code }) => code)).not.toContain('undecodable-text');
    }
  });
});

/** UTF-8 bytes, each as the character of its number. */
function utf8text(text: string): string {
  return Buffer.from(utf8(text)).toString('latin1');
}
