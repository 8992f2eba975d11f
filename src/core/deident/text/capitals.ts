import { isAlsoName, isSafeWord } from './vocabulary';
import type { Word } from './words';

export function startsWithCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

/** A word with a capital that is unknown or that people are named too. */
export function isNameLike(word: Word): boolean {
  if (!startsWithCapital(word.text) || /\p{N}/u.test(word.text)) return false;
  return !isSafeWord(word.text) || isAlsoName(word.text);
}
