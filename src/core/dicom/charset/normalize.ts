/** Text folded for finding identifiers, and where each folded character came from. */
export interface FoldedText {
  readonly text: string;
  /** `starts[i]`: index in the input's UTF-16 units of the character behind unit i; last is the input's length. */
  readonly starts: Uint32Array;
}

/** Letters that Unicode does not take apart. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);

const MARKS = /[^\p{L}\p{N}]/gu;

const folded = new Map<number, string>();

/** The cache is for the few hundred characters of a study; a text of all Unicode must not fill memory. */
const MAX_CACHED = 20_000;

function fold(codePoint: number): string {
  let result = folded.get(codePoint);
  if (result === undefined) {
    const lower = String.fromCodePoint(codePoint).normalize('NFKD').toLowerCase().normalize('NFKD');
    result = '';
    for (const letter of lower.replace(MARKS, '')) result += LETTERS.get(letter) ?? letter;
    if (folded.size >= MAX_CACHED) folded.clear();
    folded.set(codePoint, result);
  }
  return result;
}

/** ASCII letters in lower case and digits; 0 for what is dropped. */
const ASCII_FOLD = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const isDigit = code >= 0x30 && code <= 0x39;
  const isLower = code >= 0x61 && code <= 0x7a;
  const isUpper = code >= 0x41 && code <= 0x5a;
  if (isDigit || isLower) ASCII_FOLD[code] = code;
  else if (isUpper) ASCII_FOLD[code] = code + 0x20;
}

/** Letters and digits of an ASCII text, or undefined if it has other characters. */
function foldAscii(text: string): FoldedText | undefined {
  const starts = new Uint32Array(text.length + 1);
  let result = '';
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return undefined;
    const unit = ASCII_FOLD[code] as number;
    if (unit === 0) continue;
    starts[count++] = at;
    result += String.fromCharCode(unit);
  }
  starts[count] = text.length;
  return { text: result, starts: starts.subarray(0, count + 1) };
}

/**
 * Decomposes (NFKD), drops diacritics and all but letters and digits, and folds case and letters such
 * as ß and ø: "Müller-Ł." and "MULLER L" give the same text. Full-width forms become half-width, and
 * half-width katakana full-width.
 */
export function normalizeForSearch(text: string): FoldedText {
  const ascii = foldAscii(text);
  if (ascii) return ascii;
  const starts: number[] = [];
  let result = '';
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) as number;
    const piece = fold(codePoint);
    result += piece;
    for (let index = 0; index < piece.length; index++) starts.push(at);
    at += codePoint > 0xffff ? 2 : 1;
  }
  starts.push(text.length);
  return { text: result, starts: Uint32Array.from(starts) };
}
