/** The oracle itself: it agrees with what the recipes say, and calls deviations by their name. */
import { expect, test } from 'vitest';
import { DEVIANT, el, file, patientFile, sq, WELL_FORMED } from '../builders';
import { diff, textAt } from './diff';
import { tokenize } from './tokenizer';

test.each(WELL_FORMED.map((vector) => [vector.name, vector.bytes] as const))('well-formed: %s', (_name, bytes) => {
  const tokens = tokenize(bytes);
  expect(tokens.problems).toEqual([]);
  const last = tokens.dataSet.at(-1);
  if (last) expect(Math.max(...tokens.dataSet.map((token) => token.end))).toBe(tokens.body.length);
});

test.each(
  DEVIANT.filter(({ name }) => !/ascending|duplicate|group length|sequence|item del|unknown|trailing/.test(name)).map(
    (vector) => [vector.name, vector.bytes] as const,
  ),
)('deviant: %s', (_name, bytes) => {
  expect(tokenize(bytes).problems).not.toEqual([]);
});

test('paths, offsets and values', () => {
  const bytes = file({ elements: [sq('0040,0275', [[], [el('0040,0007', 'LO', 'xy')]])] });
  const tokens = tokenize(bytes);
  expect(tokens.dataSet.map((token) => token.path)).toEqual([
    '(0040,0275)',
    '(0040,0275)[0]',
    '(0040,0275)[1]',
    '(0040,0275)[1].(0040,0007)',
  ]);
  expect(textAt(tokens, '(0040,0275)[1].(0040,0007)')).toBe('xy');
  expect(tokens.dataSet[0]?.end).toBe(bytes.length);
});

test('differences', () => {
  const changes = diff(patientFile(), patientFile({ patientId: 'OTHER' }));
  expect(changes.removed).toEqual([]);
  expect(changes.changed).toContain('(0009,1002)[0].(0010,0020)');
  expect(changes.changed).toContain('(0010,0020)');
});
