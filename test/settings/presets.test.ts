import { describe, expect, test } from 'vitest';
import messages from '../../assets/_locales/en/messages.json' with { type: 'json' };
import { SettingsError } from '../../src/settings/error';
import { policyFor, withOptions } from '../../src/settings/policy';
import { BUILT_IN_PRESETS } from '../../src/settings/presets';
import { NO_SETTINGS, parseSettings } from '../../src/settings/schema';

describe('built-in presets', () => {
  test.each(BUILT_IN_PRESETS.map(({ id }) => id))('%s has a name and says what remains', (id) => {
    const texts: Readonly<Record<string, { readonly message: string }>> = messages;
    expect(texts[`preset_${id.replaceAll('-', '_')}`]?.message).toBeTruthy();
    expect(texts[`preset_${id.replaceAll('-', '_')}_keeps`]?.message).toMatch(/^Keeps /);
  });

  test('research is the Basic Profile alone', () => {
    const { options, overrides } = policyFor(NO_SETTINGS, 'research');
    expect([...options]).toEqual([]);
    expect(overrides.list).toEqual([]);
  });

  test('further options are added, once', () => {
    const { options } = policyFor(NO_SETTINGS, 'internal', ['cleanGraphics', 'retainUIDs']);
    expect(options.has('cleanGraphics')).toBe(true);
    expect([...options].filter((name) => name === 'retainUIDs')).toHaveLength(1);
  });

  test('what they write fits, however long the organization is', () => {
    const organization = 'X'.repeat(53);
    expect(() => parseSettings({ version: 1, organization: `${organization}X` })).toThrow(SettingsError);
    const settings = parseSettings({ version: 1, organization });
    for (const { id } of BUILT_IN_PRESETS) expect(() => policyFor(settings, id)).not.toThrow();
  });

  test.each([
    ['an option that is none', 'research', ['retainEverything']],
    ['an option that needs the pixels', 'research', ['cleanPixelData']],
    ['dates kept and shifted', 'internal', ['retainLongModifiedDates']],
  ])('refused: %s', (_name, preset, options) => {
    expect(() => policyFor(NO_SETTINGS, preset, options)).toThrow(SettingsError);
  });
});

describe('exactly these options', () => {
  test('take the place of those of the preset, whose overrides stay', () => {
    const preset = policyFor(NO_SETTINGS, 'teleradiology');
    const policy = withOptions(preset, ['cleanGraphics']);
    expect([...policy.options]).toEqual(['cleanGraphics']);
    expect(policy.overrides).toBe(preset.overrides);
  });

  test.each([
    ['one is left out', ['cleanDescriptors', 'retainUIDs'], true],
    ['none is left out', ['cleanDescriptors', 'retainDeviceIdentity', 'retainUIDs'], false],
  ])('%s', (_name, options, leavesOut) => {
    expect(withOptions(policyFor(NO_SETTINGS, 'teleradiology'), options).leavesOut).toBe(leavesOut);
  });

  test('can contradict each other as little', () => {
    const preset = policyFor(NO_SETTINGS);
    expect(() => withOptions(preset, ['retainLongFullDates', 'retainLongModifiedDates'])).toThrow(SettingsError);
  });
});
