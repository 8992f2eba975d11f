import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CharacterRange, CharacterSet } from '../../../src/core/dicom/charset/character-set';
import { encodeAlternatives } from '../../../src/core/dicom/charset/encode-alternatives';
import { normalizeForSearch } from '../../../src/core/dicom/charset/normalize';
import { VR } from '../../../src/core/dicom/vr';

const SETS = [
  '',
  'ISO_IR 100',
  'ISO_IR 166',
  'ISO_IR 13',
  'ISO_IR 192',
  'GB18030',
  'ISO 2022 IR 100\\ISO 2022 IR 144',
  '\\ISO 2022 IR 149',
  '\\ISO 2022 IR 58',
  'ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159',
].map((terms) => CharacterSet.of(terms.split('\\')));

const vrs = fc.constantFrom(VR.PN, VR.LO, VR.LT, VR.UT, VR.SH);

/** Escapes, delimiters and characters of one and two bytes in any order: mostly well formed. */
const ESCAPES = ['(B', '(J', ')I', '$B', '$(D', '$)C', '$)A', '-A', '-L', '-F'].map((final) => `\x1b${final}`);
const pieces = fc.oneof(
  fc.constantFrom(...ESCAPES, '^', '=', '\\', '\r\n', '\t', ' ', 'A', 'b', '~'),
  fc
    .tuple(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0x21, max: 0x7e }))
    .map((pair) => String.fromCharCode(...pair)),
  fc
    .tuple(fc.integer({ min: 0xa1, max: 0xfe }), fc.integer({ min: 0xa1, max: 0xfe }))
    .map((pair) => String.fromCharCode(...pair)),
);
const structured = fc
  .array(pieces, { maxLength: 24 })
  .map((parts) => Uint8Array.from(parts.join(''), (character) => character.charCodeAt(0)));
const values = fc.oneof(structured, fc.uint8Array({ maxLength: 40 }));

function rangesIn(length: number, cuts: readonly number[]): CharacterRange[] {
  const points = [...new Set(cuts.map((cut) => cut % (length + 1)))].sort((a, b) => a - b);
  const ranges: CharacterRange[] = [];
  for (let index = 0; index + 1 < points.length; index += 2) {
    ranges.push({ start: points[index] as number, end: points[index + 1] as number });
  }
  return ranges;
}

function without(text: string, ranges: readonly CharacterRange[], replacement: string): string {
  let result = '';
  let at = 0;
  for (const range of ranges) {
    result += text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return result + text.slice(at);
}

describe.each(SETS.map((charset) => [charset.terms.join('\\'), charset] as const))('%s', (_name, charset) => {
  it('decodes the same with offsets, which ascend', () => {
    fc.assert(
      fc.property(values, vrs, (bytes, vr) => {
        const { text, starts } = charset.decodeWithOffsets(bytes, vr);
        expect(text).toBe(charset.decode(bytes, vr));
        expect(starts.length).toBe(text.length + 1);
        expect(starts[text.length]).toBe(bytes.length);
        for (let index = 0; index < text.length; index++) {
          expect(starts[index] as number).toBeLessThanOrEqual(starts[index + 1] as number);
        }
      }),
    );
  });

  it('leaves the bytes when nothing is cut, and only escapes when all is', () => {
    fc.assert(
      fc.property(values, vrs, (bytes, vr) => {
        expect(charset.cut(bytes, vr, [], 'X')).toEqual(bytes);
        const text = charset.decode(bytes, vr);
        const rest = charset.cut(bytes, vr, [{ start: 0, end: text.length }], '');
        expect(charset.decode(rest, vr)).toBe('');
      }),
    );
  });

  it('keeps what is not cut', () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    const replacements = fc.constantFrom('', 'X', 'A^B', ' ');
    fc.assert(
      fc.property(textIn(charset), vrs, cuts, replacements, (bytes, vr, points, replacement) => {
        const text = charset.decode(bytes, vr);
        const ranges = rangesIn(text.length, points).filter((range) => !splitsPair(text, range));
        const cut = charset.cut(bytes, vr, ranges, replacement);
        expect(charset.decode(cut, vr)).toBe(without(text, ranges, replacement));
      }),
      { numRuns: 300 },
    );
  });
});

