/** Settings as the options page exports them: what is valid, and for what is not, where and why. */
import { describe, expect, test } from 'vitest';
import type { ActionName } from '../../src/core/deident/rule';
import { VR } from '../../src/core/dicom/vr';
import { parseSettings, SettingsError, tagOf, valueProblem } from '../../src/settings/schema';

const preset = (more: object = {}) => ({ id: 'own', name: 'Own', base: 'research', ...more });
const settings = (more: object = {}) => ({ version: 1, ...more });
const withOverride = (override: object) => settings({ presets: [preset({ overrides: [override] })] });

function problem(input: unknown): { readonly path: string; readonly reason: string } {
  try {
    parseSettings(input);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.message).toBe(`${error.path}: ${error.reason}`);
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
    ['an organization', settings({ organization: 'ORG' })],
    ['a tag in brackets', withOverride({ tag: '(0008,0080)', action: 'replace', value: 'Hospital A' })],
    ['a keyword', withOverride({ tag: 'SeriesDescription', action: 'keep' })],
    ['a replacement by nothing', withOverride({ tag: 'PatientID', action: 'replace', value: '' })],
  ])('%s', (_name, input) => {
    expect(parseSettings(input)).toEqual(input);
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
    ['no version', {}, 'version'],
    ['another version', { version: 2 }, 'version'],
    ['an unknown setting', settings({ policy: {} }), 'policy'],
    ['a preset without a name', settings({ presets: [{ id: 'own', base: 'research' }] }), 'presets.0.name'],
    ['an empty name', settings({ presets: [preset({ name: '' })] }), 'presets.0.name'],
    ['a preset ID with blanks', settings({ presets: [preset({ id: 'my own' })] }), 'presets.0.id'],
    ['the second preset', settings({ presets: [preset(), preset({ id: 'Ä' })] }), 'presets.1.id'],
    ['an unknown key of a preset', settings({ presets: [preset({ masks: [] })] }), 'presets.0.masks'],
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
    expect(found.reason).not.toBe('');
  });

  test.each<readonly [string, object, RegExp]>([
    ['too long', { tag: 'AccessionNumber', action: 'replace', value: 'X'.repeat(17) }, /at most 16/],
    ['no ASCII', { tag: 'InstitutionName', action: 'replace', value: 'Klinik Süd' }, /ASCII/],
    ['no date', { tag: 'StudyDate', action: 'replace', value: '2024-02-29' }, /at most 8|not a value/],
    ['no age', { tag: 'PatientAge', action: 'replace', value: '44' }, /not a value/],
    ['lower case in CS', { tag: 'PatientSex', action: 'replace', value: 'm' }, /not a value/],
    ['a text for a UID', { tag: 'StudyInstanceUID', action: 'replace', value: '1.2' }, /not possible/],
    ['pseudonym for a date', { tag: 'StudyDate', action: 'pseudonym' }, /not possible/],
    ['uid for a name', { tag: 'PatientName', action: 'uid' }, /not possible/],
    ['zero for a text', { tag: 'PatientName', action: 'zero' }, /not possible/],
    ['replace for a sequence', { tag: 'RequestAttributesSequence', action: 'replace', value: 'x' }, /not possible/],
    ['a value without need', { tag: 'PatientName', action: 'remove', value: 'x' }, /only replace/],
  ])('an override: %s', (_name, override, reason) => {
    const found = problem(withOverride(override));
    expect(found.path).toBe('presets.0.overrides.0');
    expect(found.reason).toMatch(reason);
  });

  test('a day that no calendar has', () => {
    expect(valueProblem('20230230', VR.DA)).toBeDefined();
  });

  test('two presets with one ID, and the ID of a built-in preset', () => {
    expect(problem(settings({ presets: [preset(), preset({ name: 'Other' })] })).path).toMatch(/^presets/);
    expect(problem(settings({ presets: [preset({ id: 'research' })] })).path).toMatch(/^presets\.0\.id/);
  });

  test('an override of a private element without its creator', () => {
    expect(problem(withOverride({ tag: '(0019,1010)', action: 'keep' })).path).toBe('presets.0.overrides.0.tag');
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
  test.each<readonly [number, readonly string[], readonly string[]]>([
    [VR.DA, ['20240229', ''], ['20241301', '20240132', '2024', '2024022']],
    [VR.TM, ['12', '1259', '235959.123456'], ['24', '1260', '12:30', '1']],
    [VR.DT, ['2024', '20240229120000.5+0100'], ['202', '2024-02', '20240229120000.1234567']],
    [VR.AS, ['044Y', '003W'], ['44Y', '044y', '0044Y']],
    [VR.CS, ['M', 'ORIGINAL\\PRIMARY', 'A_B 1'], ['m', 'A-B', 'X'.repeat(17)]],
    [VR.DS, ['1.5', '-1e-3', '.5'], ['1,5', 'x', '1.5.2']],
    [VR.IS, ['12', '-3', '+4'], ['1.5', 'a', '']],
    [VR.UI, ['1.2.840', '2.25.0'], ['1.02', '1', '1..2', 'a.b']],
    [VR.LO, ['Hospital A', 'X'.repeat(64)], ['X'.repeat(65), 'ä', 'tab\there']],
    [VR.SH, ['X'.repeat(16)], ['X'.repeat(17)]],
    [VR.UT, ['x'.repeat(100_000)], ['é']],
  ])('VR number %d', (vr, good, bad) => {
    expect(good.filter((value) => valueProblem(value, vr) !== undefined)).toEqual([]);
    expect(bad.filter((value) => value !== '' && valueProblem(value, vr) === undefined)).toEqual([]);
  });
});
