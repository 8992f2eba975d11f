/** The report: what it says of a file, what it must not say, and the page that it prints. */
import { describe, expect, test } from 'vitest';
import german from '../../../assets/_locales/de/messages.json';
import type { PixelDecision } from '../../../src/core/deident/plan/pixel-plan';
import { describeFile, reportHead } from '../../../src/jobs/report/describe-file';
import { type FileReport, makeReport, reportJson } from '../../../src/jobs/report/report';
import { reportHtml } from '../../../src/jobs/report/report-html';
import { policyFor } from '../../../src/settings/policy';
import { NO_SETTINGS } from '../../../src/settings/schema';
import { t, useTexts } from '../../../src/ui/text';
import {
  file,
  imageElements,
  imageFile,
  PATIENT_IDENTIFIERS,
  patientElements,
  patientFile,
  zeros,
} from '../../builders';
import { pathsOf, policy, run, text } from '../../core/deident/run';
import { textsOf, useEnglish } from '../../ui/english';

useEnglish();

const HEAD = reportHead(policyFor(NO_SETTINGS, 'research-longitudinal'), 'Research with shifted dates');

const DONE: FileReport = {
  preset: 'research',
  output: 'out.dcm',
  status: 'anonymized',
  counts: { keep: 3, remove: 2 },
  findings: [],
  warnings: [],
  verified: { elements: 5, identifiers: 7 },
  methodCodes: ['113100'],
};
const REFUSED: FileReport = { ...DONE, output: null, status: 'refused', counts: {} };
const SKIPPED: FileReport = { ...REFUSED, status: 'skipped' };
const FOUND: FileReport = { ...DONE, findings: [{ kind: 'identifier', path: '(0008,103E)', confirmed: 'checked' }] };

async function described(bytes = patientFile()): Promise<FileReport> {
  const { plan, verification } = await run(bytes);
  return { ...describeFile(plan, verification), output: '2.25.1.dcm', status: 'anonymized' };
}

