/** Letters measured along a line and across it, whichever way it runs, and which of them are neighbors. */
import type { Glyph } from './glyphs';

export type Direction = 'across' | 'down';

export interface Letter {
  readonly glyph: Glyph;
  /** Along the line. */
  readonly start: number;
  readonly end: number;
  /** Across the line. */
  readonly low: number;
  readonly high: number;
  /** Height: `high` less `low`. */
  readonly size: number;
}

/** Height of letters in pixels. */
const SMALLEST = 4;
const LARGEST = 96;
/** Letters that touch are one region, at most so long in heights. */
const LONGEST = 24;
/** Gap between letters or words, as a share of their height. */
const WIDEST_GAP = 1.1;
const LEAST_LIKE_HEIGHT = 0.45;
export const LEAST_LIKE_STROKE = 0.4;
/** Difference in brightness between letters of a line, as a share of their contrast. */
export const MOST_UNLIKE_INK = 0.25;
/** Of a row, in heights of its letters: capitals and descenders beside small ones. */
const TALLEST_ROW = 1.8;
/** Width of the strips that letters are looked for in, and how far along them. */
const STRIP = 32;
const FARTHEST = 700;

export function lettersOf(glyphs: readonly Glyph[], direction: Direction): Letter[] {
  return glyphs
    .map((glyph): Letter => {
      const { x, y, width, height } = glyph;
      return direction === 'across'
        ? { glyph, start: x, end: x + width, low: y, high: y + height, size: height }
        : { glyph, start: y, end: y + height, low: x, high: x + width, size: width };
    })
    .filter(({ size, start, end }) => size >= SMALLEST && size <= LARGEST && end - start <= LONGEST * size)
    .sort((a, b) => a.start - b.start);
}

/** A pair of letters that may be neighbors, and how little they are alike. */
interface Pair {
  readonly one: number;
  readonly next: number;
  readonly unlikeness: number;
}

/**
 * Joins neighbors, the most alike first. A letter that would make a row taller than letters are does not belong to it:
 * else a blotch beside a line would tie it to all that is around.
 */
export function rowsOf(letters: readonly Letter[]): Letter[][] {
  const of = letters.map((one, index) => ({ members: [index], low: one.low, high: one.high, size: one.size }));
  for (const { one, next } of pairsOf(letters).sort((a, b) => a.unlikeness - b.unlikeness)) {
    const [a, b] = [of[one], of[next]];
    if (a === b) continue;
    const low = Math.min(a.low, b.low);
    const high = Math.max(a.high, b.high);
    if (high - low > TALLEST_ROW * Math.min(a.size, b.size)) continue;
    const [into, from] = a.members.length < b.members.length ? [b, a] : [a, b];
    into.members.push(...from.members);
    Object.assign(into, { low, high, size: Math.max(a.size, b.size) });
    for (const member of from.members) of[member] = into;
  }
  return [...new Set(of)].map(({ members }) => members.map((index) => letters[index]));
}

/** @param letters - ascending by `start` */
function pairsOf(letters: readonly Letter[]): Pair[] {
  const pairs: Pair[] = [];
  // Strips across the line, so that each letter meets those of its own height alone.
  const strips = new Map<number, number[]>();
  letters.forEach((letter, index) => {
    const met = new Set<number>();
    for (let strip = Math.floor(letter.low / STRIP); strip <= Math.floor((letter.high - 1) / STRIP); strip++) {
      const before = strips.get(strip) ?? [];
      for (let i = before.length - 1; i >= 0; i--) {
        const other = letters[before[i]];
        if (letter.start - other.start > FARTHEST) break;
        if (met.has(before[i])) continue;
        met.add(before[i]);
        const unlikeness = unlikenessOf(other, letter);
        if (unlikeness !== undefined) pairs.push({ one: before[i], next: index, unlikeness });
      }
      before.push(index);
      strips.set(strip, before);
    }
  });
  return pairs;
}

/** Undefined for what can't be neighbors in a line. */
function unlikenessOf(one: Letter, next: Letter): number | undefined {
  const [small, large] = one.size < next.size ? [one.size, next.size] : [next.size, one.size];
  if (small < LEAST_LIKE_HEIGHT * large) return undefined;
  const gap = next.start - one.end;
  if (gap > WIDEST_GAP * large || gap < -0.4 * small) return undefined;
  const shared = Math.min(one.high, next.high) - Math.max(one.low, next.low);
  if (shared < 0.6 * small) return undefined;
  const [a, b] = [one.glyph, next.glyph];
  const stroke = Math.min(a.stroke, b.stroke) / Math.max(a.stroke, b.stroke);
  if (stroke < LEAST_LIKE_STROKE) return undefined;
  const contrast = Math.min(a.ink - a.ground, b.ink - b.ground);
  const ink = Math.abs(a.ink - b.ink);
  if (ink > MOST_UNLIKE_INK * contrast + 4) return undefined;
  const foot = Math.min(Math.abs(one.high - next.high), Math.abs(one.low - next.low));
  return (2 * ink) / contrast + (1 - stroke) + foot / large + Math.max(0, gap) / large;
}
