/** `veil anonymize` from end to end: what it writes, where, under which names, and what it reports. */
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/jobs/report/report';
import { el, file, PATIENT_IDENTIFIERS, patientElements, patientFile, SYNTAX } from '../builders';
import { occurs, text } from '../core/deident/run';
import { tokenize } from '../oracle/tokenizer';
import { problems, scratch, veil, veilInto, veilUnread } from './veil';

const KEY = Buffer.alloc(32, 5);
const ROOT = '1.2.826.0.1.3680043.8.498';
const instance = (number: number): Uint8Array => patientFile({ sopInstance: `${ROOT}.4711.${number}` });
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

test('one file: exit code 0, a readable output, named by its own UID', async () => {
  const at = scratch();
  const outcome = await veil('anonymize', at.write('in/Grünwald PAT-4711-X.dcm', instance(1)), '--out', at.path('out'));
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toBe('1 anonymized, 0 refused\n');
  const [name, ...others] = at.list('out');
  expect(others).toEqual([]);
  const output = at.read('out', name as string);
  const tokens = tokenize(output);
  expect(tokens.problems).toEqual([]);
  expect(name).toBe(`${text(tokens, '0008,0018')}.dcm`);
  expect(PATIENT_IDENTIFIERS.filter((word) => occurs(output, word))).toEqual([]);
  expect(same(at.read('in', 'Grünwald PAT-4711-X.dcm'), instance(1))).toBe(true);
});

test('folders are walked to the bottom; no identifier of the input is in any output name', async () => {
  const at = scratch();
  at.write('in/Grünwald Friedemann/PAT-4711-X/a.dcm', instance(1));
  at.write('in/Grünwald Friedemann/19610417/deeper/b', instance(2));
  at.write('in/notes on Grünwald.txt', 'Grünwald came late.');
  at.write('in/empty', '');
  mkdirSync(at.path('in', 'nothing here'));
  const report = at.path('report.json');
  const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'), '--report', report);
  expect(at.list('out')).toHaveLength(2);
  for (const name of at.list('out')) expect(name).toMatch(/^2\.25\.\d+\.dcm$/);
  const files = at.report('report.json');
  expect(files.map(({ status }) => status).sort()).toEqual(['anonymized', 'anonymized', 'refused', 'skipped']);
  expect(files.find(({ status }) => status === 'skipped')).toMatchObject({
    error: { code: 'not-dicom' },
    output: null,
  });
  expect(files.find(({ status }) => status === 'refused')).toMatchObject({
    error: { code: 'empty-file' },
    output: null,
  });
  expect(outcome.code).toBe(1);
  expect(
    problems(outcome)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['empty-file', 'not-dicom']);
});

test('what is not DICOM in a folder is no failure', async () => {
  const at = scratch();
  at.write('in/a.dcm', instance(1));
  at.write('in/readme.txt', 'hello there, this is a text');
  const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'));
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain('1 skipped');
  expect(at.list('out')).toHaveLength(1);
});

test('a UID that a preset keeps is no name', async () => {
  const at = scratch();
  const uid = '2.25.329800735698586629295641978511506172918';
  const input = at.write('in/a.dcm', patientFile({ sopInstance: uid }));
  await veil('anonymize', input, '--out', at.path('out'), '--preset', 'internal');
  const [name = ''] = at.list('out');
  expect(name).toMatch(/^2\.25\.\d+\.dcm$/);
  expect(name).not.toContain(uid);
  expect(text(tokenize(at.read('out', name)), '0008,0018')).toBe(uid);
});

test('names kept: the paths as given, below the output folder', async () => {
  const at = scratch();
  at.write('in/study/series 1/a.dcm', instance(1));
  at.write('in/study/series 2/a.dcm', instance(2));
  const single = at.write('other/single.dcm', instance(3));
  const outcome = await veil('anonymize', at.path('in'), single, '--out', at.path('out'), '--names', 'keep');
  expect(outcome.code).toBe(0);
  expect(at.list('out')).toEqual(['single.dcm', 'study/series 1/a.dcm', 'study/series 2/a.dcm']);
});

