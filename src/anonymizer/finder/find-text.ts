/** Text in a picture: lines are found by their letters, then read; the reading decides what is text. */
import { bounding, clip, type Rectangle, shareIn } from '../../core/pixel/rectangle';
import { findGlyphs, hasContrast } from '../../core/pixel/text/glyphs';
import { lineImage, type Turn } from '../../core/pixel/text/line-image';
import { findLines, type TextLine } from '../../core/pixel/text/lines';
import { type Plane, planeOf } from '../../core/pixel/text/plane';
import type { FindProgress, Found, Picture } from './found';
import type { LineReader } from './reader';
import { judge, type Reading } from './reading';

/** Lines that are read at most: what is least like text is left out. */
const MOST_LINES = 160;
const TURNS: Readonly<Record<TextLine['direction'], readonly Turn[]>> = {
  across: ['upright', 'upside-down'],
  down: ['heads-left', 'heads-right'],
};
/** So likely, and so surely, it need not be read the other way up: letters upside down are read as others. */
const SURE = { likelihood: 2, confidence: 75 };
/**
 * Regions as alike as these are letters, as far as one can see: a line across of which upright nothing comes is read
 * upside down too. Of all others it would cost twice the time.
 */
const ALIKE = { evenness: 0.75, regions: 5 };
/** The other way up has to be read more surely by this: `12.03.1961` upside down is a number as well. */
const SURER = 20;
/** Read less surely, the text is a guess. */
const LEAST_CONFIDENCE = 45;
/** What lies in lines that were read, by this share, is of their letters. */
const SAME = 0.5;
/** Gap between lines of one row that are one text, in heights of letters. */
const WIDEST_GAP = 3;

/** Beside text, likelihoods from here on are text, too: a device writes more than one word. */
const LEAST_BESIDE_TEXT = -0.5;

interface Candidate {
  readonly plane: Plane;
  readonly line: TextLine;
}

interface ReadLine extends Rectangle, Reading {
  readonly direction: TextLine['direction'];
  readonly size: number;
  readonly glyphs: TextLine['glyphs'];
}

/** Finds lines of letters and digits, upright, upside down or turned by a quarter, light on dark or dark on light. */
export async function findText(
  picture: Picture,
  reader: LineReader,
  onProgress: (progress: FindProgress) => void = () => undefined,
): Promise<readonly Found[]> {
  const candidates = candidatesOf(picture);
  const read: ReadLine[] = [];
  const doubtful: ReadLine[] = [];
  for (const [index, candidate] of candidates.entries()) {
    onProgress({ done: index, total: candidates.length });
    if (read.some((one) => shareIn(candidate.line, one) >= SAME)) continue;
    const one = await readLine(candidate, reader);
    if (one.isText) read.push(one);
    else if (one.likelihood > LEAST_BESIDE_TEXT) doubtful.push(one);
  }
  const beside = doubtful.filter((one) => read.some((text) => goesOn(text, one) && shareIn(one, text) < SAME));
  return joined(distinct([...read, ...beside])).flatMap((one): Found[] => {
    const inside = clip(padded(one), picture);
    if (!inside) return [];
    return [{ ...inside, kind: one.confidence < LEAST_CONFIDENCE ? 'unread' : 'text', text: one.text }];
  });
}

function candidatesOf({ rgba, columns, rows }: Picture): readonly Candidate[] {
  const all = (['light', 'dark'] as const).flatMap((ink) => {
    const plane = planeOf(rgba, columns, rows, ink);
    const glyphs = [...findGlyphs(plane)].flat().filter(hasContrast);
    return findLines(glyphs).map((line): Candidate => ({ plane, line }));
  });
  const strength = ({ line }: Candidate): number => line.evenness * Math.min(12, line.glyphs.length);
  return all.sort((a, b) => strength(b) - strength(a)).slice(0, MOST_LINES);
}

async function readLine({ plane, line }: Candidate, reader: LineReader): Promise<ReadLine> {
  const { direction, size, glyphs } = line;
  let best: ReadLine | undefined;
  for (const turn of TURNS[direction]) {
    if (turn === 'upside-down' && !(line.evenness >= ALIKE.evenness && glyphs.length >= ALIKE.regions)) break;
    const image = lineImage(plane, line, turn);
    const words = await reader.read(image.plane);
    const reading = judge(line, words);
    if (best && !isBetter(reading, best)) continue;
    const box = lengthened(
      line,
      words.map(({ place }) => image.toPicture(place)),
    );
    best = { ...reading, ...box, direction, size, glyphs };
    if (best.likelihood >= SURE.likelihood && best.confidence >= SURE.confidence) break;
  }
  return best as ReadLine;
}

/** Whether a line is rather the other way up. Signs upside down are signs, too: how surely they were read tells. */
function isBetter(other: Reading, first: Reading): boolean {
  if (other.isText !== first.isText) return other.isText;
  return first.isText ? other.confidence >= first.confidence + SURER : other.likelihood > first.likelihood;
}

/** A line with the words that go beyond its ends; how tall it is, its letters know better than the reader. */
function lengthened(line: TextLine, words: readonly Rectangle[]): Rectangle {
  const { x, y, width, height } = line;
  const all = bounding([line, ...words]);
  return line.direction === 'across' ? { ...all, y, height } : { ...all, x, width };
}

/** Letters of lines below each other can be taken for a line down the page: the likeliest lines keep them. */
function distinct(lines: readonly ReadLine[]): readonly ReadLine[] {
  const kept: ReadLine[] = [];
  for (const line of lines.toSorted((a, b) => b.likelihood - a.likelihood)) {
    const taken = line.glyphs.filter((glyph) => kept.some((one) => shareIn(glyph, one) > 0.5));
    if (taken.length < SAME * line.glyphs.length) kept.push(line);
  }
  return kept;
}

/** Lines one after the other in one row are one. */
function joined(lines: readonly ReadLine[]): readonly ReadLine[] {
  const all: ReadLine[] = [];
  for (const line of lines.toSorted((a, b) => a.x - b.x || a.y - b.y)) {
    const index = all.findIndex((one) => goesOn(one, line));
    const before = all[index];
    if (before) all[index] = together(before, line);
    else all.push(line);
  }
  return all;
}

function together(one: ReadLine, next: ReadLine): ReadLine {
  const confidence = Math.min(one.confidence, next.confidence);
  return { ...one, ...bounding([one, next]), text: `${one.text} ${next.text}`, confidence };
}

function goesOn(one: ReadLine, next: ReadLine): boolean {
  if (one.direction !== next.direction) return false;
  const [along, across] = one.direction === 'across' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const [length, height] = one.direction === 'across' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const shared = Math.min(one[across] + one[height], next[across] + next[height]) - Math.max(one[across], next[across]);
  const gap = Math.max(next[along] - one[along] - one[length], one[along] - next[along] - next[length]);
  return shared >= 0.6 * Math.min(one[height], next[height]) && gap <= WIDEST_GAP * Math.min(one.size, next.size);
}

/** Edges of letters are smooth, and a mask has to leave nothing of them. */
function padded({ x, y, width, height, size }: ReadLine): Rectangle {
  const by = Math.max(2, Math.round(0.18 * size));
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
