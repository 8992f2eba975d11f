/** Masks that presets remember for images of a kind. */
import { describe, expect, test } from 'vitest';
import type { MaskRule } from '../../src/core/deident/rules/policy';
import { SettingsError } from '../../src/settings/error';
import { type ImageTraits, masksFor } from '../../src/settings/masks';
import { policyFor } from '../../src/settings/policy';
import { presetVersion } from '../../src/settings/preset-version';
import { parseSettings, type Settings } from '../../src/settings/schema';

const SONO: ImageTraits = { modality: 'US', manufacturer: 'ACME', model: 'Sono 3000', rows: 768, columns: 1024 };
const BAR = { x: 0, y: 0, width: 1024, height: 60 };
const CORNER = { x: 900, y: 700, width: 124, height: 68 };

function settings(masks: unknown): Settings {
  return parseSettings({ version: 1, presets: [{ id: 'own', name: 'Own', base: 'research', masks }] });
}

function problem(masks: unknown): unknown {
  try {
    settings(masks);
    return undefined;
  } catch (error) {
    return error instanceof SettingsError ? { path: error.path, code: error.reason.code } : error;
  }
}

describe('a rule is for images', () => {
  const isFor = (when: MaskRule['when'], image: ImageTraits = SONO): boolean =>
    masksFor([{ when, rectangles: [BAR] }], image).length > 0;

  test.each<readonly [string, MaskRule['when'], boolean]>([
    ['of every kind, if it names none', {}, true],
    ['with all it names', { modality: 'US', manufacturer: 'ACME', model: 'Sono 3000', rows: 768, columns: 1024 }, true],
    ['written in other case, with blanks', { manufacturer: ' Acme', model: 'SONO 3000 ' }, true],
    ['not of another device', { modality: 'US', model: 'Sono 300' }, false],
    ['not of another size', { modality: 'US', rows: 600 }, false],
    ['not of another modality', { modality: 'XA' }, false],
  ])('%s', (_, when, expected) => {
    expect(isFor(when)).toBe(expected);
  });

  test('and all that are give their rectangles', () => {
    const rules = [
      { when: { modality: 'US' }, rectangles: [BAR] },
      { when: { modality: 'CT' }, rectangles: [CORNER] },
      { when: { rows: 768 }, rectangles: [CORNER, BAR] },
    ];
    expect(masksFor(rules, SONO)).toEqual([BAR, CORNER, BAR]);
  });
});

describe('in settings', () => {
  test('a preset has them in its policy', () => {
    const masks = [{ when: { modality: 'US', rows: 768 }, rectangles: [[0, 0, 1024, 60]] }];
    expect(policyFor(settings(masks), 'own').masks).toEqual([
      { when: { modality: 'US', rows: 768 }, rectangles: [BAR] },
    ]);
  });

  test.each<readonly [string, unknown, string, string]>([
    ['three numbers', [[0, 0, 10]], 'presets.0.masks.0.rectangles.0', 'no-rectangle'],
    ['no width', [[0, 0, 0, 10]], 'presets.0.masks.0.rectangles.0', 'no-rectangle'],
    [
      'a place beside the image',
      [
        [0, 0, 9, 9],
        [-1, 0, 9, 9],
      ],
      'presets.0.masks.0.rectangles.1',
      'no-rectangle',
    ],
    ['half a pixel', [[0.5, 0, 9, 9]], 'presets.0.masks.0.rectangles.0', 'no-rectangle'],
  ])('%s is no rectangle', (_, rectangles, path, code) => {
    expect(problem([{ when: {}, rectangles }])).toEqual({ path, code });
  });

  test('a condition has to be one that is known, a size a whole number', () => {
    expect(problem([{ when: { colour: 'red' }, rectangles: [] }])).toMatchObject({
      path: 'presets.0.masks.0.when.colour',
    });
    expect(problem([{ when: { rows: 7.5 }, rectangles: [] }])).toEqual({
      path: 'presets.0.masks.0.when.rows',
      code: 'no-size',
    });
  });

  test('they make another version of the preset, in whatever order they come', () => {
    const version = (masks: unknown): string => presetVersion(policyFor(settings(masks), 'own'));
    const one = { when: { modality: 'US' }, rectangles: [[0, 0, 10, 10]] };
    const two = { when: { rows: 9 }, rectangles: [[1, 1, 2, 2]] };
    expect(version([one, two])).toBe(version([two, one]));
    const versions = [[], [one], [one, two], [{ ...one, when: {} }], [{ ...one, rectangles: [[0, 0, 10, 11]] }]].map(
      version,
    );
    expect(new Set(versions).size).toBe(versions.length);
    expect(version([])).toBe(version(undefined));
  });
});
