/** Which rules are in force: built-in presets, own presets over their base, and what becomes of files under them. */
import { describe, expect, test } from 'vitest';
import type { Override } from '../../src/core/deident/policy';
import { BytesSource, PartsSource } from '../../src/core/io/byte-source';
import { Job } from '../../src/jobs/job';
import { policyFor } from '../../src/settings/policy';
import { DEFAULT_PRESET } from '../../src/settings/presets';
import { NO_SETTINGS, parseSettings, SettingsError } from '../../src/settings/schema';
import { patientFile } from '../builders';
import { find, KEY, run, text } from '../core/deident/run';
import { type Tokens, tokenize } from '../oracle/tokenizer';

function own(overrides: readonly object[], more: object = {}) {
  const preset = { id: 'own', name: 'Own', base: 'research', overrides, ...more };
  return parseSettings({ version: 1, presets: [preset] });
}

async function under(overrides: readonly object[], bytes = patientFile()): Promise<Tokens> {
  const job = new Job(policyFor(own(overrides), 'own'), KEY);
  const { parts, verification } = await job.carryOut(job.plan(await job.read(new BytesSource(bytes))));
  expect(verification.elements).toBeGreaterThan(0);
  const source = new PartsSource(parts);
  return tokenize(await source.read(0, source.size));
}

describe('the preset in force', () => {
  test('without settings it is research, the Basic Profile alone', () => {
    const policy = policyFor(NO_SETTINGS);
    expect(policy.presetId).toBe(DEFAULT_PRESET);
    expect(policy.presetId).toBe('research');
    expect([policy.options.size, policy.overrides.size]).toEqual([0, 0]);
  });

  test('the one asked for, then the default of the settings', () => {
    const settings = { ...own([{ tag: 'PatientSex', action: 'keep' }]), defaultPreset: 'own' };
    expect(policyFor(settings).presetId).toBe('own');
    expect(policyFor(settings, 'research').overrides.size).toBe(0);
  });

  test.each([
    ['there is none', () => policyFor(NO_SETTINGS, 'nowhere'), 'preset'],
    ['the default is none', () => policyFor(parseSettings({ version: 1, defaultPreset: 'nowhere' })), 'preset'],
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
    expect(tokens.problems).toEqual([]);
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
    const sops = new Map<number, Override>([[0x00120062, { action: 'remove', decider: 'custom-preset' }]]);
    const { after } = await run(patientFile(), { overrides: [...sops] });
    expect(text(after, '0012,0062')).toBe('YES');
  });

  test('the administrator wins over hand edits', async () => {
    const { after } = await run(patientFile(), {
      overrides: [[0x00100010, { action: 'remove', decider: 'administrator' }]],
      edits: { '(0010,0010)': { action: 'keep' } },
    });
    expect(find(after, '0010,0010')).toBeUndefined();
  });

  test('a hand edit wins over the preset', async () => {
    const { after } = await run(patientFile(), {
      overrides: [[0x00080070, { action: 'remove', decider: 'custom-preset' }]],
      edits: { '(0008,0070)': { action: 'keep' } },
    });
    expect(text(after, '0008,0070')).toBe('Veil Works');
  });
});
