/** An administrator's policy as browsers hand it on: what is valid, and what is noticed of what they dropped. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ReasonCode, SettingsError } from '../../src/settings/error';
import { exportSettings } from '../../src/settings/export';
import { parseManaged } from '../../src/settings/managed';
import { FEATURES, parseSettings } from '../../src/settings/schema';
import { FIREFOX_ID } from '../../tools/firefox-manifest';
import { MANAGED_SCHEMA, managedSchema, managedSchemaText } from '../../tools/managed-schema';
import { parsePlist } from './plist';

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
    const carried = { deviceMasks: [], toolbarClick: 'panel', language: 'de' } as const;
    expect(parseManaged(JSON.parse(exportSettings(settings, { ...carried, deviceMasks: [] })))).toEqual(settings);
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
    ['what only a user can set', { expect: ['deviceMasks'], deviceMasks: [] }, 'deviceMasks'],
    ['what all objects have', { expect: ['policy.constructor'], policy: {} }, 'policy.constructor'],
  ])('is refused where the browser dropped %s that it says it sets', (_name, input, path) => {
    expect(problem(input)).toEqual({ path, code: 'dropped' });
  });
});

/** What a payload says besides what every payload says of itself. */
function withoutPayload(payload: object = {}): object {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !name.startsWith('Payload')));
}

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

  test('shows the same for Windows, as PowerShell writes it into the registry', () => {
    const values = [...guide.matchAll(/-Name '?([\w@-]+)'? .*-Value '(\{[\s\S]*?^ {4}\})'$/gm)];
    const written = Object.fromEntries(values.map(([, name = '', json = '']) => [name, JSON.parse(json)]));
    expect(written.ExtensionSettings).toHaveProperty([FIREFOX_ID]);
    expect(parseManaged(written[FIREFOX_ID])).toMatchObject({
      policy: { allowedPresets: ['research', 'teleradiology'] },
    });
  });

  test('shows a configuration profile for macOS whose payloads install and set it', () => {
    const [profile = ''] = /<plist version[\s\S]*?<\/plist>/.exec(guide) ?? [];
    const [install, settings] = (parsePlist(profile) as { PayloadContent: Record<string, unknown>[] }).PayloadContent;
    const domain = install?.PayloadType;
    const [entry = ''] = (install?.ExtensionInstallForcelist ?? []) as readonly string[];
    expect(settings?.PayloadType).toBe(`${domain}.extensions.${entry.split(';')[0]}`);
    expect(parseManaged(withoutPayload(settings))).toMatchObject({ policy: { lockOverrides: true } });
  });

  test('shows a payload for Firefox on macOS that turns policies on, installs and sets it', () => {
    const [payload = ''] = /^ {4}<dict>\n.*org\.mozilla\.firefox[\s\S]*?^ {4}<\/dict>/m.exec(guide) ?? [];
    const policies = parsePlist(payload) as Record<string, { Extensions?: Record<string, object> }>;
    expect(policies.EnterprisePoliciesEnabled).toBe(true);
    expect(policies.ExtensionSettings).toHaveProperty([FIREFOX_ID]);
    const settings = policies['3rdparty']?.Extensions?.[FIREFOX_ID] ?? {};
    expect(parseManaged(settings)).toMatchObject({ organization: 'SITE-7', policy: { allowedPresets: ['research'] } });
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
