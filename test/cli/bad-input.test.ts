/** Inputs that cannot be anonymized: a typed code, one line each, exit code 1, no output, no identifiers told. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BROKEN, el, file, PATIENT_IDENTIFIERS, patientElements, patientFile, SYNTAX, sq } from '../builders';
import { isRoot, type Outcome, problems, scratch, veil } from './veil';

function tellsNothing(outcome: Outcome): void {
  for (const word of [...PATIENT_IDENTIFIERS, 'Friedemann', 'Doe^Jane', 'PAT-1']) {
    expect(outcome.stderr).not.toContain(word);
    expect(outcome.stdout).not.toContain(word);
  }
  expect(outcome.stderr).not.toMatch(/\n\s+at |internal/);
}

test('every broken file has its line and its code, and leaves no output', async () => {
  const at = scratch();
  const paths = BROKEN.map(({ bytes }, index) => at.write(`in/${index}.dcm`, bytes));
  const report = at.path('report.json');
  const outcome = await veil('anonymize', ...paths, '--out', at.path('out'), '--report', report);
  expect(outcome.code).toBe(1);
  expect(problems(outcome).map(({ path }) => path)).toEqual(paths);
  const codes = new Map(BROKEN.map(({ name }, index) => [name, problems(outcome)[index]?.code]));
  expect(codes.get('empty file')).toBe('empty-file');
  expect(codes.get('JPEG')).toBe('not-dicom');
  expect(codes.get('zeros')).toBe('not-dicom');
  expect(codes.get('value past the end')).toMatch(/^(length-past-end|truncated)$/);
  expect(codes.get('explicit data set called implicit')).toMatch(/^(wrong-transfer-syntax|truncated)$/);
  expect(codes.get('deflated data damaged')).toBe('bad-deflate');
  for (const { status, output, error } of at.report('report.json')) {
    expect({ status, output }).toEqual({ status: 'refused', output: null });
    expect(error?.message).not.toBe('');
  }
  expect(at.list('out')).toEqual([]);
  tellsNothing(outcome);
});

test('cut at many places', async () => {
  const at = scratch();
  const bytes = patientFile({ rows: 64, columns: 64 });
  const ends = Array.from({ length: 120 }, (_, index) => Math.floor(((index + 1) * bytes.length) / 122));
  for (const end of ends) at.write(`in/${String(end).padStart(6, '0')}.dcm`, bytes.subarray(0, end));
  const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'), '--report', at.path('report.json'));
  expect(outcome.code).toBe(1);
  const files = at.report('report.json');
  expect(files).toHaveLength(ends.length);
  for (const { status, error } of files) {
    if (status === 'anonymized') continue;
    expect(error?.code).toMatch(/^(truncated|length-past-end|no-data-set|not-dicom|bad-file-meta)$/);
  }
  // A cut between two elements is the only one that no reader can see.
  expect(files.filter(({ status }) => status === 'anonymized').length).toBeLessThan(10);
  expect(at.list('out')).toHaveLength(files.filter(({ status }) => status === 'anonymized').length);
  tellsNothing(outcome);
});

test('encodings that are unknown or not what the file says', async () => {
  const at = scratch();
  const elements = patientElements();
  const paths = [
    at.write('unknown.dcm', file({ syntax: '1.2.840.10008.1.2.9', elements })),
    at.write('private.dcm', file({ syntax: '1.2.826.0.1.3680043.8.498.1', elements })),
    at.write('implicit.dcm', file({ syntax: SYNTAX.implicit, writtenAs: SYNTAX.explicit, elements })),
    at.write('big.dcm', file({ syntax: SYNTAX.explicit, writtenAs: SYNTAX.bigEndian, elements })),
  ];
  const outcome = await veil('anonymize', ...paths, '--out', at.path('out'));
  expect(outcome.code).toBe(1);
  const codes = problems(outcome).map(({ code }) => code);
  expect(codes).toHaveLength(4);
  expect(codes.slice(0, 2)).toEqual(['unknown-transfer-syntax', 'unknown-transfer-syntax']);
  for (const code of codes.slice(2)) expect(code).toMatch(/^(wrong-transfer-syntax|truncated|length-past-end|bad-vr)$/);
  expect(at.list('out')).toEqual([]);
  tellsNothing(outcome);
});

test('kinds of objects that cannot be cleaned', async () => {
  const at = scratch();
  const paths = [
    at.write('DICOMDIR', file({ sopClass: '1.2.840.10008.1.3.10', elements: [sq('0004,1220', [patientElements()])] })),
    at.write('pdf.dcm', file({ elements: [el('0010,0010', 'PN', 'Doe^Jane'), el('0042,0011', 'OB', '%PDF-1.7')] })),
  ];
  const outcome = await veil('anonymize', ...paths, '--out', at.path('out'));
  expect(problems(outcome).map(({ code }) => code)).toEqual(['directory-file', 'encapsulated-document']);
  tellsNothing(outcome);
});

test('100 MB of zeros are refused at once', async () => {
  const at = scratch();
  const path = at.write('zeros.dcm', '');
  truncateSync(path, 100_000_000);
  const start = performance.now();
  const outcome = await veil('anonymize', path, '--out', at.path('out'));
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(outcome.code).toBe(1);
  expect(problems(outcome)).toMatchObject([{ path, code: 'not-dicom' }]);
  expect(at.list('out')).toEqual([]);
});

test('what cannot be read: not there, a dangling link, a folder without files', async () => {
  const at = scratch();
  const good = at.write('good.dcm', patientFile());
  const missing = at.path('missing.dcm');
  const link = at.path('link.dcm');
  symlinkSync(at.path('nowhere'), link);
  mkdirSync(at.path('empty'));
  const outcome = await veil('anonymize', missing, good, link, at.path('empty'), '--out', at.path('out'));
  expect(outcome.code).toBe(1);
  expect(problems(outcome)).toMatchObject([
    { path: missing, code: 'unreadable' },
    { path: link, code: 'unreadable' },
  ]);
  expect(at.list('out')).toHaveLength(1);
  const empty = await veil('anonymize', at.path('empty'), '--out', at.path('out2'));
  expect(empty).toMatchObject({ code: 1, stdout: '0 anonymized, 0 refused: no file was found\n' });
});

test.skipIf(isRoot)('a file without the permission to read', async () => {
  const at = scratch();
  const path = at.write('a.dcm', patientFile());
  chmodSync(path, 0);
  const outcome = await veil('anonymize', path, '--out', at.path('out'));
  expect(outcome.code).toBe(1);
  expect(problems(outcome)).toMatchObject([{ path, code: 'unreadable' }]);
});

test.skipIf(process.platform === 'win32')('a named pipe in a folder does not stop the run', async () => {
  const at = scratch();
  at.write('in/a.dcm', patientFile());
  execFileSync('mkfifo', [at.path('in', 'pipe')]);
  const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'));
  expect(at.list('out')).toHaveLength(1);
  expect(outcome.stderr).toContain('unreadable');
});

test.skipIf(process.platform === 'win32')('why there is nothing to inspect', async () => {
  const at = scratch();
  execFileSync('mkfifo', [at.path('pipe')]);
  for (const [path, reason] of [
    [at.root, 'It is a folder.'],
    [at.path('pipe'), 'It is no regular file, but a pipe or a device.'],
    [at.path('nowhere'), 'Nothing can be found there.'],
  ] as const) {
    const outcome = await veil('inspect', path);
    expect(outcome.code).toBe(1);
    expect(problems(outcome)).toMatchObject([{ path, code: 'unreadable', message: expect.stringContaining(reason) }]);
  }
});

test('folders that link to themselves are walked once', async () => {
  const at = scratch();
  at.write('in/a.dcm', patientFile());
  symlinkSync(at.path('in'), at.path('in', 'again'));
  const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'));
  expect(outcome.code).toBe(0);
  expect(at.list('out')).toHaveLength(1);
});
