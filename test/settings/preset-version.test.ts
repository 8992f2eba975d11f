/** A report names the state of a preset by its version: it changes with what the preset does, and with nothing else. */
import { expect, test } from 'vitest';
import { policyFor } from '../../src/settings/policy';
import { presetVersion } from '../../src/settings/preset-version';
import { BUILT_IN_PRESETS } from '../../src/settings/presets';
import { NO_SETTINGS, parseSettings } from '../../src/settings/schema';

const keepSex = { tag: 'PatientSex', action: 'keep' };
const nameDevice = { tag: 'Manufacturer', action: 'replace', value: 'ACME' };

function version(preset: object, more: object = {}): string {
  const settings = { version: 1, presets: [{ id: 'own', name: 'Own', base: 'research', ...preset }], ...more };
  return presetVersion(policyFor(parseSettings(settings), 'own'));
}

test('12 hexadecimal digits, one for each built-in preset', () => {
  const versions = BUILT_IN_PRESETS.map(({ id }) => presetVersion(policyFor(NO_SETTINGS, id)));
  for (const one of versions) expect(one).toMatch(/^[0-9a-f]{12}$/);
  expect(new Set(versions).size).toBe(BUILT_IN_PRESETS.length);
});

test('order, names, organization and key make no difference', () => {
  const preset = { options: ['retainUIDs', 'cleanGraphics'], overrides: [keepSex, nameDevice] };
  const other = {
    name: 'Renamed',
    options: ['cleanGraphics', 'retainUIDs'],
    overrides: [nameDevice, { tag: '(0010,0040)', action: 'keep' }],
  };
  const more = { organization: 'ELSEWHERE', projectKey: Buffer.alloc(32, 3).toString('base64') };
  expect(version(other, more)).toBe(version(preset));
});

test('another option, action, element or value makes another version', () => {
  const versions = [
    version({ overrides: [nameDevice] }),
    version({ overrides: [{ ...nameDevice, value: 'ACME 2' }] }),
    version({ overrides: [{ ...nameDevice, tag: 'InstitutionName' }] }),
    version({ overrides: [{ tag: 'Manufacturer', action: 'keep' }] }),
    version({ overrides: [{ ...nameDevice, tag: '(0040,0275).(0008,0070)' }] }),
    version({ overrides: [{ ...nameDevice, tag: undefined, vr: 'LO' }] }),
    version({ overrides: [{ tag: '(0019,xx10)', privateCreator: 'ACME', action: 'keep' }] }),
    version({ overrides: [{ tag: '(0019,xx10)', privateCreator: 'ACME 2', action: 'keep' }] }),
    version({ overrides: [nameDevice], options: ['retainUIDs'] }),
    version({ overrides: [nameDevice], base: 'teleradiology' }),
    version({}),
  ];
  expect(new Set(versions).size).toBe(versions.length);
});
