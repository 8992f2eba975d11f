/** Words of a text: runs of letters and digits, runs of Chinese characters and kana apart. */

import { lazy } from '../../lazy';

export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Chinese characters and kana, which stand without spaces. */
  readonly isHan: boolean;
}

const HAN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々ﾞﾟ';
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}\\p{M}\\uFFFD])`;
const WORD = lazy(() => new RegExp(`([${HAN}]+)|${LETTER}+(?:['’]${LETTER}+)*`, 'gu'));

export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD())) {
    const [word] = match;
    words.push({ start: match.index, end: match.index + word.length, text: word, isHan: match[1] !== undefined });
  }
  return words;
}

/** The index of the first word that begins at a place or behind it; `words.length` where none does. */
export function firstWordFrom(words: readonly Word[], place: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] as Word).start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
