/** Keys, settings, findings and wrong use of `veil anonymize`. */
import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { el, patientFile } from '../builders';
import { pathsOf, text } from '../core/deident/run';
import { tokenize } from '../oracle/tokenizer';
import { isRoot, problems, scratch, veil } from './veil';

const KEY = Buffer.alloc(32, 5);
const instance = (number: number): Uint8Array =>
  patientFile({ sopInstance: `1.2.826.0.1.3680043.8.498.4711.${number}` });

describe('keys', () => {
  test('one key in three forms gives the same bytes, without a key every run differs', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const forms = [
      at.write('raw', KEY),
      at.write('base64', KEY.toString('base64')),
      at.write('base64-line', `${KEY.toString('base64')}\n`),
    ];
    const outputs: string[] = [];
    for (const [index, form] of forms.entries()) {
      expect((await veil('anonymize', input, '--out', at.path(`out${index}`), '--key-file', form)).code).toBe(0);
      outputs.push(Buffer.from(at.read(`out${index}`, at.list(`out${index}`)[0] as string)).toString('latin1'));
    }
    expect(new Set(outputs).size).toBe(1);
    const names = new Set<string>();
    for (const folder of ['x', 'y']) {
      await veil('anonymize', input, '--out', at.path(folder));
      names.add(at.list(folder)[0] as string);
    }
    expect(names.size).toBe(2);
  });

  test('the key of the settings, and --key-file over it', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const settings = at.write('s.json', JSON.stringify({ version: 1, projectKey: KEY.toString('base64') }));
    const key = at.write('key', KEY);
    const other = at.write('other', Buffer.alloc(32, 6));
    await veil('anonymize', input, '--out', at.path('a'), '--settings', settings);
    await veil('anonymize', input, '--out', at.path('b'), '--key-file', key);
    await veil('anonymize', input, '--out', at.path('c'), '--settings', settings, '--key-file', other);
    expect(at.list('a')).toEqual(at.list('b'));
    expect(at.list('c')).not.toEqual(at.list('a'));
  });

  test('a passphrase is one key, in a key file and in the settings', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const projectKey = 'passphrase:correct horse battery';
    const settings = at.write('s.json', JSON.stringify({ version: 1, projectKey }));
    const key = at.write('key', `${projectKey}\n`);
    await veil('anonymize', input, '--out', at.path('a'), '--settings', settings);
    await veil('anonymize', input, '--out', at.path('b'), '--key-file', key);
    expect(at.list('a')).toHaveLength(1);
    expect(at.list('b')).toEqual(at.list('a'));
  });

  test.each([
    ['a passphrase that is too short', 'passphrase:my secret'],
    ['too short', 'AAAA'],
    ['31 bytes', Buffer.alloc(31, 1)],
    ['33 bytes', Buffer.alloc(33, 1)],
    ['empty', ''],
  ])('a key that is none is wrong use: %s', async (_name, content) => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const outcome = await veil('anonymize', input, '--out', at.path('out'), '--key-file', at.write('key', content));
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/^veil: --key-file: .+\n$/);
    expect(outcome.stderr).not.toContain('my secret');
    expect(at.list('out')).toEqual([]);
  });
});

