/** An administrator's policy as browsers hand it on: what is valid, and what is noticed of what they dropped. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ReasonCode, SettingsError } from '../../src/settings/error';
import { exportSettings } from '../../src/settings/export';
import { parseManaged } from '../../src/settings/managed';
import { FEATURES, parseSettings } from '../../src/settings/schema';
import { FIREFOX_ID } from '../../tools/firefox-manifest';
import { MANAGED_SCHEMA, managedSchema, managedSchemaText } from '../../tools/managed-schema';

const preset = { id: 'site', name: 'Site', base: 'research' };

function problem(input: object): { readonly path: string; readonly code: ReasonCode } {
  try {
    parseManaged(input);
  } catch (error) {
    if (error instanceof SettingsError) return { path: error.path, code: error.reason.code };
    throw error;
  }
  throw new Error('it is valid');
}

describe('a policy', () => {
  test('may say everything, and needs no version', () => {
    const policy = {
      presets: [{ ...preset, options: ['cleanDescriptors'], overrides: [{ vr: 'PN', action: 'empty' }] }],
      defaultPreset: 'site',
      organization: 'ORG',
      projectKey: 'passphrase:twelve characters',
      policy: {
        allowedPresets: ['research', 'site'],
        lockOverrides: true,
        lockedActions: [{ tag: 'PatientName', action: 'replace', value: '{organization}' }],
        disabledFeatures: ['ownPresets', 'confirmFindings', 'keepContent'],
      },
      revision: 'October',
      expect: ['presets.0.overrides', 'policy.allowedPresets.1', 'policy.lockOverrides'],
    };
    expect(parseManaged(policy)).toEqual({ version: 1, ...policy });
  });

  test('can be what a user exported', () => {
    const settings = parseSettings({ version: 1, presets: [preset], defaultPreset: 'site' });
    expect(parseManaged(JSON.parse(exportSettings(settings)))).toEqual(settings);
  });

  test.each<readonly [string, object, string, ReasonCode]>([
    ['a word that there is not', { policy: { lockOverides: true } }, 'policy.lockOverides', 'unknown-key'],
    [
      'another type, which Firefox lets through',
      { policy: { lockOverrides: 1 } },
      'policy.lockOverrides',
      'wrong-type',
    ],
    ['an unknown feature', { policy: { disabledFeatures: ['own'] } }, 'policy.disabledFeatures.0', 'not-one-of'],
    ['no preset at all', { policy: { allowedPresets: [] } }, 'policy.allowedPresets', 'missing'],
    [
      'a preset that only a user could have',
      { policy: { allowedPresets: ['own'] } },
      'policy.allowedPresets.0',
      'no-preset',
    ],
    ['a default that is none', { defaultPreset: 'own' }, 'defaultPreset', 'no-preset'],
    [
      'a default that is not allowed',
      { defaultPreset: 'internal', policy: { allowedPresets: ['research'] } },
      'defaultPreset',
      'not-allowed',
    ],
    [
      'an action that can’t be',
      { policy: { lockedActions: [{ tag: 'StudyDate', action: 'uid' }] } },
      'policy.lockedActions.0',
      'not-possible',
    ],
    ['a preset that can’t be', { presets: [{ ...preset, base: 'nowhere' }] }, 'presets.0.base', 'no-built-in-preset'],
    ['a later version', { version: 2 }, 'version', 'newer-version'],
  ])('is refused: %s', (_name, input, path, code) => {
    expect(problem(input)).toEqual({ path, code });
  });

  test.each([
    ['a whole value', { expect: ['policy'] }, 'policy'],
    ['a word inside of one', { policy: {}, expect: ['policy.lockOverrides'] }, 'policy.lockOverrides'],
    ['one of a list', { presets: [preset], expect: ['presets.0.name', 'presets.1'] }, 'presets.1'],
    ['what all objects have', { expect: ['policy.constructor'], policy: {} }, 'policy.constructor'],
  ])('is refused where the browser dropped %s that it says it sets', (_name, input, path) => {
    expect(problem(input)).toEqual({ path, code: 'dropped' });
  });
});

describe('the deployment guide', () => {
  const guide = readFileSync('docs/deployment.md', 'utf8');

  test('shows a policy for Linux that is valid and whole', () => {
    const [shown = ''] = /^ {4}\{\n {6}"ExtensionInstallForcelist"[\s\S]*?^ {4}\}/m.exec(guide) ?? [];
    const [settings = {}] = Object.values(JSON.parse(shown)['3rdparty'].extensions) as object[];
    expect(parseManaged(settings)).toMatchObject({
      defaultPreset: 'site',
      policy: { allowedPresets: ['site', 'research'] },
    });
  });

  test('shows values for the registry that are valid and whole, lists and objects as JSON', () => {
    const values = [...guide.matchAll(/^ {4}"(\w+)"=("(?:[^"\\]|\\.)*")$/gm)].filter(([, name]) => name !== '1');
    const settings = values.map(([, name = '', text = '']) => {
      const value: string = JSON.parse(text);
      return [name, /^[[{]/.test(value) ? JSON.parse(value) : value];
    });
    expect(parseManaged(Object.fromEntries(settings))).toMatchObject({
      policy: { lockedActions: [{ tag: 'PatientName' }] },
    });
  });

  test('shows a policy for Firefox that is valid and whole, for the extension as it is built', () => {
    const [shown = ''] = /^ {4}\{\n {6}"policies"[\s\S]*?^ {4}\}/m.exec(guide) ?? [];
    const { policies } = JSON.parse(shown);
    expect(policies.ExtensionSettings).toHaveProperty([FIREFOX_ID]);
    const settings = policies['3rdparty'].Extensions[FIREFOX_ID];
    expect(parseManaged(settings)).toMatchObject({ policy: { allowedPresets: ['research', 'teleradiology'] } });
  });

  test('names every setting that a policy has, and every feature that it can switch off', () => {
    const { policy } = managedSchema().properties ?? {};
    const names = [
      ...Object.keys(policy?.properties ?? {}).map((name) => `policy.${name}`),
      'expect',
      'revision',
      ...FEATURES,
    ];
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the schema for Chromium', () => {
  test('is that of the settings', () => {
    expect(readFileSync(MANAGED_SCHEMA, 'utf8')).toBe(managedSchemaText());
  });

  test('says types and descriptions only: for a word that does not fit, Chromium drops the whole value', () => {
    const keys = new Set<string>();
    JSON.stringify(managedSchema(), (key, value) => {
      if (typeof value === 'object' && value !== null && key !== 'properties')
        for (const name of Object.keys(value)) keys.add(name);
      return value;
    });
    expect([...keys].sort()).toEqual(['description', 'items', 'properties', 'type']);
  });
});
