/** Lines of letters: alike in height, stroke and brightness, close to each other, in one row. */
import type { Rectangle } from '../rectangle';
import type { Glyph } from './glyphs';
import { type Direction, LEAST_LIKE_STROKE, type Letter, lettersOf, MOST_UNLIKE_INK, rowsOf } from './letters';

export interface TextLine extends Rectangle {
  readonly direction: Direction;
  readonly ink: number;
  readonly ground: number;
  /** Height of its letters, across the line. */
  readonly size: number;
  readonly glyphs: readonly Glyph[];
  /** How alike its letters are, from 0 to 1. */
  readonly evenness: number;
  /** Usual gap between its letters, as a share of their height. */
  readonly spacing: number;
}

/** Letters that are side by side, measured together. */
interface Row {
  readonly letters: readonly Letter[];
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
  readonly size: number;
  readonly ink: number;
  readonly ground: number;
  readonly stroke: number;
}

const LEAST_LETTERS = 3;
/** Rows are looked for in strips of this width across the line: a picture of noise has thousands. */
const STRIP = 32;
/** Gap between words of a line, in heights of its letters. */
const WIDEST_WORD_GAP = 3;

export function findLines(glyphs: readonly Glyph[]): TextLine[] {
  const [across, down] = (['across', 'down'] as const).map((direction) =>
    widened(rowsOf(lettersOf(glyphs, direction)).map((letters) => rowOf(letters))).map((row) => lineOf(row, direction)),
  );
  return [...tighter(across, down), ...tighter(down, across)];
}

/** Letters of lines below each other stand in columns too: they belong to the lines in which they are closer. */
function tighter(lines: readonly TextLine[], others: readonly TextLine[]): TextLine[] {
  const spacings = new Map<Glyph, number>();
  for (const { glyphs, spacing } of others) {
    // A region that is a line by itself has no gaps, and tells nothing of its neighbors.
    if (glyphs.length >= LEAST_LETTERS) for (const glyph of glyphs) spacings.set(glyph, spacing);
  }
  return lines.filter(({ glyphs, spacing }) => {
    const lost = glyphs.filter((glyph) => (spacings.get(glyph) ?? Number.POSITIVE_INFINITY) < spacing);
    return 2 * lost.length < glyphs.length;
  });
}

/** Joins to lines what stands beside them in the same row: other words, single letters and digits between signs. */
function widened(rows: readonly Row[]): Row[] {
  const strips = new Map<number, Row[]>();
  for (const row of rows) {
    const strip = Math.floor(row.low / STRIP);
    const others = strips.get(strip);
    if (others) others.push(row);
    else strips.set(strip, [row]);
  }
  const taken = new Set<Row>();
  const lines: Row[] = [];
  for (const line of rows.filter(isLine).sort((a, b) => b.letters.length - a.letters.length)) {
    if (taken.has(line)) continue;
    taken.add(line);
    const first = Math.floor((line.low - line.size) / STRIP);
    const last = Math.floor(line.high / STRIP);
    const near = Array.from({ length: last - first + 1 }, (_, index) => strips.get(first + index) ?? []).flat();
    let whole = line;
    for (let grew = true; grew; ) {
      grew = false;
      for (const other of near) {
        if (taken.has(other) || !belongsTo(other, line, whole)) continue;
        taken.add(other);
        whole = rowOf([...whole.letters, ...other.letters]);
        grew = true;
      }
    }
    lines.push({ ...whole, size: line.size, ink: line.ink, ground: line.ground });
  }
  return lines;
}

/** Letters that touch are one region: it counts as many letters as its length has room for. */
function isLine({ letters, start, end, size }: Row): boolean {
  const count = letters.reduce(
    (sum, one) => sum + Math.max(1, Math.round((one.end - one.start) / (0.9 * one.size))),
    0,
  );
  return count >= LEAST_LETTERS && end - start >= 1.2 * size;
}

function belongsTo(other: Row, line: Row, whole: Row): boolean {
  const gap = Math.max(other.start - whole.end, whole.start - other.end);
  if (gap > WIDEST_WORD_GAP * line.size) return false;
  const play = 0.3 * line.size;
  if (other.low < line.low - play || other.high > line.high + play) return false;
  if (other.size > 1.3 * line.size) return false;
  if (Math.abs(other.ink - line.ink) > MOST_UNLIKE_INK * (line.ink - line.ground) + 4) return false;
  return other.stroke <= line.stroke / LEAST_LIKE_STROKE && line.stroke <= other.stroke / LEAST_LIKE_STROKE;
}

function rowOf(letters: readonly Letter[]): Row {
  const sizes = letters.map(({ size }) => size).sort((a, b) => a - b);
  return {
    letters,
    start: Math.min(...letters.map((one) => one.start)),
    end: Math.max(...letters.map((one) => one.end)),
    low: Math.min(...letters.map((one) => one.low)),
    high: Math.max(...letters.map((one) => one.high)),
    size: sizes[Math.floor(sizes.length * 0.75)],
    ink: median(letters.map(({ glyph }) => glyph.ink)),
    ground: median(letters.map(({ glyph }) => glyph.ground)),
    stroke: median(letters.map(({ glyph }) => glyph.stroke)),
  };
}

function lineOf({ letters, start, end, low, high, size, ink, ground, stroke }: Row, direction: Direction): TextLine {
  const contrast = Math.max(1, ink - ground);
  const unlikeInk = mean(letters.map(({ glyph }) => Math.abs(glyph.ink - ink))) / contrast;
  const base = median(letters.map((one) => one.high));
  const unlikeBase = mean(letters.map((one) => Math.min(1, Math.abs(one.high - base) / size)));
  const unlikeStroke = mean(letters.map(({ glyph }) => Math.abs(glyph.stroke - stroke) / stroke));
  const evenness = Math.max(0, 1 - 3 * unlikeInk - unlikeBase - 0.5 * unlikeStroke);
  const bounds =
    direction === 'across'
      ? { x: start, y: low, width: end - start, height: high - low }
      : { x: low, y: start, width: high - low, height: end - start };
  const inOrder = letters.toSorted((a, b) => a.start - b.start);
  const gaps = inOrder.slice(1).map((one, index) => Math.max(0, one.start - inOrder[index].end));
  const spacing = gaps.length > 0 ? median(gaps) / size : 0;
  return { ...bounds, direction, ink, ground, size, glyphs: letters.map(({ glyph }) => glyph), evenness, spacing };
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.floor(ascending.length / 2)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
