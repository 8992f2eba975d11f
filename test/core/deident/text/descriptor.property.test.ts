import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Identifiers } from '../../../../src/core/deident/identifiers/identifiers';
import { cut } from '../../../../src/core/deident/text/removal';
import { descriptorRanges } from '../../../../src/core/deident/values/descriptor';

const identifiers = new Identifiers(() => new Set());
identifiers.words.add('name', 'Okafor^Adaeze');
identifiers.words.add('id', 'PAT-4821773');

const piece = fc.constantFrom(
  ...[
    'CT',
    'T2',
    '3mm',
    'knee',
    'Okafor',
    'adaeze',
    'Brown',
    'Mr.',
    'Dr.',
    '12.03.2019',
    '4821773',
    '4821',
    '(',
    ')',
    ',',
  ],
  ...[
    '. ',
    ' ',
    '_',
    '-',
    '^',
    '/',
    'J.',
    'van',
    'for',
    'by',
    'DOB',
    '山田',
    '胸部',
    'é',
    '\uFFFD',
    '\n',
    ':',
    '9',
    '5',
    'Tel',
  ],
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
);

describe('removals of any text', () => {
  it('are ascending, apart and within the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        let last = -1;
        for (const { start, end } of descriptorRanges(value, identifiers)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(value.length);
      }),
    );
  });

  it('are none without letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...' .,;:()[]_-/^&+*=\n'.split('')), maxLength: 30 }), (value) => {
        expect(descriptorRanges(value, identifiers)).toEqual([]);
      }),
    );
  });

  it('leave a text from which nothing more goes', () => {
    fc.assert(
      fc.property(text, (value) => {
        const rest = cut(value, descriptorRanges(value, identifiers));
        expect(cut(rest, descriptorRanges(rest, identifiers))).toBe(rest);
      }),
      { numRuns: 400 },
    );
  });

  it('leave no identifier', () => {
    fc.assert(
      fc.property(text, (value) => {
        const rest = cut(value, descriptorRanges(value, identifiers));
        expect(/okafor|adaeze/i.test(rest)).toBe(false);
      }),
    );
  });
});
