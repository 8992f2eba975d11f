/** Writes the compressed images of the workloads with masks, by our own encoders; baseline JPEG by DCMTK's. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Coding, Samples } from '../src/codecs/codec';
import { Codecs } from '../src/codecs/codecs';
import { el, file, fragments, imageElements, offsetTable } from '../test/builders';
import { readBinary } from '../test/codecs/read-binary';
import { imageFile, onlyFrame } from '../test/oracle/image-file';
import { ctFrame, ultrasoundFrame } from './pictures';

/** As many different frames; the others repeat them. */
const DIFFERENT = 8;
const STUDY = '1.2.826.0.1.3680043.8.498.20240301';
const PREFIX = '1.2.840.10008.1.2.';
const ULTRASOUND = '1.2.840.10008.5.1.4.1.1.3.1';
const GRAYSCALE_WORD = '1.2.840.10008.5.1.4.1.1.7.3';

const LOSSLESS: Readonly<Record<string, { readonly syntax: string; readonly coding: Coding }>> = {
  'masked-j2k': {
    syntax: `${PREFIX}4.90`,
    coding: { kind: 'jpeg-2000', signed: false, colourTransform: false },
  },
  'masked-jls': { syntax: `${PREFIX}4.80`, coding: { kind: 'jpeg-ls', interleave: 0 } },
  'masked-jpll': {
    syntax: `${PREFIX}4.70`,
    coding: {
      kind: 'jpeg-lossless',
      predictor: 1,
      pointTransform: 0,
      restartRows: 0,
      interleaved: true,
      componentIds: [1],
      colourSegments: [],
    },
  },
};

/** 200 frames of 512 x 512 with 16 bits, or 500 of 800 x 600 in color. */
export async function writeCompressed(id: string, folder: string): Promise<void> {
  const lossless = LOSSLESS[id];
  if (!lossless) return writeUltrasound(folder);
  const codecs = new Codecs(readBinary);
  const [rows, columns] = [512, 512];
  const about = { rows, columns, samplesPerPixel: 1, bitsStored: 16, signed: false, lossy: false };
  const frames: Uint8Array[] = [];
  for (let seed = 0; seed < DIFFERENT; seed++) {
    const samples: Samples = ctFrame(rows, columns, seed);
    const frame = { ...about, samples, photometricInterpretation: 'MONOCHROME2', coding: lossless.coding };
    frames.push((await codecs.encode(lossless.syntax, frame)).bytes);
  }
  const recipe = { sopClass: GRAYSCALE_WORD, modality: 'OT', syntax: lossless.syntax, rows, columns, frames: 200 };
  writeFileSync(join(folder, 'image.dcm'), multiFrame(recipe, frames));
}

function writeUltrasound(folder: string): void {
  const [rows, columns] = [600, 800];
  const about = { rows, columns, samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8, signed: false };
  const [before, after] = [join(folder, 'in.dcm'), join(folder, 'out.dcm')];
  const frames: Uint8Array[] = [];
  for (let seed = 0; seed < DIFFERENT; seed++) {
    writeFileSync(
      before,
      imageFile({ ...about, photometricInterpretation: 'RGB' }, ultrasoundFrame(rows, columns, seed)),
    );
    const done = spawnSync('dcmcjpeg', ['+eb', '+q', '85', before, after], { encoding: 'latin1' });
    if (done.status !== 0) throw new Error(`dcmcjpeg: ${done.error?.message ?? done.stderr}`);
    frames.push(onlyFrame(new Uint8Array(readFileSync(after))));
  }
  for (const path of [before, after]) rmSync(path);
  const color = { modality: 'US', samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL_422' };
  const recipe = { ...color, sopClass: ULTRASOUND, syntax: `${PREFIX}4.50`, rows, columns, frames: 500 };
  writeFileSync(join(folder, 'image.dcm'), multiFrame(recipe, frames));
}

interface Recipe {
  readonly sopClass: string;
  readonly modality: string;
  readonly syntax: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
}

function multiFrame(recipe: Recipe, different: readonly Uint8Array[]): Uint8Array {
  const list = Array.from({ length: recipe.frames }, (_, frame) => different[frame % different.length]);
  const elements = [
    el('0008,0016', 'UI', recipe.sopClass),
    el('0008,0018', 'UI', `${STUDY}.1`),
    el('0008,0060', 'CS', recipe.modality),
    el('0010,0010', 'PN', 'Veil^Bench'),
    el('0010,0020', 'LO', 'BENCH-1'),
    el('0020,000d', 'UI', STUDY),
    el('0020,000e', 'UI', `${STUDY}.2`),
    ...imageElements({ ...recipe, pixels: fragments(list, { bot: offsetTable(list) }) }),
  ];
  return file({ ...recipe, sopInstance: `${STUDY}.1`, elements });
}