describe('nothing is lost', () => {
  test('a folder as output of itself: inputs stay as they are', async () => {
    const at = scratch();
    at.write('in/a.dcm', instance(1));
    at.write('in/sub/b.dcm', instance(2));
    const kept = await veil('anonymize', at.path('in'), '--out', at.path('in'), '--names', 'keep');
    expect(kept.code).toBe(1);
    expect(problems(kept).map(({ code }) => code)).toEqual(['output-exists', 'output-exists']);
    expect(at.list('in')).toEqual(['a.dcm', 'sub/b.dcm']);
    const pseudonyms = await veil('anonymize', at.path('in'), '--out', at.path('in'));
    expect(pseudonyms.code).toBe(0);
    expect(at.list('in')).toHaveLength(4);
    expect(same(at.read('in', 'a.dcm'), instance(1))).toBe(true);
    expect(same(at.read('in', 'sub', 'b.dcm'), instance(2))).toBe(true);
  });

  test('a stranger at the place of an output', async () => {
    const at = scratch();
    at.write('in/sub/a.dcm', instance(1));
    at.write('in/a.dcm', instance(2));
    const outcome = await veil('anonymize', at.path('in', 'sub'), '--out', at.path('in'), '--names', 'keep');
    expect(problems(outcome).map(({ code }) => code)).toEqual(['output-exists']);
    expect(same(at.read('in', 'a.dcm'), instance(2))).toBe(true);
  });

  test('an output of an earlier run is replaced', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    for (let i = 0; i < 2; i++) {
      expect((await veil('anonymize', input, '--out', at.path('out'), '--names', 'keep')).code).toBe(0);
    }
    expect(at.list('out')).toEqual(['a.dcm']);
  });

  test('many files of one SOP Instance UID, done at once: each has an output with its own pixels', async () => {
    const at = scratch();
    const COUNT = 48;
    for (let i = 0; i < COUNT; i++) {
      const pixels = new Uint8Array(64 * 64 * 2).fill(i);
      const bytes = patientFile({ sopInstance: `${ROOT}.1`, rows: 64, columns: 64 });
      bytes.set(pixels, bytes.length - pixels.length);
      at.write(`in/${i}.dcm`, bytes);
    }
    const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'), '--jobs', '3');
    expect(outcome.code).toBe(0);
    const names = at.list('out');
    expect(names).toHaveLength(COUNT);
    const seen = names.map((name) => {
      const output = at.read('out', name);
      const fill = new Set(output.subarray(output.length - 64 * 64 * 2));
      expect(fill.size).toBe(1);
      return [...fill][0];
    });
    expect(new Set(seen).size).toBe(COUNT);
  });

  test('an output folder that is a link to the input’s', async () => {
    const at = scratch();
    at.write('in/a.dcm', instance(1));
    symlinkSync(at.path('in'), at.path('link'));
    await veil('anonymize', at.path('in'), '--out', at.path('link'), '--names', 'keep');
    expect(same(at.read('in', 'a.dcm'), instance(1))).toBe(true);
  });

  test('another input at the place of an output', async () => {
    const at = scratch();
    const first = at.write('one/a.dcm', instance(1));
    const second = at.write('two/a.dcm', instance(2));
    await veil('anonymize', first, second, '--out', at.path('two'), '--names', 'keep');
    expect(same(at.read('two', 'a.dcm'), instance(2))).toBe(true);
  });

  test('two inputs with one name: no output takes the place of the other unsaid', async () => {
    const at = scratch();
    const [first, second] = [at.write('one/a.dcm', instance(1)), at.write('two/a.dcm', instance(2))];
    const outcome = await veil('anonymize', first, second, '--out', at.path('out'), '--names', 'keep');
    expect(at.list('out').length + problems(outcome).length).toBe(2);
  });

  test('outputs of an earlier run stay with pseudonym names', async () => {
    const at = scratch();
    const [input, key] = [at.write('in/a.dcm', instance(1)), at.write('key', KEY)];
    const args = ['anonymize', input, '--out', at.path('out'), '--key-file', key];
    expect((await veil(...args)).code).toBe(0);
    const [first = ''] = at.list('out');
    at.write(`out/${first}`, 'somebody’s own');
    expect((await veil(...args)).code).toBe(0);
    expect(Buffer.from(at.read('out', first)).toString()).toBe('somebody’s own');
    expect(at.list('out')).toEqual([first, first.replace('.dcm', '-2.dcm')].sort());
  });

  test('the same instance twice gives two files', async () => {
    const at = scratch();
    at.write('in/a.dcm', instance(1));
    at.write('in/copy of a.dcm', instance(1));
    expect((await veil('anonymize', at.path('in'), '--out', at.path('out'))).code).toBe(0);
    expect(at.list('out')).toHaveLength(2);
  });

  test('no half files, no temporary files', async () => {
    const at = scratch();
    at.write('in/a.dcm', instance(1));
    at.write('in/cut.dcm', instance(2).subarray(0, 2000));
    const outcome = await veil('anonymize', at.path('in'), '--out', at.path('out'));
    expect(outcome.code).toBe(1);
    expect(at.list('out')).toHaveLength(1);
    expect(at.list('out')[0]).toMatch(/\.dcm$/);
  });

  test('an output folder that cannot be made', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const file = at.write('out', 'a file');
    // In /proc nobody can make anything.
    for (const out of [file, join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/veil/out'] : [])]) {
      const outcome = await veil('anonymize', input, '--out', out);
      expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`--out: ${out} cannot`) });
    }
    expect(Buffer.from(at.read('out')).toString()).toBe('a file');
  });

  test('an output folder below the input: what an earlier run has left there is no input', async () => {
    const at = scratch();
    at.write('in/a.dcm', instance(1));
    at.write('in/deep/b.dcm', instance(2));
    for (let round = 0; round < 2; round++) {
      const { stdout } = await veil('anonymize', at.path('in'), '--out', at.path('in', 'deep', 'out'));
      expect(stdout).toMatch(/^2 anonymized, 0 refused$/m);
    }
    expect(at.list('in/deep/out')).toHaveLength(4);
  });

  test('an output folder is made with those above it', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    expect((await veil('anonymize', input, '--out', at.path('new', 'and', 'deep'))).code).toBe(0);
    expect(at.list('new/and/deep')).toHaveLength(1);
  });
});

