/** Undo of one step, whatever else has changed since. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changePreset, removePreset, withMask, withOverride } from '../../src/settings/edit';
import { type CustomPreset, parseSettings, type Settings } from '../../src/settings/schema';
import { takenBack } from '../../src/settings/undo';

const preset = (id: string, more: Partial<CustomPreset> = {}): CustomPreset => ({
  id,
  name: id.toUpperCase(),
  base: 'research',
  ...more,
});
const settings = (presets: readonly CustomPreset[], more: Partial<Settings> = {}): Settings =>
  parseSettings({ version: 1, presets, ...more });

const empty = { vr: 'PN', action: 'empty' } as const;
const keep = { tag: 'StudyDescription', action: 'keep' } as const;
const mask = { when: { modality: 'US' }, rectangles: [[0, 0, 80, 10]] };

describe('what is taken back', () => {
  test('is one preset, where it was, beside what another window has done meanwhile', () => {
    const before = settings([preset('a'), preset('b'), preset('c')], { defaultPreset: 'b' });
    const after = removePreset(before, 'b');
    const now = changePreset({ ...after, organization: 'ORG' }, 'a', () => ({ name: 'Renamed' }));
    expect(takenBack(now, before, after)).toEqual(
      settings([preset('a', { name: 'Renamed' }), preset('b'), preset('c')], {
        defaultPreset: 'b',
        organization: 'ORG',
      }),
    );
  });

  test('is one rule or mask, and not what was made of others since', () => {
    const before = settings([preset('a', { overrides: [empty, keep], masks: [mask] })]);
    const without = changePreset(before, 'a', withOverride(empty, null));
    const now = changePreset(without, 'a', withOverride(keep, { ...keep, action: 'remove' }));
    expect(takenBack(now, before, without).presets?.[0].overrides).toEqual([empty, { ...keep, action: 'remove' }]);
    const unmasked = changePreset(before, 'a', withMask(mask, null));
    expect(takenBack({ ...unmasked, organization: 'ORG' }, before, unmasked)).toEqual({
      ...before,
      organization: 'ORG',
    });
  });

  test('is one of two masks for the same images, and not the other', () => {
    const other = { ...mask, rectangles: [[0, 0, 5, 5]] };
    const before = settings([preset('a', { masks: [mask, other] })]);
    const after = changePreset(before, 'a', withMask(mask, null));
    const added = { when: { modality: 'CT' }, rectangles: [[1, 1, 2, 2]] };
    const now = changePreset(after, 'a', withMask(null, added));
    expect(takenBack(now, before, after).presets?.[0].masks).toEqual([mask, other, added]);
  });

  test('is an import, but for what was chosen after it', () => {
    const before = settings([preset('a')], { organization: 'OLD', defaultPreset: 'a' });
    const after = settings([preset('b')], { organization: 'NEW' });
    const now = settings([preset('b'), preset('c')], { organization: 'LATER' });
    expect(takenBack(now, before, after)).toEqual(
      settings([preset('a'), preset('c')], { organization: 'LATER', defaultPreset: 'a' }),
    );
  });

  test('is no default that is gone', () => {
    const before = settings([preset('a'), preset('b')], { defaultPreset: 'a' });
    const after = { ...before, defaultPreset: 'internal' };
    expect(takenBack(removePreset(after, 'a'), before, after).defaultPreset).toBeUndefined();
  });
});

test('whatever a step did, undo leaves what was before it, and what another window has added', () => {
  const presets = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          name: fc.constantFrom('One', 'Two'),
          base: fc.constant('research'),
          overrides: fc.subarray([empty, keep]),
          masks: fc.subarray([mask]),
        }),
      ),
    ),
  );
  const added = preset('z');
  const byId = (all: readonly CustomPreset[] = []) => all.toSorted((one, other) => one.id.localeCompare(other.id));
  fc.assert(
    fc.property(presets, presets, (before, after) => {
      const now = settings([...after, added], { organization: 'ORG' });
      const back = takenBack(now, settings(before), settings(after));
      expect(back.organization).toBe('ORG');
      expect(byId(back.presets)).toEqual(byId([...before, added]));
    }),
  );
});
