/** Which rules are in force: built-in presets, own presets over their base, and what becomes of files under them. */
import { describe, expect, test } from 'vitest';
import { SettingsError } from '../../src/settings/error';
import { policyFor } from '../../src/settings/policy';
import { DEFAULT_PRESET } from '../../src/settings/presets';
import { NO_SETTINGS, parseSettings } from '../../src/settings/schema';
import { patientFile } from '../builders';
import { find, forTag, run, text } from '../core/deident/run';
import { tokenize } from '../oracle/tokenizer';
import { anonymized, own, under } from './under';

describe('the preset in force', () => {
  test('without settings it is research, the Basic Profile alone', () => {
    const policy = policyFor(NO_SETTINGS);
    expect(policy.presetId).toBe(DEFAULT_PRESET);
    expect(policy.presetId).toBe('research');
    expect([policy.options.size, policy.overrides.list.length]).toEqual([0, 0]);
  });

  test('the one asked for, then the default of the settings', () => {
    const settings = { ...own([{ tag: 'PatientSex', action: 'keep' }]), defaultPreset: 'own' };
    expect(policyFor(settings).presetId).toBe('own');
    expect(policyFor(settings, 'research').overrides.list).toEqual([]);
  });

  test.each([
    ['there is none', () => policyFor(NO_SETTINGS, 'nowhere'), 'preset'],
    ['the default is none', () => policyFor(parseSettings({ version: 1, defaultPreset: 'nowhere' })), 'defaultPreset'],
    ['its base is none', () => policyFor(own([], { base: 'nowhere' }), 'own'), 'presets.0.base'],
  ])('%s', (_name, act, path) => {
    expect(act).toThrow(SettingsError);
    try {
      act();
    } catch (error) {
      expect(error).toMatchObject({ path });
    }
  });
});

describe('overrides by tag and keyword', () => {
  test.each<readonly [string, object, string, string | undefined]>([
    ['keep', { tag: 'StudyDescription', action: 'keep' }, '0008,1030', 'CT Thorax, Hr. Gr\xc3\xbcnwald'],
    ['remove', { tag: '(0010,0010)', action: 'remove' }, '0010,0010', undefined],
    ['empty', { tag: 'PatientID', action: 'empty' }, '0010,0020', ''],
    ['zero', { tag: 'KVP', action: 'zero' }, '0018,0060', '0'],
    ['anonymized', { tag: 'Manufacturer', action: 'anonymized' }, '0008,0070', 'ANONYMIZED'],
    ['replace', { tag: '00080080', action: 'replace', value: 'Hospital A' }, '0008,0080', 'Hospital A'],
    ['replace by nothing', { tag: 'Manufacturer', action: 'replace', value: '' }, '0008,0070', ''],
    ['clean', { tag: 'SeriesDescription', action: 'clean' }, '0008,103e', 'Thorax 5.0 B31f'],
  ])('%s', async (_name, override, tag, expected) => {
    const tokens = await under([override]);
    expect(text(tokens, tag)).toBe(expected);
  });

  test('clean takes the identifiers', async () => {
    const tokens = await under([{ tag: 'StudyDescription', action: 'clean' }]);
    const value = Buffer.from(find(tokens, '0008,1030')?.value ?? '').toString('utf8');
    expect(value).toContain('CT Thorax');
    expect(value).not.toContain('Grünwald');
  });

  test('pseudonym is the one that the patient has anyway', async () => {
    const tokens = await under([{ tag: 'AccessionNumber', action: 'pseudonym' }]);
    expect(text(tokens, '0008,0050')).toMatch(/^ANON-/);
  });

  test('uid and keep for UIDs', async () => {
    const kept = await under([{ tag: 'StudyInstanceUID', action: 'keep' }]);
    expect(text(kept, '0020,000d')).toBe(text(tokenize(patientFile()), '0020,000d'));
    const replaced = await under([{ tag: 'StudyInstanceUID', action: 'uid' }]);
    expect(text(replaced, '0020,000d')).toBe(text((await run(patientFile())).after, '0020,000d'));
  });

  test('they hold at every depth', async () => {
    const tokens = await under([{ tag: 'ReferencedSOPInstanceUID', action: 'keep' }]);
    expect(text(tokens, '(0008,1140)[0].(0008,1155)')).toMatch(/^1\.2\.826/);
  });

  test('a sequence that is kept has its contents protected all the same', async () => {
    const tokens = await under([{ tag: 'OtherPatientIDsSequence', action: 'keep' }]);
    expect(find(tokens, '(0010,1002)')).toBeDefined();
    expect(text(tokens, '(0010,1002)[0].(0010,0020)')).not.toBe('PAT-4711-X-OLD');
  });

  test('the flags of the de-identification do not change', async () => {
    const { after } = await run(patientFile(), { overrides: [forTag(0x00120062, 'remove', 'administrator')] });
    expect(text(after, '0012,0062')).toBe('YES');
  });

  test('the administrator wins over hand edits', async () => {
    const { after } = await run(patientFile(), {
      overrides: [forTag(0x00100010, 'remove', 'administrator')],
      edits: { '(0010,0010)': { action: 'keep' } },
    });
    expect(find(after, '0010,0010')).toBeUndefined();
  });

  test('a hand edit wins over the preset', async () => {
    const { after } = await run(patientFile(), {
      overrides: [forTag(0x00080070, 'remove', 'custom-preset')],
      edits: { '(0008,0070)': { action: 'keep' } },
    });
    expect(text(after, '0008,0070')).toBe('Veil Works');
  });

  test.each([
    ['the institution', 'InstitutionName', '0008,0080', 'Nordlicht-Klinik'],
    ['the device', 'DeviceSerialNumber', '0018,1000', 'SN-77-1203'],
    ['a date', 'StudyDate', '0008,0020', '20240229'],
  ])('what is not the patient’s own is kept without a finding: %s', async (_name, tag, path, value) => {
    const { tokens, verification } = await anonymized(own([{ tag, action: 'keep' }]));
    expect(text(tokens, path)).toBe(value);
    expect(verification.findings).toEqual([]);
  });

  test('a UID is kept without a finding', async () => {
    const { verification } = await anonymized(own([{ tag: 'FrameOfReferenceUID', action: 'keep' }]));
    expect(verification.findings).toEqual([]);
  });

  test.each(['PatientName', 'PatientID', 'PatientAddress', 'ReferringPhysicianName'])(
    'what names a person is found though a preset keeps it: %s',
    async (tag) => {
      const { verification } = await anonymized(own([{ tag, action: 'keep' }]));
      expect(verification.findings.map(({ kind }) => kind)).toContain('identifier');
    },
  );
});