test('a report that cannot be written is said in a line', async () => {
  const at = scratch();
  const input = at.write('in/a.dcm', instance(1));
  const report = at.path('nowhere', 'report.json');
  const outcome = await veil('anonymize', input, '--out', at.path('out'), '--report', report);
  expect(outcome.code).not.toBe(0);
  expect(outcome.stderr).toContain('report');
  expect(outcome.stderr).not.toMatch(/\n\s+at /);
});

test.each(['-', '/dev/stdout', '/dev/fd/1'])('a report on standard output is all that is there: %s', async (report) => {
  const at = scratch();
  const input = at.write('in/a.dcm', instance(1));
  const piped = await veil('anonymize', input, '--out', at.path('piped'), '--report', report);
  const file = at.write('redirected', 'before\n');
  const redirected = await veilInto(file, 'anonymize', input, '--out', at.path('out'), '--report', report);
  expect(redirected.stdout).toMatch(/^before\n\{/);
  for (const { code, stdout, stderr } of [piped, redirected]) {
    expect(code).toBe(0);
    expect(JSON.parse(stdout.replace('before', '')).files).toMatchObject([{ input, status: 'anonymized' }]);
    expect(stderr).toBe('1 anonymized, 0 refused\n');
  }
  expect(at.list('.')).not.toContainEqual(expect.stringMatching(/part$/));
});

test.skipIf(process.platform === 'win32')('ends without a trace where nobody reads standard output', async () => {
  const at = scratch();
  const input = at.write('in/a.dcm', instance(1));
  expect(await veilUnread('anonymize', input, '--out', at.path('out'))).toEqual({ code: 141, stderr: '' });
  expect(at.list('out')).toHaveLength(1);
  expect(await veilUnread('inspect', input)).toEqual({ code: 141, stderr: '' });
  expect(await veilUnread('anonymize', input, '--out', at.path('reported'), '--report', '-')).toEqual({
    code: 141,
    stderr: '1 anonymized, 0 refused\nveil: nobody reads standard output: the report is not written\n',
  });
});

test('several threads give what one gives, in the same order', async () => {
  const at = scratch();
  for (let number = 10; number < 60; number++) {
    // Some are too large to be read at once.
    const size = number % 7 === 0 ? { rows: 256, columns: 256 } : {};
    at.write(`in/${number}.dcm`, patientFile({ sopInstance: `${ROOT}.${number}`, ...size }));
  }
  at.write('in/35 is broken.dcm', instance(1).subarray(0, 1500));
  at.write('in/empty', '');
  symlinkSync(at.path('nowhere'), at.path('in', 'link'));
  at.write('in/sub/in the way.dcm', instance(2));
  const key = at.write('key', KEY);
  const once = async (jobs: string) => {
    const out = `out${jobs}`;
    at.write(`${out}/sub`, 'a file where a folder should be');
    const report = ['--report', at.path(`report${jobs}.json`)];
    const options = ['--jobs', jobs, '--key-file', key, '--names', 'keep', ...report];
    const { code, stdout, stderr } = await veil('anonymize', at.path('in'), '--out', at.path(out), ...options);
    const outcome = { code, stdout, stderr: stderr.split('\n').sort().join('\n') };
    const plain = JSON.stringify(at.json(`report${jobs}.json`)).replaceAll(`${out}/`, 'out/');
    return {
      outcome,
      plain,
      files: at.list(out).map((name) => [name, createHash('sha256').update(at.read(out, name)).digest('hex')]),
    };
  };
  const one = await once('1');
  expect(one.outcome.code).toBe(1);
  expect(problems(one.outcome).map(({ code }) => code)).toEqual([
    'truncated',
    'empty-file',
    'unreadable',
    'output-exists',
  ]);
  expect(one.files).toHaveLength(51);
  expect(await once('2')).toEqual(one);
  expect(await once('4')).toEqual(one);
});

test('the report: the fields of its contract, and no value of any file', async () => {
  const at = scratch();
  at.write('in/a.dcm', patientFile({ syntax: SYNTAX.implicit }));
  at.write('in/b.dcm', patientFile().subarray(0, 2000));
  at.write('in/c.txt', 'Grünwald');
  await veil('anonymize', at.path('in'), '--out', at.path('out'), '--report', at.path('report.json'));
  const [done, refused, skipped] = at.report('report.json');
  expect(done).toMatchObject({
    input: at.path('in', 'a.dcm'),
    output: at.path('out', at.list('out')[0] as string),
    status: 'anonymized',
    preset: 'research',
    findings: [],
    methodCodes: ['113100'],
    notChecked: ['pixel-data', 'matching-pixels'],
    sha256: createHash('sha256')
      .update(at.read('out', at.list('out')[0] as string))
      .digest('hex'),
  });
  expect(done).not.toHaveProperty('error');
  const counts = Object.entries(done?.counts ?? {});
  expect(counts.map(([action]) => action)).toEqual(expect.arrayContaining(['keep', 'remove', 'empty', 'uid']));
  for (const [, count] of counts) expect(count).toBeGreaterThan(0);
  expect(done?.verified?.elements).toBeGreaterThan(0);
  expect(done?.verified?.identifiers).toBeGreaterThan(0);
  expect(refused).toMatchObject({ status: 'refused', output: null, counts: {}, findings: [] });
  expect(typeof refused?.error?.message).toBe('string');
  expect(refused?.error?.offset).toBeGreaterThan(0);
  expect(skipped).toMatchObject({ status: 'skipped', output: null });
  expect(Array.isArray(done?.warnings)).toBe(true);
  const whole = at.json('report.json') as Report;
  expect(whole).toMatchObject({
    outcome: 'with-exceptions',
    profile: { edition: '2026d' },
    preset: { id: 'research' },
  });
  const told = JSON.stringify(whole);
  expect(PATIENT_IDENTIFIERS.filter((word) => told.includes(word))).toEqual([]);
  expect(told).not.toContain(ROOT);
});

test('the digest is that of a large output too, whose pixel data go through in pieces', async () => {
  const at = scratch();
  const pixels = el('7fe0,0010', 'OW', new Uint8Array(40_000_000));
  const input = at.write('a.dcm', file({ elements: [...patientElements(), pixels] }));
  await veil('anonymize', input, '--out', at.path('out'), '--report', at.path('report.json'));
  const [name = ''] = at.list('out');
  const digest = createHash('sha256').update(at.read('out', name)).digest('hex');
  expect(at.report('report.json')[0]?.sha256).toBe(digest);
});

test('a report named .html is a page to print, and a run without any output is inconclusive', async () => {
  const at = scratch();
  const input = at.write('a.dcm', patientFile().subarray(0, 2000));
  const outcome = await veil('anonymize', input, '--out', at.path('out'), '--report', at.path('report.html'));
  expect(outcome.code).toBe(1);
  const page = Buffer.from(at.read('report.html')).toString('utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('Inconclusive: no file was anonymized.');
  expect(page).toContain(input);
  expect(page).not.toContain('Passed');
});

test('an output that is anonymized again: said, and the earlier method stays beside this one', async () => {
  const at = scratch();
  const first = at.write('first.dcm', instance(1));
  await veil('anonymize', first, '--out', at.path('one'), '--preset', 'internal');
  const again = await veil('anonymize', at.path('one'), '--out', at.path('two'));
  expect(again.stdout).toContain('1 say that they were de-identified before');
  const methods = text(tokenize(at.read('two', at.list('two')[0] as string)), '0012,0063')?.split('\\');
  expect(methods).toEqual([expect.stringMatching(/^Veil .* internal/), expect.stringMatching(/^Veil .* research/)]);
});
