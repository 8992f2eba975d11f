/** `veil inspect`: the elements, and what the preset would do; the file stays as it is. */
import { expect, test } from 'vitest';
import { latin1, patientFile } from '../builders';
import { tokenize } from '../oracle/tokenizer';
import { problems, scratch, veil } from './veil';

interface Inspected {
  readonly preset: string;
  readonly transferSyntax: string;
  readonly warnings: readonly { readonly code: string }[];
  readonly counts: { readonly all: number; readonly changed: number; readonly removed: number; readonly kept: number };
  readonly elements: readonly Readonly<Record<string, string>>[];
}

test('as text: a line for every element, with its value and its fate', async () => {
  const at = scratch();
  const path = at.write('a.dcm', patientFile());
  const outcome = await veil('inspect', path);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const lines = outcome.stdout.split('\n');
  const line = (tag: string): string => lines.find((one) => one.startsWith(tag)) ?? '';
  expect(line('(0010,0010)')).toMatch(/PN Patient's Name.*replaced.*Grünwald.*-> ANON-/);
  expect(line('(0008,0080)')).toMatch(/removed/);
  expect(line('(0018,0050)')).toMatch(/kept.*5\.0/);
  expect(line('(7FE0,0010)')).toMatch(/<512 bytes>/);
  const tokens = tokenize(patientFile());
  expect(lines.length).toBeGreaterThanOrEqual(tokens.meta.length + tokens.dataSet.length);
  expect(at.list('.')).toEqual(['a.dcm']);
});

test('as JSON', async () => {
  const at = scratch();
  const outcome = await veil('inspect', at.write('a.dcm', patientFile()), '--json');
  expect(outcome.code).toBe(0);
  const { preset, transferSyntax, counts, elements, warnings } = JSON.parse(outcome.stdout) as Inspected;
  expect(preset).toBe('research');
  expect(transferSyntax).toBe('1.2.840.10008.1.2.1');
  expect(counts.changed + counts.removed + counts.kept).toBe(counts.all);
  expect(elements).toHaveLength(counts.all);
  expect(warnings.map(({ code }) => code)).toContain('private-elements');
  expect(elements.find(({ path }) => path === '(0010,0010)')).toMatchObject({
    tag: '(0010,0010)',
    keyword: 'PatientName',
    vr: 'PN',
    action: 'pseudonym',
    outcome: 'replaced',
    code: 'Z',
    decidedBy: 'profile',
    category: 'patient',
  });
  const paths = new Set(elements.map(({ path }) => path));
  const tokens = tokenize(patientFile());
  const missing = tokens.dataSet.filter(({ kind, path }) => kind !== 'item' && kind !== 'fragment' && !paths.has(path));
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test('control characters of a value do not reach the terminal', async () => {
  const at = scratch();
  const path = at.write('a.dcm', patientFile({ name: '\x1b[2Jx^\x07y', patientId: 'a\nb' }));
  const outcome = await veil('inspect', path);
  expect([...outcome.stdout].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
  expect(outcome.stdout).not.toContain('a\nb');
});

test('a file that cannot be read', async () => {
  const at = scratch();
  const jpeg = at.write('a.jpg', latin1('\xff\xd8\xff\xe0'.padEnd(400, 'x')));
  const outcome = await veil('inspect', jpeg);
  expect(outcome).toMatchObject({ code: 1, stdout: '' });
  expect(problems(outcome)).toMatchObject([{ path: jpeg, code: 'not-dicom' }]);
  expect(problems(await veil('inspect', at.path('missing')))).toMatchObject([{ code: 'unreadable' }]);
});
