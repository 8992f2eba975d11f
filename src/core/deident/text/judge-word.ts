import type { RemovalReason } from './removal';
import { isHanTerm, isSafeWord } from './vocabulary';

/** Digits of a harmless number or code, in a row and in all. */
const MOST_DIGITS = 4;
const MOST_DIGITS_OF_CODE = 6;
/** Letters of a harmless code beside digits. */
const MOST_LETTERS_OF_CODE = 3;
const LONGEST_HAN_TERM = 8;
const PIECES = /\p{Nd}+|\P{Nd}+/gu;
const CAMEL = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu;

/** Why a word of letters and digits goes, or undefined if it stays. */
export function judgeWord(word: string): RemovalReason | undefined {
  if (word.includes('\uFFFD')) return 'undecodable';
  if (/^\p{Nd}+$/u.test(word)) return word.length > MOST_DIGITS ? 'number' : undefined;
  if (isSafeWord(word)) return undefined;
  if (/\p{Nd}/u.test(word)) return judgeCode(word);
  if (/['’]/.test(word)) {
    const pieces = word.replace(/['’][sS]$/, '').split(/['’]/);
    return pieces.every(isSafeName) && !/^[oO]['’]/.test(word) ? undefined : 'unknown-word';
  }
  return isSafeName(word) ? undefined : 'unknown-word';
}

/** A safe word, or safe words written as one with capitals: LungNodule. */
function isSafeName(word: string): boolean {
  if (isSafeWord(word)) return true;
  const pieces = word.match(CAMEL) ?? [];
  return (
    pieces.length > 1 &&
    pieces.join('') === word &&
    pieces.every((piece) => piece.length > 1 && isSafeWord(piece)) &&
    pieces.some((piece) => piece.length > 2)
  );
}

/** Letters and digits mixed: B31f, T2W, 3mm, L4, b1000, 512x512. */
function judgeCode(word: string): RemovalReason | undefined {
  const pieces = word.match(PIECES) ?? [];
  const digits = pieces.filter((piece) => /\p{Nd}/u.test(piece));
  const letters = pieces.filter((piece) => !/\p{Nd}/u.test(piece));
  const isMatrix = letters.every((piece) => /^[x×*]$/i.test(piece));
  if (digits.some((piece) => piece.length > MOST_DIGITS)) return 'number';
  if (!isMatrix && digits.join('').length > MOST_DIGITS_OF_CODE) return 'number';
  const known = letters.every((piece) => piece.length <= MOST_LETTERS_OF_CODE || isSafeName(piece));
  return known ? undefined : 'unknown-word';
}

/**
 * The pieces of a run of Chinese characters and kana that are no terms, as offsets. Terms of one
 * character count only where the whole run is made of terms: they are parts of names too.
 */
export function unknownHan(run: string): readonly (readonly [number, number])[] {
  const normal = [...run].map((character) => character.normalize('NFKC'));
  if (normal.join('').length !== run.length || isMadeOfTerms(run.normalize('NFKC'))) {
    return isMadeOfTerms(run.normalize('NFKC')) ? [] : [[0, run.length]];
  }
  const text = normal.join('');
  const unknown: [number, number][] = [];
  for (let at = 0; at < text.length; ) {
    const length = longestTerm(text, at);
    if (length >= 2) {
      at += length;
      continue;
    }
    const last = unknown[unknown.length - 1];
    if (last && last[1] === at) last[1]++;
    else unknown.push([at, at + 1]);
    at++;
  }
  return unknown;
}

function longestTerm(text: string, at: number): number {
  for (let length = Math.min(LONGEST_HAN_TERM, text.length - at); length > 0; length--) {
    if (isHanTerm(text.slice(at, at + length))) return length;
  }
  return 0;
}

function isMadeOfTerms(text: string): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++) {
    if (!reached.has(at)) continue;
    for (let length = 1; length <= LONGEST_HAN_TERM && at + length <= text.length; length++) {
      if (isHanTerm(text.slice(at, at + length))) reached.add(at + length);
    }
  }
  return reached.has(text.length);
}
