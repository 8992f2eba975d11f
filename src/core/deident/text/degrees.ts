import { lazy } from '../../lazy';
import { isNameLike, startsWithCapital } from './capitals';
import type { Removal } from './removal';
import { firstWordFrom, type Word } from './words';

/** Names that a degree or an office behind them gives away: "Jane Roe, MD". */

const DEGREE = lazy(
  () =>
    /(?<=[\p{L}.],?\s{1,8})(?:M\.?D\.?|Ph\.?D\.?|D\.?O\.?|R\.?N\.?|FRCR|FACR|MBBS|MBChB|FRCS|MRCP|DDS|DVM|DPM|PA-C|NP|RT\(R\)|R\.T\.|Jr\.?|Sr\.?|Sp\.?\s?Rad|SpOT|Sp\.?PD)(?![\p{L}\p{N}])/gu,
);
/** Offices, places of work and what a map of mean diffusivity is of: before a degree they name nobody without a given name. */
const NOBODY = new Set(
  `attending referring referral ordering requesting reporting reading consulting consultant supervising treating performing
  interpreting admitting primary care family staff resident fellow intern on call duty radiologist radiologists radiology
  physician physicians surgeon cardiologist neurologist oncologist pathologist nurse doctor outside emergency hospital clinic
  contact notify notified per by with to for the and or no not any head brain spine cord map maps mean trace`.split(
    /\s+/,
  ),
);
/** How mean diffusivity (MD) is measured: no part of any name. */
const DIFFUSION = new Set(
  'colour color tensor diffusion dti dki dwi adc fa ad rd mk ak rk avg axial radial'.split(' '),
);
const SHORTEST_IN_CAPITALS = 3;

/** The words before a degree, as far back as they are names, and the degree. */
export function findDegrees(text: string, words: readonly Word[]): Removal[] {
  const removals: Removal[] = [];
  let taken = 0;
  for (const match of text.matchAll(DEGREE())) {
    const end = match.index + match[0].length;
    let start = match.index;
    for (let index = firstWordFrom(words, match.index) - 1; index >= 0 && start > taken; index--) {
      const word = words[index] as Word;
      const isInitial = word.text.length === 1 && startsWithCapital(word.text) && text[word.end] === '.';
      const isBeside = start === match.index && isNamedBeside(word, givenBefore(text, words, index));
      if (!/^\.?,?\s*$/.test(text.slice(word.end, start)) || !(isInitial || isBeside || isNameLike(word.text))) break;
      start = word.start;
    }
    if (start === match.index) continue;
    removals.push({ start, end, reason: 'name' });
    // What is before was looked at for the degree before: "Jane Roe, RN, MD".
    taken = end;
  }
  return removals;
}

/**
 * True for a word that names nobody before a degree: "Attending MD", "Brain MD". With a given name before it most are
 * family names: "Karen Brain MD".
 */
export function namesNobody(word: string, before: string | undefined): boolean {
  const folded = word.toLowerCase();
  if (DIFFUSION.has(folded)) return true;
  return NOBODY.has(folded) && (before === undefined || NOBODY.has(before.toLowerCase()) || !mayName(before));
}

/** The word that a space, or the point of an initial, parts from the word at an index. */
function givenBefore(text: string, words: readonly Word[], index: number): string | undefined {
  const before = words[index - 1];
  if (!before) return undefined;
  const gap = text.slice(before.end, words[index]?.start);
  if (before.text.length === 1) return /^\.\s*$/.test(gap) ? `${before.text}.` : undefined;
  return /^\s+$/.test(gap) ? before.text : undefined;
}

/** An initial, or a word that is unknown or that people are named too. */
function mayName(text: string): boolean {
  return /^\p{Lu}\.$/u.test(text) || isNameLike(text);
}

/** The word beside a degree is a name even where it is a safe word elsewhere. */
function isNamedBeside({ text }: Word, before: string | undefined): boolean {
  if (!startsWithCapital(text) || /\p{N}/u.test(text) || namesNobody(text, before)) return false;
  return text.length >= SHORTEST_IN_CAPITALS || /\p{Ll}/u.test(text);
}
