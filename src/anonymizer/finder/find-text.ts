/** Text in a picture: lines are found by their letters, then read; the reading decides what is text. */
import { bounding, clip, type Rectangle, shareIn } from '../../core/pixel/rectangle';
import { findGlyphs, hasContrast } from '../../core/pixel/text/glyphs';
import { lineImage, type Turn } from '../../core/pixel/text/line-image';
import { findLines, type TextLine } from '../../core/pixel/text/lines';
import { type Plane, planeOf } from '../../core/pixel/text/plane';
import type { FindProgress, Found, Picture } from './found';
import type { LineReader } from './reader';
import { believed } from './reading';

/** Lines that are read at most: what is least like text is left out. */
const MOST_LINES = 160;
const TURNS: Readonly<Record<TextLine['direction'], readonly Turn[]>> = {
  across: ['upright'],
  down: ['heads-left', 'heads-right'],
};
/** A line that lies in one that was read, by this share, is of its letters. */
const SAME = 0.6;

interface Candidate {
  readonly plane: Plane;
  readonly line: TextLine;
}

interface ReadLine extends Found {
  readonly direction: TextLine['direction'];
  readonly size: number;
}

export async function findText(
  picture: Picture,
  reader: LineReader,
  onProgress: (progress: FindProgress) => void = () => undefined,
): Promise<readonly Found[]> {
  const candidates = candidatesOf(picture);
  const read: ReadLine[] = [];
  for (const [index, candidate] of candidates.entries()) {
    onProgress({ done: index, total: candidates.length });
    if (read.some((one) => shareIn(candidate.line, one) >= SAME)) continue;
    const one = await readLine(candidate, reader);
    if (one) read.push(one);
  }
  return joined(read).flatMap((one) => {
    const inside = clip(one, picture);
    return inside ? [{ ...inside, kind: one.kind, text: one.text }] : [];
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

async function readLine({ plane, line }: Candidate, reader: LineReader): Promise<ReadLine | undefined> {
  for (const turn of TURNS[line.direction]) {
    const image = lineImage(plane, line, turn);
    const words = believed(await reader.read(image.plane));
    if (words.length === 0) continue;
    const text = words.map((word) => word.text).join(' ');
    const box = bounding([line, ...words.map(({ place }) => image.toPicture(place))]);
    const { direction, size } = line;
    return { ...padded(box, Math.ceil(0.15 * size)), kind: 'text', text, direction, size };
  }
  return undefined;
}

/** Lines one after the other in one row are one. */
function joined(lines: readonly ReadLine[]): readonly ReadLine[] {
  const all: ReadLine[] = [];
  for (const line of [...lines].sort((a, b) => a.x - b.x || a.y - b.y)) {
    const index = all.findIndex((one) => goesOn(one, line));
    const before = all[index];
    if (before) all[index] = { ...before, ...bounding([before, line]), text: `${before.text} ${line.text}` };
    else all.push(line);
  }
  return all;
}

function goesOn(one: ReadLine, next: ReadLine): boolean {
  if (one.direction !== 'across' || next.direction !== 'across') return false;
  const size = Math.min(one.size, next.size);
  const shared = Math.min(one.y + one.height, next.y + next.height) - Math.max(one.y, next.y);
  return shared >= 0.6 * Math.min(one.height, next.height) && next.x - (one.x + one.width) <= 1.5 * size;
}

function padded({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
