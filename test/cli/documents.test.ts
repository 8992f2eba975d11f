/** Files with content that cannot be cleaned: what `--documents` decides about them. */
import { expect, test } from 'vitest';
import { el, file } from '../builders';
import { occurs } from '../core/deident/run';
import { problems, scratch, veil } from './veil';

const SOP_CLASS = '1.2.840.10008.5.1.4.1.1.104.1';

function pdf(content: string): Uint8Array {
  return file({
    sopClass: SOP_CLASS,
    elements: [
      el('0008,0016', 'UI', SOP_CLASS),
      el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar'),
      el('0042,0011', 'OB', content),
      el('0042,0012', 'LO', 'application/pdf'),
    ],
  });
}

async function decide(content: string, ...options: readonly string[]) {
  const at = scratch();
  const input = at.write('letter.dcm', pdf(content));
  const outcome = await veil('anonymize', input, '--out', at.path('out'), '--report', at.path('r.json'), ...options);
  const [name] = at.list('out');
  const report = outcome.code === 2 ? undefined : at.report('r.json')[0];
  return { outcome, report, output: name === undefined ? undefined : at.read('out', name) };
}

test('without a decision: refused, with the kind and the way to decide', async () => {
  const { outcome, output } = await decide('%PDF-1.7 a letter');
  expect(outcome.code).toBe(1);
  expect(output).toBeUndefined();
  expect(problems(outcome)[0]).toMatchObject({ code: 'encapsulated-document' });
  expect(outcome.stderr).toMatch(/Encapsulated PDF Storage.*--documents remove/);
});

test('removed: the header is written without the document, and the report says so', async () => {
  const { outcome, report, output } = await decide('%PDF-1.7 about Zwiebelsdorf', '--documents', 'remove');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(report).toMatchObject({ status: 'anonymized', removedContent: ['encapsulated-document'], findings: [] });
  expect(report).not.toHaveProperty('confirmations');
  expect(output && occurs(output, 'Zwiebelsdorf')).toBe(false);
});

test('kept: the document is written as it was, and the report names the confirmation', async () => {
  const { outcome, report, output } = await decide('%PDF-1.7 a blank form', '--documents', 'keep-checked');
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain('by your word it was checked');
  expect(report).toMatchObject({ status: 'anonymized', confirmations: ['encapsulated-document-checked'] });
  expect(output && occurs(output, '%PDF-1.7 a blank form')).toBe(true);
});

test('kept, but the patient is named in it: refused as a finding', async () => {
  const { report, output } = await decide('%PDF-1.7 about Zwiebelsdorf', '--documents', 'keep-checked');
  expect(report).toMatchObject({ status: 'refused', error: { code: 'findings', tag: '(0042,0011)' } });
  expect(output).toBeUndefined();
});

test('another word is wrong use', async () => {
  expect((await decide('', '--documents', 'keep')).outcome.code).toBe(2);
});