describe('the image’s description', () => {
  const attribute = (code: string) => ({ code: expect.stringContaining(code) });
  const MASK = { x: 0, y: 0, width: 1, height: 1 };
  const told = async (bytes: Uint8Array, pixels: PixelDecision) => {
    const { plan, verification } = await run(bytes, { pixels });
    return describeFile(plan, verification).warnings;
  };
  const image = (recipe: object) => imageFile({ rows: 2, columns: 2, frames: 1, pixels: zeros(8), ...recipe });

  test('that lacks something or makes no sense is among the warnings, once for each kind', async () => {
    expect(await told(image({ highBit: 9, frames: 0 }), { masks: [MASK] })).toContainEqual({
      code: 'pixel-attribute-ignored',
      tag: expect.stringMatching(/^\(0028,/),
      count: 2,
    });
    const elements = imageElements({ pixels: zeros(32) }).filter((_, index) => index > 1);
    expect(await told(file({ elements }), { masks: [MASK] })).toContainEqual({
      code: 'pixel-attribute-assumed',
      tag: '(0028,0004)',
      count: 2,
    });
  });

  test('that is sound is not, nor that of pixels which nobody looks at, or which are left out', async () => {
    expect(await told(image({}), { masks: [MASK] })).not.toContainEqual(attribute('pixel-attribute'));
    for (const pixels of [{}, { removed: true }]) {
      expect(await told(image({ highBit: 9, frames: 0 }), pixels)).not.toContainEqual(attribute('pixel-attribute'));
    }
  });
});

describe('the outcome', () => {
  test.each([
    ['nothing at all', 'inconclusive', []],
    ['nothing but refused and skipped files', 'inconclusive', [REFUSED, SKIPPED]],
    ['all done', 'passed', [DONE, DONE]],
    ['what is no DICOM is no exception', 'passed', [DONE, SKIPPED]],
    ['a refused file', 'with-exceptions', [DONE, REFUSED]],
    ['a finding, though somebody confirmed it', 'with-exceptions', [FOUND]],
    [
      'a document that somebody checked',
      'with-exceptions',
      [{ ...DONE, confirmations: ['audio-checked'] } as FileReport],
    ],
    ['an output that was not verified', 'with-exceptions', [{ ...DONE, verified: { elements: 0, identifiers: 0 } }]],
  ] as const)('%s: %s', (_name, outcome, files) => {
    expect(makeReport(HEAD, files).outcome).toBe(outcome);
  });
});

describe('of a file', () => {
  test('neither the JSON nor the page holds a value of the original', async () => {
    const report = makeReport(HEAD, [await described()]);
    for (const told of [reportJson(report), reportHtml(report, t)]) {
      expect(PATIENT_IDENTIFIERS.filter((word) => told.includes(word))).toEqual([]);
      expect(told).not.toContain('1.2.826.0.1.3680043');
    }
  });

  test('the method codes are those of the output', async () => {
    const { plan, verification, after } = await run(patientFile(), { preset: 'internal' });
    const paths = pathsOf(after, '0008,0100').filter((path) => path.startsWith('(0012,0064)'));
    const { methodCodes = [] } = describeFile(plan, verification);
    expect(methodCodes.length).toBeGreaterThan(5);
    expect([...methodCodes].sort()).toEqual(paths.map((path) => text(after, path)).sort());
  });

  test('that the pixels were not looked at is said of images only', async () => {
    expect((await described()).notChecked).toEqual(['pixel-data', 'matching-pixels']);
    expect((await described(file({ elements: patientElements() }))).notChecked).toEqual([]);
  });

  test('the same preset has the same version, whoever asks', () => {
    expect(reportHead(policy(), 'x').preset.version).toBe(reportHead(policyFor(NO_SETTINGS), 'y').preset.version);
    expect(HEAD.preset.version).not.toBe(reportHead(policy(), 'x').preset.version);
  });
});

describe('the page to print', () => {
  const files: readonly FileReport[] = [
    { ...DONE, input: 'in/<script>alert(1)</script> & "more"\u001b[31m.dcm', sha256: 'ab'.repeat(32) },
    { ...FOUND, confirmations: ['encapsulated-document-checked'], methodCodes: [], notChecked: ['kept-content'] },
    {
      ...REFUSED,
      error: { code: 'raw-data', message: '', details: { holds: 'Raw Data Storage' }, tag: '(7FE1,1010)' },
      warnings: [{ code: 'private-elements', count: 3 }],
    },
  ];
  const page = reportHtml(makeReport(HEAD, files), t);

  test('says what was done, by whose word, and what was not looked at', () => {
    for (const sentence of [
      'Done, with exceptions',
      'DICOM PS3.15 Annex E, edition 2026d',
      'Research with shifted dates (research-longitudinal, version',
      'Retain dates, shifted <code>113107</code>',
      'Retain Longitudinal Temporal Information Modified Dates Option',
      '2 anonymized, 1 refused, 0 skipped',
      'Keep: 3 · Remove: 2',
      'The user confirmed to have checked it.',
      '<code>encapsulated-document-checked</code>',
      'The Basic Profile (113100) is not claimed',
      'Raw Data Storage In (7FE1,1010)',
      'ab'.repeat(32),
    ]) {
      expect(page).toContain(sentence);
    }
    expect(page).not.toMatch(/undefined|\[object|>report_/);
  });

  test('speaks one language: options, dates and numbers too', () => {
    useTexts(textsOf(german), 'de');
    const counted = { ...DONE, counts: { keep: 12_345 } };
    const deutsch = reportHtml(makeReport(HEAD, [counted], '2026-03-01T14:05:00.000Z'), t);
    useEnglish();
    expect(deutsch).toContain('<html lang="de">');
    expect(deutsch).toContain('<time datetime="2026-03-01T14:05:00.000Z">1. März 2026 um 14:05:00 UTC</time>');
    expect(deutsch).toContain(`${german.option_retain_shifted_dates.message} <code>113107</code>`);
    expect(deutsch).toContain(`${german.action_keep.message}: 12.345`);
  });

  test('takes no text for markup, and passes on no control character', () => {
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;?[31m.dcm');
    expect(page).not.toContain('<script');
  });

  test('names its language and loads nothing', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/\b(src|href)=|url\(|@import/);
  });
});
