/** Settings as the options page exports them: what is valid, and for what is not, where and why. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ActionName } from '../../src/core/deident/rules/rule';
import { VR, vrCode } from '../../src/core/dicom/vr';
import { type Reason, type ReasonCode, reason, SettingsError } from '../../src/settings/error';
import { parseSettings } from '../../src/settings/schema';
import { tagOf } from '../../src/settings/selector';
import { countProblem, valueProblem } from '../../src/settings/value';

const preset = (more: object = {}) => ({ id: 'own', name: 'Own', base: 'research', ...more });
const settings = (more: object = {}) => ({ version: 1, ...more });
const withOverride = (override: object) => settings({ presets: [preset({ overrides: [override] })] });

function problem(input: unknown): { readonly path: string; readonly reason: Reason } {
  try {
    parseSettings(input);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { path: error.path, reason: error.reason };
  }
  throw new Error('it is valid');
}

describe('valid', () => {
  test.each<readonly [string, object]>([
    ['nothing but the version', settings()],
    ['a default preset', settings({ defaultPreset: 'research' })],
    ['a preset without overrides', settings({ presets: [preset()] })],
    ['a preset without options', settings({ presets: [preset({ options: [] })] })],
    ['a project key', settings({ projectKey: Buffer.alloc(32, 7).toString('base64') })],
    ['a project key that is a passphrase', settings({ projectKey: 'passphrase:twelve chars' })],
    ['an organization', settings({ organization: 'ORG' })],
    ['a tag in brackets', withOverride({ tag: '(0008,0080)', action: 'replace', value: 'Hospital A' })],
    ['a keyword', withOverride({ tag: 'SeriesDescription', action: 'keep' })],
    ['a replacement by nothing', withOverride({ tag: 'PatientID', action: 'replace', value: '' })],
    ['a repeating group', withOverride({ tag: '(60xx,3000)', action: 'keep' })],
    ['a repeating element', withOverride({ tag: '(0020,31xx)', action: 'keep' })],
    ['a private element', withOverride({ tag: '(0019,xx10)', privateCreator: 'GEMS_ACQU_01', action: 'clean' })],
    ['an element in sequences', withOverride({ tag: '(0040,0275).AccessionNumber', action: 'keep' })],
    ['a VR', withOverride({ vr: 'PN', action: 'empty' })],
  ])('%s', (_name, input) => {
    expect(parseSettings(input)).toEqual(input);
  });

  test('an administrator’s part is left out, as it counts only where the browser sets it', () => {
    const policy = {
      allowedPresets: ['research'],
      lockOverrides: true,
      lockedActions: [{ vr: 'PN', action: 'empty' }],
    };
    const input = settings({ organization: 'ORG', policy, revision: 'A 7', expect: ['policy'] });
    expect(parseSettings(input)).toEqual(settings({ organization: 'ORG' }));
  });

  test('what the README shows', () => {
    const [example = ''] = /\{ "version": 1,[\s\S]*?\] \}\] \}/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(parseSettings(JSON.parse(example)).presets?.[0]?.overrides?.length).toBeGreaterThan(5);
  });

  test('every action, for an element that allows it', () => {
    const actions: Readonly<Record<Exclude<ActionName, 'shift'>, string>> = {
      keep: 'SeriesDescription',
      remove: 'PatientName',
      empty: 'PatientName',
      zero: 'PatientWeight',
      anonymized: 'InstitutionName',
      replace: 'InstitutionName',
      uid: 'StudyInstanceUID',
      clean: 'SeriesDescription',
      pseudonym: 'PatientID',
    };
    for (const [action, tag] of Object.entries(actions)) {
      const value = action === 'replace' ? { value: 'X' } : {};
      expect(parseSettings(withOverride({ tag, action, ...value })).version).toBe(1);
    }
  });
});

describe('refused, with path and reason', () => {
  test.each<readonly [string, unknown, string]>([
    ['no object', 'research', 'settings'],
    ['null', null, 'settings'],
    ['a list', [], 'settings'],
    ['an unknown setting', settings({ colour: 'blue' }), 'colour'],
    ['a policy that is none', settings({ policy: { lockOverrides: 'yes' } }), 'policy.lockOverrides'],
    ['another root of UIDs', settings({ uidRoot: '1.2.3' }), 'uidRoot'],
    ['a preset without a name', settings({ presets: [{ id: 'own', base: 'research' }] }), 'presets.0.name'],
    ['an empty name', settings({ presets: [preset({ name: '' })] }), 'presets.0.name'],
    ['a preset ID with blanks', settings({ presets: [preset({ id: 'my own' })] }), 'presets.0.id'],
    ['the second preset', settings({ presets: [preset(), preset({ id: 'Ä' })] }), 'presets.1.id'],
    ['an unknown key of a preset', settings({ presets: [preset({ colour: 'blue' })] }), 'presets.0.colour'],
    ['an unknown option', settings({ presets: [preset({ options: ['retainEverything'] })] }), 'presets.0.options.0'],
    [
      'an option that only a mask can earn',
      settings({ presets: [preset({ options: ['cleanPixelData'] })] }),
      'presets.0.options.0',
    ],
    ['an unknown action', withOverride({ tag: 'PatientName', action: 'delete' }), 'presets.0.overrides.0.action'],
    ['a name cannot be shifted', withOverride({ tag: 'PatientName', action: 'shift' }), 'presets.0.overrides.0'],
    ['no tag', withOverride({ action: 'keep' }), 'presets.0.overrides.0.tag'],
    ['an unknown keyword', withOverride({ tag: 'PatientShoeSize', action: 'keep' }), 'presets.0.overrides.0.tag'],
    ['no hexadecimal tag', withOverride({ tag: '(0010,00ZZ)', action: 'keep' }), 'presets.0.overrides.0.tag'],
    ['a key that is too short', settings({ projectKey: 'AAAA' }), 'projectKey'],
    ['a number for a text', settings({ organization: 7 }), 'organization'],
  ])('%s', (_name, input, path) => {
    const found = problem(input);
    expect(found.path).toBe(path);
  });

  test.each<readonly [string, object, ReasonCode]>([
    ['too long', { tag: 'AccessionNumber', action: 'replace', value: 'X'.repeat(17) }, 'too-long'],
    ['no ASCII', { tag: 'InstitutionName', action: 'replace', value: 'Klinik Süd' }, 'not-ascii'],
    ['no date', { tag: 'StudyDate', action: 'replace', value: '2024-02-29' }, 'no-value'],
    ['no age', { tag: 'PatientAge', action: 'replace', value: '44' }, 'no-value'],
    ['lower case in CS', { tag: 'PatientSex', action: 'replace', value: 'm' }, 'no-value'],
    ['a text for a UID', { tag: 'StudyInstanceUID', action: 'replace', value: '1.2' }, 'not-possible'],
    ['pseudonym for a date', { tag: 'StudyDate', action: 'pseudonym' }, 'not-possible'],
    ['uid for a name', { tag: 'PatientName', action: 'uid' }, 'not-possible'],
    ['zero for a text', { tag: 'PatientName', action: 'zero' }, 'not-possible'],
    ['replace for a sequence', { tag: 'RequestAttributesSequence', action: 'replace', value: 'x' }, 'not-possible'],
    ['a value without need', { tag: 'PatientName', action: 'remove', value: 'x' }, 'value-without-replace'],
  ])('an override: %s', (_name, override, code) => {
    const found = problem(withOverride(override));
    expect(found).toMatchObject({ path: 'presets.0.overrides.0', reason: { code } });
  });

  test('a value that is too long once organization and study are put in', () => {
    const override = { tag: 'AccessionNumber', action: 'replace', value: '{organization}-{studyId}' };
    expect(parseSettings({ ...withOverride(override), organization: 'SITE7' }).organization).toBe('SITE7');
    expect(problem({ ...withOverride(override), organization: 'SITE77' }).reason).toEqual(reason('too-long', 16));
  });

  test('more values than the element has', () => {
    const override = { tag: 'InstitutionName', action: 'replace', value: 'A\\B' };
    expect(problem(withOverride(override)).reason.code).toBe('one-value');
  });

  test('two presets with one ID, and the ID of a built-in preset', () => {
    expect(problem(settings({ presets: [preset(), preset({ name: 'Other' })] })).path).toMatch(/^presets/);
    expect(problem(settings({ presets: [preset({ id: 'research' })] })).path).toMatch(/^presets\.0\.id/);
  });

  test.each<readonly [string, object, string]>([
    ['neither tag nor VR', {}, 'tag'],
    ['both', { tag: 'PatientName', vr: 'PN' }, 'vr'],
    ['a VR that is none', { vr: 'XX' }, 'vr'],
    ['a private element without its creator', { tag: '(0019,xx10)' }, 'privateCreator'],
    ['a creator that is blank', { tag: '(0019,xx10)', privateCreator: ' ' }, 'privateCreator'],
    ['a creator that is no value', { tag: '(0019,xx10)', privateCreator: 'A\\B' }, 'privateCreator'],
    ['a creator of a public element', { tag: 'PatientName', privateCreator: 'ACME' }, 'privateCreator'],
    ['a creator of a VR', { vr: 'LO', privateCreator: 'ACME' }, 'privateCreator'],
    ['a private creator', { tag: '(0019,0010)', privateCreator: 'ACME' }, 'tag'],
    ['a group that cannot be private', { tag: '(0003,xx10)', privateCreator: 'ACME' }, 'tag'],
    ['a repeating group that is none', { tag: '(40xx,0010)' }, 'tag'],
    ['a repeating group without this element', { tag: '(60xx,9999)' }, 'tag'],
    ['a path that ends in nothing', { tag: 'RequestAttributesSequence.' }, 'tag'],
    ['a path through an element', { tag: 'PatientName.PatientID' }, 'tag'],
    ['a path through a private sequence', { tag: '(0019,xx10).PatientID', privateCreator: 'ACME' }, 'tag'],
    ['an item', { tag: '(FFFE,E000)' }, 'tag'],
    ['what every reader needs', { tag: 'SOPClassUID', action: 'remove' }, ''],
    ['a replacement for a private element', { tag: '(0019,xx10)', privateCreator: 'A', action: 'replace' }, ''],
    ['an action that the VR cannot take', { vr: 'DA', action: 'clean' }, ''],
    ['a replacement by nothing', { tag: 'PatientName', action: 'replace' }, 'value'],
    ['a value that the VR cannot have', { vr: 'SH', action: 'replace', value: 'X'.repeat(17) }, ''],
  ])('a selector: %s', (_name, override, key) => {
    const found = problem(withOverride({ action: 'keep', ...override }));
    expect(found.path).toBe(`presets.0.overrides.0${key === '' ? '' : `.${key}`}`);
  });

  test.each([
    ['PatientName', '(0010,0010)'],
    ['(60xx,3000)', 'OverlayData'],
    ['RequestAttributesSequence.AccessionNumber', '0040,0275.00080050'],
  ])('two overrides of a preset for one thing: %s and %s', (...tags) => {
    const overrides = ['PatientID', ...tags].map((tag) => ({ tag, action: 'remove' }));
    const found = problem(settings({ presets: [preset(), preset({ id: 'two', overrides })] }));
    expect(found).toMatchObject({ path: 'presets.1.overrides.2', reason: { code: 'two-overrides' } });
  });

  test('private elements of two creators are two things', () => {
    const overrides = ['A', 'B'].map((privateCreator) => ({ tag: '(0019,xx10)', privateCreator, action: 'keep' }));
    expect(parseSettings(settings({ presets: [preset({ overrides })] })).presets).toHaveLength(1);
  });

  test.each<readonly [string, object, string]>([
    ['a base that is none', { base: 'nowhere' }, 'presets.0.base'],
    ['a base of one’s own', { base: 'own' }, 'presets.0.base'],
    ['dates kept and shifted', { options: ['retainLongFullDates', 'retainLongModifiedDates'] }, 'presets.0.options'],
    [
      'dates shifted that the base keeps',
      { base: 'internal', options: ['retainLongModifiedDates'] },
      'presets.0.options',
    ],
  ])('%s', (_name, more, path) => {
    expect(problem(settings({ presets: [preset(more)] })).path).toBe(path);
  });

  test.each(['', ' ORG', 'Ä', 'A\\B', 'A^B', 'X'.repeat(54)])('the organization %j', (organization) => {
    expect(problem(settings({ organization })).path).toBe('organization');
  });

  test.each<readonly [unknown, string]>([
    [123_456_789_012, '123456'],
    ['passphrase:too short', 'too short'],
    ['c2VjcmV0', 'c2VjcmV0'],
    [{ passphrase: 'something secret' }, 'secret'],
  ])('a key that is none is not repeated: %j', (projectKey, secret) => {
    const found = problem(settings({ projectKey }));
    expect(found.path).toBe('projectKey');
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  test('an override of what the standard demands', () => {
    for (const tag of ['PatientIdentityRemoved', 'DeidentificationMethodCodeSequence', '(0002,0016)', '(0010,0000)']) {
      expect(problem(withOverride({ tag, action: 'keep' })).path).toMatch(/^presets\.0\.overrides\.0/);
    }
  });
});

test('tags by number and keyword', () => {
  for (const text of ['(0010,0020)', '0010,0020', '00100020', 'PatientID']) expect(tagOf(text)).toBe(0x00100020);
  for (const text of ['', 'patient id', '(0010)', '0x00100020', 'PatientId']) expect(tagOf(text)).toBeUndefined();
});

describe('values by VR (PS3.5 6.2)', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['AE', ['STORE', 'A\\B'], ['X'.repeat(17), '  ']],
    ['AS', ['044Y', '003W'], ['44Y', '044y', '0044Y']],
    ['CS', ['M', 'ORIGINAL\\PRIMARY', 'A_B 1', `${'X'.repeat(16)}\\Y`], ['m', 'A-B', 'X'.repeat(17)]],
    ['DA', ['20240229', '19991231\\20000101'], ['20241301', '20230229', '2024', '2024022', '20240101\\20240132']],
    ['DS', ['1.5', '-1e-3', '.5', '1\\2\\3'], ['1,5', 'x', '1.5.2', '1.23456789012345678']],
    [
      'DT',
      ['2024', '202402', '20240229120000.5+0100'],
      ['202', '2024-02', '202413', '20230229', '2024022925', '20240229120000.1234567'],
    ],
    ['IS', ['12', '-3', '+4', '2147483647'], ['1.5', 'a', '2147483648', '1\\b']],
    ['LO', ['Hospital A', 'X'.repeat(64), `${'X'.repeat(64)}\\Y`], ['X'.repeat(65), 'ä', 'tab\there']],
    ['LT', ['two\nlines \\ one value', 'X'.repeat(10240)], ['X'.repeat(10241), 'ä']],
    ['PN', ['Doe^Jane^^Dr^MD', `${'X'.repeat(64)}=${'Y'.repeat(64)}`], ['X'.repeat(65), 'a^b^c^d^e^f', 'a=b=c=d']],
    ['SH', ['X'.repeat(16)], ['X'.repeat(17)]],
    ['TM', ['12', '1259', '235959.123456', '235960'], ['24', '1260', '12:30', '1']],
    ['UI', ['1.2.840', '2.25.0', `1.${'2'.repeat(62)}`], ['1.02', '1', '1..2', 'a.b', '3.1', `1.${'2'.repeat(63)}`]],
    ['UR', ['https://example.org/a?b=c'], ['two words', '<x>']],
    ['UT', ['x'.repeat(100_000)], ['é']],
  ])('%s', (name, good, bad) => {
    const vr = vrCode(name);
    expect(['', ...good].filter((value) => valueProblem(value, vr) !== undefined)).toEqual([]);
    expect(bad.filter((value) => valueProblem(value, vr) === undefined)).toEqual([]);
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['1', ['', 'a'], ['a\\b']],
    ['2', ['a\\b'], ['a', 'a\\b\\c']],
    ['1-3', ['a', 'a\\b\\c'], ['a\\b\\c\\d']],
    ['2-n', ['a\\b', 'a\\b\\c'], ['a']],
    ['3-3n', ['a\\b\\c', 'a\\b\\c\\d\\e\\f'], ['a\\b', 'a\\b\\c\\d']],
  ])('value multiplicity %s', (vm, good, bad) => {
    expect(good.filter((value) => countProblem(value, VR.LO, vm) !== undefined)).toEqual([]);
    expect(bad.filter((value) => countProblem(value, VR.LO, vm) === undefined)).toEqual([]);
  });
});
