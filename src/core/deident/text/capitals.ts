import { isAlsoName, isSafeWord } from './vocabulary';

export function startsWithCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

/** A word with a capital that is unknown or that people are named too. */
export function isNameLike(word: string): boolean {
  if (!startsWithCapital(word) || /\p{N}/u.test(word)) return false;
  return !isSafeWord(word) || isAlsoName(word);
}
