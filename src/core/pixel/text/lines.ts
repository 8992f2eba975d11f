/** Letters that stand in a row: alike in height, stroke and brightness, close to each other, on one line. */
import type { Rectangle } from '../rectangle';
import type { Glyph } from './glyphs';

export interface TextLine extends Rectangle {
  readonly direction: 'across' | 'down';
  readonly ink: number;
  readonly ground: number;
  /** Height of its letters, across the line. */
  readonly size: number;
  readonly glyphs: readonly Glyph[];
  /** How alike its letters are, from 0 to 1. */
  readonly evenness: number;
}

/** Letters of a line, measured along it (`start`, `end`) and across (`low`, `high`). */
interface Placed {
  readonly glyph: Glyph;
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
  readonly size: number;
}

/** Gap between letters or words, as a share of their height. */
const WIDEST_GAP = 1.1;
const LEAST_LIKE_HEIGHT = 0.45;
const LEAST_LIKE_STROKE = 0.4;
/** Difference in brightness between letters of a line, as a share of their contrast. */
const MOST_UNLIKE_INK = 0.25;
const LEAST_LETTERS = 3;

export function findLines(glyphs: readonly Glyph[]): TextLine[] {
  return (['across', 'down'] as const).flatMap((direction) => {
    const placed = glyphs
      .map((glyph) => place(glyph, direction))
      .filter(({ size, start, end }) => {
        return size >= 4 && size <= 96 && end - start <= 24 * size;
      });
    return grouped(placed).flatMap((group) => lineOf(group, direction) ?? []);
  });
}

function place(glyph: Glyph, direction: TextLine['direction']): Placed {
  const { x, y, width, height } = glyph;
  return direction === 'across'
    ? { glyph, start: x, end: x + width, low: y, high: y + height, size: height }
    : { glyph, start: y, end: y + height, low: x, high: x + width, size: width };
}

/** Joins neighbors; each is only compared with what begins within reach of it. */
function grouped(placed: Placed[]): Placed[][] {
  placed.sort((a, b) => a.start - b.start);
  const of = Int32Array.from(placed, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (of[root] !== root) {
      of[root] = of[of[root]];
      root = of[root];
    }
    return root;
  };
  // Strips across the line, so that each letter meets those of its own height alone.
  const STRIP = 32;
  const strips = new Map<number, number[]>();
  placed.forEach((one, index) => {
    for (let strip = Math.floor(one.low / STRIP); strip <= Math.floor((one.high - 1) / STRIP); strip++) {
      const before = strips.get(strip) ?? [];
      for (let i = before.length - 1; i >= 0; i--) {
        const other = placed[before[i]];
        if (one.start - other.end > WIDEST_GAP * 96 || one.start - other.start > 700) break;
        if (areNeighbors(other, one)) of[rootOf(before[i])] = rootOf(index);
      }
      before.push(index);
      strips.set(strip, before);
    }
  });
  const groups = new Map<number, Placed[]>();
  placed.forEach((one, index) => {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group) group.push(one);
    else groups.set(root, [one]);
  });
  return [...groups.values()];
}

function areNeighbors(one: Placed, next: Placed): boolean {
  const [small, large] = one.size < next.size ? [one.size, next.size] : [next.size, one.size];
  if (small < LEAST_LIKE_HEIGHT * large) return false;
  const gap = next.start - one.end;
  if (gap > WIDEST_GAP * large || gap < -0.4 * small) return false;
  const shared = Math.min(one.high, next.high) - Math.max(one.low, next.low);
  if (shared < 0.6 * small) return false;
  const [a, b] = [one.glyph, next.glyph];
  if (Math.min(a.stroke, b.stroke) < LEAST_LIKE_STROKE * Math.max(a.stroke, b.stroke)) return false;
  const contrast = Math.min(a.ink - a.ground, b.ink - b.ground);
  return Math.abs(a.ink - b.ink) <= MOST_UNLIKE_INK * contrast + 4;
}

function lineOf(group: readonly Placed[], direction: TextLine['direction']): TextLine | undefined {
  const sizes = group.map(({ size }) => size).sort((a, b) => a - b);
  const size = sizes[Math.floor(sizes.length * 0.75)];
  const start = Math.min(...group.map((one) => one.start));
  const end = Math.max(...group.map((one) => one.end));
  // Letters that touch are one region: as many letters as its length has room for.
  const letters = group.reduce(
    (sum, one) => sum + Math.max(1, Math.round((one.end - one.start) / (0.9 * one.size))),
    0,
  );
  if (letters < LEAST_LETTERS || end - start < 1.2 * size) return undefined;
  const low = Math.min(...group.map((one) => one.low));
  const high = Math.max(...group.map((one) => one.high));
  if (high - low > 2.2 * size) return undefined;
  const glyphs = group.map(({ glyph }) => glyph);
  const ink = median(glyphs.map((glyph) => glyph.ink));
  const ground = median(glyphs.map((glyph) => glyph.ground));
  const contrast = Math.max(1, ink - ground);
  const unlikeInk = mean(glyphs.map((glyph) => Math.abs(glyph.ink - ink))) / contrast;
  const base = median(group.map((one) => one.high));
  const unlikeBase = mean(group.map((one) => Math.min(1, Math.abs(one.high - base) / size)));
  const strokes = median(glyphs.map((glyph) => glyph.stroke));
  const unlikeStroke = mean(glyphs.map((glyph) => Math.abs(glyph.stroke - strokes) / strokes));
  const evenness = Math.max(0, 1 - 3 * unlikeInk - unlikeBase - 0.5 * unlikeStroke);
  const bounds =
    direction === 'across'
      ? { x: start, y: low, width: end - start, height: high - low }
      : { x: low, y: start, width: high - low, height: end - start };
  return { ...bounds, direction, ink, ground, size, glyphs, evenness };
}

function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.floor(ascending.length / 2)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
