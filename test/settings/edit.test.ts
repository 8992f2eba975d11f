/** Changes of a user's presets, as the options page makes them. */
import { describe, expect, test } from 'vitest';
import {
  changePreset,
  duplicatePreset,
  removePreset,
  withBase,
  withMask,
  withOption,
  withOverride,
} from '../../src/settings/edit';
import { NO_SETTINGS, parseSettings } from '../../src/settings/schema';

const own = parseSettings({
  version: 1,
  defaultPreset: 'own',
  presets: [
    {
      id: 'own',
      name: 'Own',
      base: 'internal',
      options: ['cleanGraphics'],
      overrides: [{ vr: 'PN', action: 'empty' }],
      masks: [{ when: { modality: 'US' }, rectangles: [[0, 0, 1024, 60]] }],
    },
  ],
});
const [preset] = own.presets ?? [];

describe('a duplicate', () => {
  test('of a built-in preset stands on it, under an ID that nothing has', () => {
    const source = { id: 'research', custom: undefined };
    const once = duplicatePreset(NO_SETTINGS, source, 'Copy');
    const twice = duplicatePreset(once.settings, source, 'Copy');
    expect([once.id, twice.id]).toEqual(['research-copy', 'research-copy-2']);
    expect(parseSettings(twice.settings).presets?.[1]).toEqual({ id: twice.id, name: 'Copy', base: 'research' });
  });

  test('of one’s own does what that does', () => {
    const { settings, id } = duplicatePreset(own, { id: 'own', custom: preset }, 'Copy');
    expect(parseSettings(settings).presets?.at(-1)).toEqual({ ...preset, id, name: 'Copy' });
  });

  test('has a valid ID and name, however long those were', () => {
    const id = 'a'.repeat(40);
    const custom = { id, name: 'N'.repeat(100), base: 'research' };
    let settings = parseSettings({ version: 1, presets: [custom] });
    for (let copies = 0; copies < 12; copies++) {
      ({ settings } = duplicatePreset(settings, { id, custom }, `Copy of ${custom.name}`));
    }
    expect(parseSettings(settings).presets).toHaveLength(13);
  });
});

test('a default preset goes along with its new ID, and is none any more once it is removed', () => {
  const renamed = changePreset(own, 'own', () => ({ id: 'site' }));
  expect(parseSettings(renamed)).toMatchObject({ defaultPreset: 'site', presets: [{ id: 'site', base: 'internal' }] });
  const removed = parseSettings(removePreset(renamed, 'site'));
  expect([removed.defaultPreset, removed.presets]).toEqual([undefined, []]);
  expect(removePreset({ ...own, defaultPreset: 'internal' }, 'own').defaultPreset).toBe('internal');
});

describe('a change of a preset', () => {
  const names = { vr: 'PN', action: 'empty' } as const;
  const [shownMask] = preset?.masks ?? [];

  test('leaves what another window has changed since it was shown', () => {
    const added = changePreset(own, 'own', withOverride(null, { tag: '00081030', action: 'keep' }));
    const masked = changePreset(added, 'own', withMask(null, { when: {}, rectangles: [[1, 2, 3, 4]] }));
    const removed = changePreset(masked, 'own', withOverride({ ...names, action: 'keep' }, null));
    expect(parseSettings(changePreset(removed, 'own', withMask(shownMask, null))).presets).toEqual([
      {
        ...preset,
        overrides: [{ tag: '00081030', action: 'keep' }],
        masks: [{ when: {}, rectangles: [[1, 2, 3, 4]] }],
      },
    ]);
  });

  test('takes the place of what it was, and of what contradicts it', () => {
    const dates = changePreset(own, 'own', withOption('retainLongModifiedDates', true));
    const shifted = changePreset(dates, 'own', withOption('retainLongFullDates', true));
    expect(shifted.presets?.[0].options).toEqual(['cleanGraphics', 'retainLongFullDates']);
    const based = changePreset(shifted, 'own', withBase('research-longitudinal'));
    expect(based.presets?.[0]).toMatchObject({ base: 'research-longitudinal', options: ['cleanGraphics'] });
    const kept = changePreset(own, 'own', withOverride(names, { ...names, action: 'keep' }));
    expect(kept.presets?.[0].overrides).toEqual([{ vr: 'PN', action: 'keep' }]);
  });
});
