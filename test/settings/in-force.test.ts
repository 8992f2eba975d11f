/** Who wins: the user's settings, and the administrator's over them, whatever way somebody tries around. */
import { describe, expect, test } from 'vitest';
import { mergeSettings, policyInForce, usablePresets } from '../../src/settings/in-force';
import { parseManaged } from '../../src/settings/managed';
import { parseSettings } from '../../src/settings/schema';

const mine = (id: string, more: object = {}) => ({ id, name: `My ${id}`, base: 'research', ...more });
const site = { id: 'site', name: 'Site', base: 'teleradiology' };

function inForce(user: object, managed: object = {}) {
  return mergeSettings(parseSettings({ version: 1, ...user }), parseManaged(managed));
}
const idsOf = (...both: Parameters<typeof inForce>): readonly string[] =>
  usablePresets(inForce(...both)).map(({ id }) => id);
const BUILT_IN = ['research', 'research-longitudinal', 'teleradiology', 'internal'];

describe('without a policy', () => {
  test('the user’s settings hold, and defaults where there are none', () => {
    const user = { presets: [mine('own')], defaultPreset: 'own', organization: 'ORG' };
    expect(inForce(user)).toMatchObject({
      settings: user,
      origins: { defaultPreset: 'user', organization: 'user', projectKey: 'default' },
    });
    expect(idsOf(user)).toEqual([...BUILT_IN, 'own']);
    expect(inForce({}).settings.defaultPreset).toBe('research');
  });
});

describe('the administrator’s', () => {
  test('values hold over the user’s', () => {
    const key = Buffer.alloc(32, 1).toString('base64');
    const managed = { defaultPreset: 'internal', organization: 'SITE', projectKey: key };
    const user = { defaultPreset: 'teleradiology', organization: 'ORG', projectKey: 'passphrase:of the user alone' };
    expect(inForce(user, managed)).toMatchObject({
      settings: managed,
      origins: { defaultPreset: 'administrator', organization: 'administrator', projectKey: 'administrator' },
    });
  });

  test('presets stand beside the user’s, and in place of one with their ID', () => {
    const user = { presets: [mine('own'), mine('site', { options: ['retainUIDs'] })] };
    const found = usablePresets(inForce(user, { presets: [site] }));
    expect(found.map(({ id, origin }) => [id, origin]).slice(4)).toEqual([
      ['site', 'administrator'],
      ['own', 'user'],
    ]);
    expect(policyInForce(inForce(user, { presets: [site] }), 'site').options.has('retainUIDs')).toBe(false);
  });
});

describe('allowed presets', () => {
  const managed = { presets: [site], policy: { allowedPresets: ['site', 'internal'] } };
  const user = { presets: [mine('own')], defaultPreset: 'own' };

  test('are all there is to choose from, and one of them is the default', () => {
    expect(idsOf(user, managed)).toEqual(['internal', 'site']);
    expect(inForce(user, managed)).toMatchObject({
      settings: { defaultPreset: 'site' },
      origins: { defaultPreset: 'default' },
    });
    expect(inForce({ defaultPreset: 'internal' }, managed).settings.defaultPreset).toBe('internal');
  });

  test.each(['own', 'research'])('others can’t be used by their ID: %s', (id) => {
    expect(() => policyInForce(inForce(user, managed), id)).toThrow(expect.objectContaining({ path: 'preset' }));
  });
});

test.each([
  ['switched off', { disabledFeatures: ['ownPresets'] }],
  ['changes locked', { lockOverrides: true }],
  ['others named', { allowedPresets: ['research'] }],
])('own presets that are stored or imported have no force: %s', (_name, policy) => {
  const user = { presets: [mine('own')], defaultPreset: 'own' };
  expect(idsOf(user, { policy })).not.toContain('own');
  expect(inForce(user, { policy }).settings.defaultPreset).toBe('research');
  expect(() => policyInForce(inForce(user, { policy }), 'own')).toThrow();
});

describe('locked changes', () => {
  const locked = inForce({}, { policy: { lockOverrides: true } });

  test('leave the options of the preset as they are', () => {
    expect([...policyInForce(locked, 'research', ['retainUIDs']).options]).toEqual([]);
    expect(policyInForce(locked, 'internal', []).options.size).toBeGreaterThan(0);
  });
});
