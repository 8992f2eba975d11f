import { describe, expect, it } from 'vitest';
import { encodeAlternatives } from '../../../src/core/dicom/charset/encode-alternatives';
import { normalizeForSearch } from '../../../src/core/dicom/charset/normalize';

function forms(text: string): string[] {
  return encodeAlternatives(text).map((bytes) =>
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  );
}

describe('encodeAlternatives', () => {
  it('gives ASCII and UTF-16 for ASCII text', () => {
    expect(forms('Doe')).toEqual(['446f65', '44006f006500', '0044006f0065']);
    expect(encodeAlternatives('')).toEqual([]);
  });

  it.each([
    // Latin-1, UTF-8 in both compositions, GB18030, UTF-16LE.
    [
      'Jérôme',
      ['4ae972f46d65', '4ac3a972c3b46d65', '4a65cc81726fcc826d65', '4aa8a67281308b306d65', '4a00e9007200f4006d006500'],
    ],
    ['Dvořák', ['44766ff8e16b']],
    ['Люк', ['bbeeda', 'd09bd18ed0ba']],
    ['Çağlar', ['c761f06c6172']],
    ['Cœur', ['43bd7572']],
    ['Διον', ['c4e9efed']],
    ['قباني', ['e2c8c7e6ea']],
    ['שרון', ['f9f8e5ef']],
    ['สมชาย', ['cac1aad2c2']],
    ['ﾔﾏﾀﾞ', ['d4cfc0de']],
    // JIS X 0208 in 7 bits, Shift-JIS, UTF-8, UTF-16BE.
    ['山田', ['3b334544', '8e529363', 'e5b1b1e794b0', '5c717530']],
    ['髙橋', ['fbfc8bb4']],
    ['山田^太郎', ['3b3345441b28425e1b244242404f3a', '3b3345441b284a5e1b244242404f3a']],
    ['吉洞', ['d1ced4d7']],
    ['길동', ['b1e6b5bf']],
    ['王', ['cdf5', 'e78e8b']],
    ['小东', ['d0a1b6ab']],
    ['\u{20000}', ['95328236', 'f0a08080']],
  ])('%s', (text, expected) => {
    const all = forms(text);
    for (const form of expected) expect(all).toContain(form);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('normalizeForSearch', () => {
  it.each([
    ['Doe^John 12-A', 'doejohn12a'],
    ['Müller-Łukasz', 'mullerlukasz'],
    ['GROẞ groß', 'grossgross'],
    ['Æsir Œuvre Đorđe Ðóra Þór Ørsted', 'aesiroeuvredordedorathororsted'],
    ['İstanbul Iğdır', 'istanbuligdir'],
    ['ΔΙΟΝΥΣΙΟΣ Διονύσιος', 'διονυσιοσδιονυσιοσ'],
    ['ＡＢＣ１２３', 'abc123'],
    ['', ''],
    ['^^==', ''],
    ['\ud800x', 'x'],
  ])('%j', (text, expected) => {
    expect(normalizeForSearch(text).text).toBe(expected);
  });

  it('makes half-width and full-width katakana and both compositions equal', () => {
    expect(normalizeForSearch('ﾔﾏﾀﾞ').text).toBe(normalizeForSearch('ヤマダ').text);
    expect(normalizeForSearch('홍길동').text).toBe(normalizeForSearch('홍길동'.normalize('NFD')).text);
    expect(normalizeForSearch('Jérôme'.normalize('NFD')).text).toBe('jerome');
  });

  it('says where each unit came from', () => {
    const ascii = normalizeForSearch('A, b');
    expect([...ascii.starts]).toEqual([0, 3, 4]);
    const other = normalizeForSearch('a ß\u{1d400}-é');
    expect(other.text).toBe('assae');
    expect([...other.starts]).toEqual([0, 2, 2, 3, 6, 7]);
  });
});