describe('settings', () => {
  const settings = {
    version: 1,
    defaultPreset: 'own',
    presets: [
      {
        id: 'own',
        name: 'Own',
        base: 'research',
        overrides: [
          { tag: '(0008,0080)', action: 'replace', value: 'Hospital A' },
          { tag: 'SeriesDescription', action: 'keep' },
          { tag: 'PatientID', action: 'remove' },
          { tag: 'StudyInstanceUID', action: 'uid' },
        ],
      },
    ],
  };

  test('overrides hold from end to end', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const file = at.write('settings.json', JSON.stringify(settings));
    const report = at.path('report.json');
    const outcome = await veil('anonymize', input, '--out', at.path('out'), '--settings', file, '--report', report);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const tokens = tokenize(at.read('out', at.list('out')[0] as string));
    expect(text(tokens, '0008,0080')).toBe('Hospital A');
    expect(text(tokens, '0008,103e')).toBe('Thorax 5.0 B31f');
    expect(text(tokens, '0010,0020')).toBeUndefined();
    expect(text(tokens, '0012,0063')).toContain('own');
    expect(at.report('report.json')[0]?.preset).toBe('own');
  });

  test('private elements, places and VRs are named from end to end', async () => {
    const at = scratch();
    const overrides = [
      { tag: '(0009,xx05)', privateCreator: 'VEIL TEST 1', action: 'keep' },
      { tag: 'RequestAttributesSequence', action: 'keep' },
      { tag: 'RequestAttributesSequence.RequestedProcedureID', action: 'replace', value: 'RP-0' },
      { vr: 'PN', action: 'empty' },
    ];
    const presets = [{ id: 'own', name: 'Own', base: 'research', overrides }];
    const file = at.write('s.json', JSON.stringify({ version: 1, defaultPreset: 'own', presets }));
    const input = at.write('a.dcm', patientFile({ private: [el('0009,1005', 'OB', 'protocol')] }));
    const outcome = await veil('anonymize', input, '--out', at.path('out'), '--settings', file);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const tokens = tokenize(at.read('out', at.list('out')[0] as string));
    expect(pathsOf(tokens, '0009,0010')).toEqual(['(0009,0010)']);
    expect(text(tokens, '0009,1005')).toBe('protocol');
    expect(text(tokens, '(0040,0275)[0].(0040,1001)')).toBe('RP-0');
    expect(text(tokens, '0010,0010')).toBe('');
  });

  test('--preset wins over the default of the settings; worker threads know the settings', async () => {
    const at = scratch();
    for (let number = 10; number < 30; number++) at.write(`in/${number}.dcm`, instance(number));
    const file = at.write('settings.json', JSON.stringify(settings));
    const args = ['--settings', file, '--jobs', '2', '--names', 'keep'];
    expect((await veil('anonymize', at.path('in'), '--out', at.path('own'), ...args)).code).toBe(0);
    const research = [...args, '--preset', 'research'];
    expect((await veil('anonymize', at.path('in'), '--out', at.path('research'), ...research)).code).toBe(0);
    for (const name of at.list('own')) {
      expect(text(tokenize(at.read('own', name)), '0008,0080')).toBe('Hospital A');
      expect(text(tokenize(at.read('research', name)), '0008,0080')).not.toBe('Hospital A');
    }
  });

  test('a policy in the settings has no force here, and that is said', async () => {
    const at = scratch();
    const policy = { lockedActions: [{ tag: 'InstitutionName', action: 'remove' }], allowedPresets: ['research'] };
    const file = at.write('settings.json', JSON.stringify({ ...settings, policy }));
    const args = ['--out', at.path('out'), '--settings', file, '--preset', 'own'];
    const outcome = await veil('anonymize', at.write('in/a.dcm', instance(1)), ...args);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('is left out');
    const tokens = tokenize(at.read('out', at.list('out')[0] as string));
    expect(text(tokens, '0008,0080')).toBe('Hospital A');
  });

  test.each<readonly [string, string, RegExp]>([
    ['no JSON', '{', /settings/],
    ['another version', '{"version": 3}', /version/],
    ['an unknown setting', '{"version": 1, "colour": "blue"}', /colour/],
    [
      'an override that is not possible',
      JSON.stringify({
        version: 1,
        presets: [{ id: 'p', name: 'P', base: 'research', overrides: [{ tag: 'StudyDate', action: 'uid' }] }],
      }),
      /presets\.0\.overrides\.0: The action “uid” is not possible/,
    ],
    [
      'a private element without its creator',
      JSON.stringify({
        version: 1,
        presets: [{ id: 'p', name: 'P', base: 'research', overrides: [{ tag: '(0019,xx10)', action: 'keep' }] }],
      }),
      /presets\.0\.overrides\.0\.privateCreator/,
    ],
    ['a key that is none', '{"version": 1, "projectKey": "c2VjcmV0"}', /projectKey: (?!.*c2VjcmV0)/],
  ])('%s is wrong use, with the path and the reason', async (_name, content, reason) => {
    const at = scratch();
    const file = at.write('settings.json', content);
    const outcome = await veil(
      'anonymize',
      at.write('a.dcm', instance(1)),
      '--out',
      at.path('out'),
      '--settings',
      file,
    );
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(reason);
    expect(outcome.stderr).toMatch(/^veil: settings: .+\n$|cannot be read as JSON/);
    expect(at.list('out')).toEqual([]);
  });
});

