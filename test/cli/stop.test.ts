/** `veil anonymize` that is stopped by a signal while it is at work; and its report, which comes last. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, truncateSync, watch } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { el, patientElements, SYNTAX } from '../builders';
import { file } from '../builders/file';
import { type Scratch, scratch, veil, veilAtWork } from './veil';

/** Bytes of pixel data: too many to be read at once, and to be written before a signal comes. */
const LARGE = 150_000_000;
const EARLIER = '{"files":"of an earlier run"}';

/** Names of one large file below `in`: it takes no room on the disk. */
function largeFiles(at: Scratch, count: number): void {
  const pixels = el('7fe0,0010', 'OW', new Uint8Array(0));
  const bytes = file({ syntax: SYNTAX.explicit, elements: [...patientElements({ rows: 1, columns: 1 }), pixels] });
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(bytes.length - 4, LARGE, true);
  const large = at.write('large', bytes);
  truncateSync(large, bytes.length + LARGE);
  mkdirSync(at.path('in'));
  for (let i = 0; i < count; i++) symlinkSync(large, at.path('in', `${String(i).padStart(2, '0')}.dcm`));
}

/** Calls once an unfinished output stands in a folder whose name says this. */
function whenBegun(folder: string, name: RegExp, act: () => void): void {
  const watcher = watch(folder, (_event, changed) => {
    if (!name.test(changed ?? '')) return;
    watcher.close();
    act();
  });
}

test.skipIf(process.platform === 'win32').each([
  { signal: 'SIGINT', code: 130, jobs: '1', count: 4, thread: /-0\.part$/ },
  { signal: 'SIGTERM', code: 143, jobs: '2', count: 24, thread: /-[1-9]\d*\.part$/ },
] as const)('$signal leaves whole files only, with --jobs $jobs', async ({ signal, code, jobs, count, thread }) => {
  const at = scratch();
  largeFiles(at, count);
  mkdirSync(at.path('out'));
  const report = at.write('report.json', EARLIER);
  const args = ['anonymize', at.path('in'), '--out', at.path('out'), '--report', report, '--jobs', jobs];
  const outcome = await veilAtWork(args, (child) => whenBegun(at.path('out'), thread, () => child.kill(signal)));
  const written = at.list('out');
  expect(outcome).toEqual({
    code,
    stdout: '',
    stderr: `veil: stopped: ${written.length} of ${count} files written, the report is not\n`,
  });
  expect(written.length).toBeLessThan(count);
  for (const name of written) {
    expect(name).toMatch(/\.dcm$/);
    expect(statSync(at.path('out', name)).size).toBeGreaterThan(LARGE);
  }
  expect(new TextDecoder().decode(at.read('report.json'))).toBe(EARLIER);
  expect(at.list('.').filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a report takes the place of an earlier one, and leaves nothing beside it', async () => {
  const at = scratch();
  const input = at.write('in.dcm', file({ elements: patientElements() }));
  const report = at.write('report.json', EARLIER);
  expect((await veil('anonymize', input, '--out', at.path('out'), '--report', report)).code).toBe(0);
  expect(at.report('report.json')).toMatchObject([{ status: 'anonymized' }]);
  expect(at.list('.').filter((name) => !name.startsWith('out'))).toEqual(['in.dcm', 'report.json']);
});

test.skipIf(process.platform === 'win32')('a report can go into a pipe', async () => {
  const at = scratch();
  const input = at.write('in.dcm', file({ elements: patientElements() }));
  const pipe = at.path('pipe');
  execFileSync('mkfifo', [pipe]);
  const read = promisify(execFile)('cat', [pipe]);
  expect((await veil('anonymize', input, '--out', at.path('out'), '--report', pipe)).code).toBe(0);
  expect(JSON.parse((await read).stdout)).toMatchObject({ files: [{ status: 'anonymized' }] });
});

test('where a report cannot be written, nothing is done', async () => {
  const at = scratch();
  const input = at.write('in.dcm', file({ elements: patientElements() }));
  mkdirSync(at.path('folder'));
  for (const report of [at.path('folder'), at.path('nowhere', 'report.json')]) {
    const outcome = await veil('anonymize', input, '--out', at.path('out'), '--report', report);
    expect(outcome).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`--report: ${report} cannot be written`),
    });
    expect(at.list('out')).toEqual([]);
  }
});
