/**
 * Masked frames of lossy JPEG beside what they were, coefficient by coefficient:
 *
 *   node tools/run.mjs test/oracle/corpus-coefficients.ts ORIGINALS MASKED SETTINGS
 *
 * A line of JSON for each image of lossy JPEG in MASKED: `path`, `verdict` ok or differs, `blocks` that are as they
 * were, `why`. SETTINGS has the masks of each size of image. Of images with many frames, the first and the last.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { capabilityOf } from '../../src/codecs/registry';
import type { DataSet } from '../../src/core/dicom/data-set';
import { readDataSet } from '../../src/core/dicom/read';
import { DicomError } from '../../src/core/errors';
import { BytesSource } from '../../src/core/io/byte-source';
import { describePixels } from '../../src/core/pixel/describe';
import { indexFrames, readFrame } from '../../src/core/pixel/fragments/frame-index';
import { type OracleComponent, type OracleJpeg, readJpeg } from './jpeg-coefficients';

type Mask = readonly [x: number, y: number, width: number, height: number];

interface Rule {
  readonly when: { readonly rows: number; readonly columns: number };
  readonly rectangles: readonly Mask[];
}

const [originals, masked, settings] = process.argv.slice(2);
const rules: readonly Rule[] = JSON.parse(readFileSync(settings, 'utf8')).presets[0].masks;

async function read(path: string): Promise<DataSet> {
  return readDataSet(new BytesSource(new Uint8Array(readFileSync(path))));
}

/** Its first and last frame; none where it is no image of lossy JPEG. */
async function frames(dataSet: DataSet): Promise<readonly Uint8Array[]> {
  const image = describePixels(dataSet);
  if (!image || capabilityOf(image.syntax).family !== 'jpeg') return [];
  const index = await indexFrames(dataSet, image);
  const read = (start: number, end: number) => dataSet.source.read(start, end);
  const numbers = [...new Set([0, image.frames - 1])];
  const streams = await Promise.all(numbers.map((frame) => readFrame(index, image, frame, read)));
  return capabilityOf(image.syntax, streams[0]).mask === 'coefficients' ? streams : [];
}

/**
 * True for blocks that a mask may change: those that lie under it, that smoothed chrominance reaches, and beyond the
 * image's edge those that repeat what the mask covers there.
 */
function isFree({ columns, rows, components }: OracleJpeg, { h, v }: OracleComponent): (place: string) => boolean {
  const across = Math.max(...components.map((one) => one.h)) / h;
  const down = Math.max(...components.map((one) => one.v)) / v;
  const masks = rules.filter(({ when }) => when.rows === rows && when.columns === columns);
  return (place) => {
    const [row, column] = place.split(',').map(Number);
    return masks.some(({ rectangles }) =>
      rectangles.some(
        ([x, y, width, height]) =>
          touches(column, across, x, x + width, columns) && touches(row, down, y, y + height, rows),
      ),
    );
  };
}

/** A block of 8 samples, `pixels` pixels each, and a mask from `start` to before `end` of an image of `size`. */
function touches(block: number, pixels: number, start: number, end: number, size: number): boolean {
  const reach = pixels > 1 ? pixels / 2 : 0;
  return (block * 8 * pixels < end + reach || end >= size) && (block + 1) * 8 * pixels > start - reach;
}

/** Throws what is wrong. @returns how many blocks are as they were */
function compare(before: OracleJpeg, after: OracleJpeg): number {
  let same = 0;
  for (const [index, component] of before.components.entries()) {
    const made = after.components[index];
    if (component.quantizer.some((step, k) => step !== made.quantizer[k])) throw new Error('another quantizer');
    const mayChange = isFree(before, component);
    for (const [place, coefficients] of component.blocks) {
      const now = made.blocks.get(place);
      if (!now) throw new Error('a block is missing');
      if (coefficients.every((value, k) => value === now[k])) same++;
      else if (!mayChange(place)) throw new Error('a block beside the masks differs');
      else if (now.some((value, k) => k > 0 && value !== 0)) throw new Error('a masked block is not flat');
    }
  }
  return same;
}

for (const entry of readdirSync(masked, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  const name = relative(masked, path);
  if (!entry.isFile() || !existsSync(join(originals, name))) continue;
  try {
    const after = await frames(await read(path));
    if (after.length === 0) continue;
    const before = await frames(await read(join(originals, name)));
    const blocks = before.reduce((sum, stream, i) => sum + compare(readJpeg(stream), readJpeg(after[i])), 0);
    console.log(JSON.stringify({ path: name, verdict: 'ok', blocks, why: '' }));
  } catch (error) {
    // Outputs are read to their end elsewhere.
    if (error instanceof DicomError) continue;
    console.log(JSON.stringify({ path: name, verdict: 'differs', blocks: 0, why: (error as Error).message }));
  }
}