describe('findings', () => {
  const KEPT = ['StudyDescription', 'PatientComments'].map((tag) => ({ tag, action: 'keep' }));
  const keeping = JSON.stringify({
    version: 1,
    defaultPreset: 'p',
    presets: [{ id: 'p', name: 'P', base: 'research', overrides: KEPT }],
  });

  test('a file with findings is refused, and written only where they are accepted', async () => {
    const at = scratch();
    const input = at.write('in/a.dcm', instance(1));
    const args = ['--settings', at.write('s.json', keeping), '--report', at.path('report.json')];
    const refused = await veil('anonymize', input, '--out', at.path('out'), ...args);
    expect(refused.code).toBe(1);
    const message = expect.stringMatching(/\(in \(0008,1030\), \(0010,4000\)\) .*--report .*--accept-findings/);
    expect(problems(refused)).toMatchObject([{ path: input, code: 'findings', message }]);
    expect(at.list('out')).toEqual([]);
    expect(at.report('report.json')[0]).toMatchObject({
      status: 'refused',
      output: null,
      findings: [{ path: '(0008,1030)', kind: 'identifier' }, { path: '(0010,4000)' }],
    });
    const accepted = await veil('anonymize', input, '--out', at.path('out'), ...args, '--accept-findings');
    expect(accepted.code).toBe(0);
    expect(at.list('out')).toHaveLength(1);
    expect(at.report('report.json')[0]).toMatchObject({
      status: 'anonymized',
      findings: [{ confirmed: 'accept-findings' }, {}],
    });
  });
});

describe('wrong use', () => {
  test.each([
    ['no command'],
    ['no input', 'anonymize', '--out', 'x'],
    ['no output folder', 'anonymize', 'a.dcm'],
    ['an unknown command', 'publish', 'a.dcm'],
    ['an unknown option', 'anonymize', 'a.dcm', '--out', 'x', '--fast'],
    ['an unknown preset', 'anonymize', 'a.dcm', '--out', 'x', '--preset', 'nowhere'],
    ['an option that the profile has not', 'anonymize', 'a.dcm', '--out', 'x', '--option', 'retainEverything'],
    [
      'options that contradict each other',
      ...['anonymize', 'a.dcm', '--out', 'x', '--option', 'retainLongFullDates', '--option', 'retainLongModifiedDates'],
    ],
    ['names', 'anonymize', 'a.dcm', '--out', 'x', '--names', 'short'],
    ['jobs', 'anonymize', 'a.dcm', '--out', 'x', '--jobs', '0'],
    ['settings that are not there', 'anonymize', 'a.dcm', '--out', 'x', '--settings', '/nowhere.json'],
    ['two files to inspect', 'inspect', 'a.dcm', 'b.dcm'],
    ['an option of the other command', 'inspect', 'a.dcm', '--out', 'x'],
    ['a value that is an option', 'anonymize', 'a.dcm', '--out', '--report', 'r.json'],
    ['a value for what takes none', 'inspect', 'a.dcm', '--json=yes'],
  ])('%s', async (_name, ...args) => {
    const outcome = await veil(...args);
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toMatch(/^veil: .+\n$/);
  });

  test.each([
    ['--mask is X,Y,W,H: whole numbers', 'anonymize', 'a.dcm', '--out', 'x', '--mask', '-5,0,10,5'],
    ['inspect takes no --out', 'inspect', 'a.dcm', '--out', 'x'],
    ['anonymize takes no --json', 'anonymize', 'a.dcm', '--out', 'x', '--json'],
    ['--out needs a value', 'anonymize', 'a.dcm', '--out'],
    ['no option --fast', 'anonymize', 'a.dcm', '--out', 'x', '--fast'],
  ])('it is said what is wrong: %s', async (text, ...args) => {
    expect((await veil(...args)).stderr).toMatch(`veil: ${text}`);
  });

  test.skipIf(isRoot)('an output folder in which nobody may write', async () => {
    const at = scratch();
    mkdirSync(at.path('out'), { mode: 0o500 });
    const outcome = await veil('anonymize', at.write('a.dcm', instance(1)), '--out', at.path('out'));
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('no permission to write in') });
  });
});

test.each([
  ['--version', '--help'],
  ['-V', '-h'],
])('%s and %s', async (version, help) => {
  expect((await veil(version)).stdout).toMatch(/^veil \d+\.\d+\.\d+\n$/);
  expect(await veil(help)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('-p, --preset ID') });
});

test('what is typed most often can be said in short', async () => {
  const at = scratch();
  const input = at.write('in.dcm', instance(1));
  const outcome = await veil(
    'anonymize',
    input,
    '-o',
    at.path('out'),
    '-p',
    'internal',
    '-j2',
    '--report',
    at.path('r.json'),
  );
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(at.report('r.json')).toMatchObject([{ status: 'anonymized', preset: 'internal' }]);
  expect(at.list('out')).toHaveLength(1);
});
