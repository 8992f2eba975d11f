/**
 * `npm run bench:text [-- SEED [ROTATIONS]]`: how much of the text that is burned into real images is found, by the code of the
 * page with the same engine, and how much else. The images are those of a corpus beside the project (VEIL_CORPUS);
 * without it nothing is measured. ROTATIONS are `0,90` or others, `180` among them. A text counts as found if suggestions cover 80 % of the rectangle around its ink.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findText } from '../src/anonymizer/finder/find-text';
import { openTesseract } from '../src/anonymizer/finder/tesseract';
import { shareIn } from '../src/core/pixel/rectangle';
import { cell, type Line, printTable } from './table';
import { realPictures } from './text/pictures';
import { type Planted, plant, type Rotation, SIZES } from './text/plant';
import { coverage } from './text/score';

const CORPUS = resolve(process.env.VEIL_CORPUS ?? '../shared/corpus');
const DATA = 'node_modules/@tesseract.js-data/eng/4.0.0_best_int';
const TEXTS_EACH = 6;
const FOUND = 0.8;
/** A suggestion is right if a part of it is ink that was planted: around it lies what belongs to no letter. */
const RIGHT = 0.2;
const GOAL = 0.95;
/** From this size on the goal holds, in pixels of the font. */
const GOAL_FROM = 12;

interface Tally {
  texts: number;
  found: number;
  suggestions: number;
  right: number;
}

const empty = (): Tally => ({ texts: 0, found: 0, suggestions: 0, right: 0 });
const percent = (part: number, whole: number): string => (whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`);

async function measure(seed: number, rotations: readonly Rotation[]): Promise<void> {
  const pictures = await realPictures(CORPUS);
  const tallies = new Map<string, Tally>();
  const of = (key: string): Tally => {
    const tally = tallies.get(key) ?? empty();
    tallies.set(key, tally);
    return tally;
  };
  const reader = await openTesseract({ langPath: DATA });
  const missed: Planted[] = [];
  let milliseconds = 0;
  let searched = 0;
  for (const picture of await plant(pictures, rotations, TEXTS_EACH, seed)) {
    const [first] = picture.planted;
    if (!first) continue;
    const start = performance.now();
    const found = await findText(picture, reader);
    milliseconds += performance.now() - start;
    searched += 1;
    const lost = picture.planted.filter((one) => coverage(one, found) < FOUND);
    missed.push(...lost.filter(({ size }) => size >= GOAL_FROM));
    for (const tally of [of(`${first.size} ${first.rotation}`), of(picture.name)]) {
      tally.texts += picture.planted.length;
      tally.found += picture.planted.length - lost.length;
      if (picture.hasOwnText) continue;
      tally.suggestions += found.length;
      tally.right += found.filter((one) =>
        picture.planted.some((text) => shareIn(text, one) > 0 && shareIn(one, text) >= RIGHT),
      ).length;
    }
  }
  await reader.end();

  const line = (name: string, tally: Tally, goal: boolean): Line => ({
    cells: [
      name,
      String(tally.texts),
      percent(tally.found, tally.texts),
      String(tally.suggestions - tally.right),
      percent(tally.right, tally.suggestions),
    ],
    ...(goal && { ok: tally.found >= GOAL * tally.texts }),
  });
  const heads = ['', 'texts', 'recall', 'false', 'precision'];
  const bySize = SIZES.flatMap((size) =>
    rotations.map((rotation) => ({
      size,
      name: `${size} px, ${rotation}°`,
      tally: of(`${size} ${rotation}`),
    })),
  );
  const large = bySize.filter(({ size }) => size >= GOAL_FROM).map(({ tally }) => tally);
  const total = large.reduce((sum, one) => {
    return {
      texts: sum.texts + one.texts,
      found: sum.found + one.found,
      suggestions: sum.suggestions + one.suggestions,
      right: sum.right + one.right,
    };
  }, empty());
  printTable(heads, [
    ...bySize.map(({ name, tally }) => line(name, tally, false)),
    line(`${GOAL_FROM} px and more`, total, true),
  ]);
  printTable(
    heads,
    pictures.map(({ name }) => line(name, of(name), false)),
  );
  console.log(`\n${searched} images, ${cell.seconds(milliseconds / 1000 / searched)} s each`);
  if (process.env.VEIL_VERBOSE) {
    for (const { text, size, rotation, contrast } of missed)
      console.log(`missed: ${size} px ${rotation}° ${contrast} "${text}"`);
  }
}

const ROTATIONS = [0, 90, 180] as const;
const [, , seed = '1', rotations = '0,90'] = process.argv;
const asked = rotations.split(',').map(Number);
if (existsSync(CORPUS))
  await measure(
    Number(seed),
    ROTATIONS.filter((one) => asked.includes(one)),
  );
else console.log(`No images to burn text into: ${CORPUS} is not there. VEIL_CORPUS names another folder.`);