function splitsPair(text: string, range: CharacterRange): boolean {
  const low = (at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return low(range.start) || low(range.end);
}

/** Values that are well formed in the set. */
function textIn(charset: CharacterSet): fc.Arbitrary<Uint8Array> {
  const name = charset.terms.join('\\');
  if (name === 'ISO_IR 192') return fc.string({ unit: 'grapheme' }).map((text) => new TextEncoder().encode(text));
  const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  if (!name.includes('2022')) {
    const parts =
      name === 'GB18030'
        ? ['\xcd\xf5', '\xd5\x5c', '\x95\x32\x82\x36', 'A', '^', '\\']
        : ['\xa1', '\xd0', 'A', '^', '\\'];
    return fc.array(fc.constantFrom(...parts), { maxLength: 20 }).map((list) => latin1(list.join('')));
  }
  const tokens: Readonly<Record<string, readonly string[]>> = {
    'ISO 2022 IR 100\\ISO 2022 IR 144': ['\x1b-L\xbb\xee', '\x1b-L\xda', '\x1b-A\xe9', '\x1b-F\xe9\xea'],
    'ISO 2022 IR 6\\ISO 2022 IR 149': ['\x1b$)C\xfb\xf3', '\x1b$)C\xd1\xce\xd4\xd7'],
    'ISO 2022 IR 6\\ISO 2022 IR 58': ['\x1b$)A\xd5\xc5', '\x1b$)A\xd0\xa1\xb6\xab'],
  };
  const own = tokens[name] ?? ['\x1b$B;3ED\x1b(J', '\x1b$B$^\x1b(B', '\x1b$(D+1\x1b(J', '\x1b)I\xd4\xcf'];
  const common = ['A', ' ', '^', '=', '\\', '\r\n', '\x1b(B'];
  return fc.array(fc.constantFrom(...own, ...own, ...common), { maxLength: 16 }).map((list) => latin1(list.join('')));
}

describe('round trips', () => {
  const upper = Array.from({ length: 96 }, (_, index) => index + 0xa0);
  const pairs = upper.flatMap((lead) => upper.map((trail) => [lead, trail] as const));
  const decodeBytes = (terms: string, bytes: readonly number[]) =>
    CharacterSet.of(terms.split('\\')).decode(Uint8Array.from(bytes), VR.LT);

  /** Characters of a set: what its codes decode to, each as one letter or sign. */
  function repertoire(terms: string, codes: readonly (readonly number[])[]): string[] {
    const found = codes
      .map((code) => decodeBytes(terms, code))
      .filter((text) => [...text].length === 1 && text !== '\ufffd');
    return [...new Set(found)].filter((text) => text > '\u00a0');
  }

  const seven = (terms: string, designation: number[]) =>
    pairs
      .map(([lead, trail]) => [...designation, lead & 0x7f, trail & 0x7f])
      .filter((code) => decodeBytes(terms, code) !== '');
  const single = upper.map((byte) => [byte]);
  const kanji = [0x1b, 0x24, 0x42];
  const SUBJECTS: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ...[100, 101, 109, 110, 126, 127, 138, 144, 148, 166, 203].map(
      (registration) => [`ISO_IR ${registration}`, repertoire(`ISO_IR ${registration}`, single), []] as const,
    ),
    ['ISO_IR 13', repertoire('ISO_IR 13', single.slice(1, 64)), []],
    ['\\ISO 2022 IR 149', repertoire('\\ISO 2022 IR 149', pairs), [0x1b, 0x24, 0x29, 0x43]],
    ['\\ISO 2022 IR 58', repertoire('\\ISO 2022 IR 58', pairs), [0x1b, 0x24, 0x29, 0x41]],
    ['GBK', repertoire('GBK', pairs), []],
    ['\\ISO 2022 IR 87', repertoire('\\ISO 2022 IR 87', seven('\\ISO 2022 IR 87', kanji)), kanji],
  ];

  it.each(SUBJECTS)('%s', (terms, characters, prefix) => {
    expect(characters.length).toBeGreaterThan(40);
    const charset = CharacterSet.of(terms.split('\\'));
    const texts = fc
      .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 12 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const decoded = encodeAlternatives(text).map((bytes) =>
          charset.decode(Uint8Array.from([...prefix, ...bytes]), VR.LT),
        );
        expect(decoded).toContain(text);
      }),
    );
  });

  it.each(['ISO_IR 192', 'GB18030'])('%s holds all of Unicode', (terms) => {
    const charset = CharacterSet.of([terms]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(!/[\ufffd\ue000-\uf8ff]/.test(text));
        expect(encodeAlternatives(text).map((bytes) => charset.decode(bytes, VR.LT))).toContain(text);
      }),
    );
  });

  it('folded text points into its input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: folded, starts } = normalizeForSearch(text);
        expect(starts.length).toBe(folded.length + 1);
        expect(starts[folded.length]).toBe(text.length);
        for (let index = 0; index < folded.length; index++) {
          expect(starts[index] as number).toBeLessThanOrEqual(starts[index + 1] as number);
        }
      }),
    );
  });
});
