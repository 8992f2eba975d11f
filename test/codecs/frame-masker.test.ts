/** Frames of every codec masked and compared: black under the mask, all else as it was, and what is wrong is seen. */
import { describe, expect, test } from 'vitest';
import type { Coding, FrameInfo } from '../../src/codecs/codec';
import { FrameMasker } from '../../src/codecs/frame-masker';
import type { FrameTask } from '../../src/core/pixel/frame-coder';
import { type JpegRecipe, jpeg } from '../builders/jpeg';
import { codecs, frame, info, noise } from './frames';

const masker = new FrameMasker(codecs);
const RECTANGLES = [
  { x: 3, y: 2, width: 9, height: 4 },
  { x: 0, y: 14, width: 20, height: 2 },
];
const SIZE = { rows: 16, columns: 20 };

interface Kind {
  readonly syntax: string;
  readonly coding: Coding;
  readonly of: FrameInfo;
  readonly black?: number;
  readonly shift?: number;
}

const gray = (fields: Partial<FrameInfo> = {}): FrameInfo => info({ ...SIZE, ...fields });
const deep = gray({ bitsAllocated: 16, bitsStored: 12 });
const signed = gray({ bitsAllocated: 16, bitsStored: 16, signed: true });
const color = info({ ...SIZE, samplesPerPixel: 3 });
const ybr = { ...color, photometricInterpretation: 'YBR_FULL' };
const lossless = { kind: 'jpeg-lossless', predictor: 1, pointTransform: 0, restartRows: 0, interleaved: true } as const;
const UID = '1.2.840.10008.1.2';

const KINDS: Readonly<Record<string, Kind>> = {
  'RLE, 8 bits': { syntax: `${UID}.5`, coding: { kind: 'rle', bitsAllocated: 8 }, of: gray() },
  'RLE, signed': { syntax: `${UID}.5`, coding: { kind: 'rle', bitsAllocated: 16 }, of: signed, black: -32768 },
  'RLE, 12 bits at the top of 16': {
    syntax: `${UID}.5`,
    coding: { kind: 'rle', bitsAllocated: 16 },
    of: deep,
    black: 4095,
    shift: 4,
  },
  'RLE, single bits': {
    syntax: `${UID}.5`,
    coding: { kind: 'rle', bitsAllocated: 1 },
    of: gray({ bitsAllocated: 1, bitsStored: 1 }),
  },
  'no compression': {
    syntax: `${UID}.1.98`,
    coding: { kind: 'native', bitsAllocated: 8, planar: true },
    of: { ...color, planar: true },
  },
  'deflated frames': { syntax: `${UID}.8.1`, coding: { kind: 'deflated', bitsAllocated: 16, planar: false }, of: deep },
  'lossless JPEG': {
    syntax: `${UID}.4.70`,
    coding: { ...lossless, componentIds: [1], colourSegments: [] },
    of: deep,
    black: 4095,
  },
  'lossless JPEG that loses two bits': {
    syntax: `${UID}.4.57`,
    coding: { ...lossless, pointTransform: 2, componentIds: [1], colourSegments: [] },
    of: deep,
    black: 4095,
  },
  'JPEG-LS, YBR': { syntax: `${UID}.4.80`, coding: { kind: 'jpeg-ls', interleave: 2 }, of: ybr },
  'JPEG-LS, signed 12 bits': {
    syntax: `${UID}.4.80`,
    coding: { kind: 'jpeg-ls', interleave: 0 },
    of: { ...deep, signed: true },
    black: -2048,
  },
  'JPEG 2000, signed': {
    syntax: `${UID}.4.90`,
    coding: { kind: 'jpeg-2000', signed: true, colourTransform: false },
    of: signed,
    black: -32768,
  },
  'JPEG 2000, fewer bits than the header says': {
    syntax: `${UID}.4.90`,
    coding: { kind: 'jpeg-2000', signed: true, colourTransform: false },
    of: { ...deep, signed: true },
    black: -32768,
  },
  'JPEG 2000, color': {
    syntax: `${UID}.4.90`,
    coding: { kind: 'jpeg-2000', signed: false, colourTransform: true },
    of: color,
  },
  'HTJ2K, color': {
    syntax: `${UID}.4.201`,
    coding: { kind: 'htj2k', signed: false, colourTransform: true },
    of: color,
  },
};

async function taskFor({ syntax, coding, of, black = 0, shift = 0 }: Kind): Promise<FrameTask> {
  const { bytes } = await codecs.encode(syntax, frame(of, coding, noise(of, 3)));
  return { syntax, info: of, bytes, rectangles: RECTANGLES, black, shift };
}

const isMasked = (pixel: number): boolean => {
  const [column, row] = [pixel % SIZE.columns, Math.floor(pixel / SIZE.columns)];
  return RECTANGLES.some(
    ({ x, y, width, height }) => column >= x && column < x + width && row >= y && row < y + height,
  );
};

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  test('one value under the mask, all else as it was', async () => {
    const task = await taskFor(kind);
    const { bytes } = await masker.mask(task);
    const before = await codecs.decode(kind.syntax, task.bytes, kind.of);
    const after = await codecs.decode(kind.syntax, bytes, kind.of);
    const { samplesPerPixel } = kind.of;
    const first = RECTANGLES[0].y * SIZE.columns + RECTANGLES[0].x;
    for (const [i, sample] of after.samples.entries()) {
      const color = i % samplesPerPixel;
      const masked = after.samples[first * samplesPerPixel + color];
      expect(sample).toBe(isMasked(Math.floor(i / samplesPerPixel)) ? masked : before.samples[i]);
    }
    expect(after.coding).toEqual(before.coding);
    expect(await masker.compare(task, bytes)).toBeUndefined();
  });

  test('another frame in its place is seen through', async () => {
    const task = await taskFor(kind);
    expect(await masker.compare(task, task.bytes)).toBe('not-masked');
    const decoded = await codecs.decode(kind.syntax, (await masker.mask(task)).bytes, kind.of);
    const beside = (8 * SIZE.columns + 15) * kind.of.samplesPerPixel;
    decoded.samples[beside] = decoded.samples[beside] === 0 ? -1 : 0;
    const { bytes } = await codecs.encode(kind.syntax, decoded);
    expect(await masker.compare(task, bytes)).toBe('other-pixels-differ');
  });
});

describe('lossy JPEG', () => {
  const JPEG = `${UID}.4.50`;
  const pattern = (row: number, column: number): readonly number[] => {
    return Array.from({ length: 64 }, (_, i) => (i === 0 ? 9 * row + 5 * column - 40 : i < 6 ? (row + i) % 3 : 0));
  };
  const taskOf = (recipe: JpegRecipe, photometricInterpretation: string, black = 0): FrameTask => ({
    syntax: JPEG,
    info: info({ ...recipe, samplesPerPixel: recipe.components.length, photometricInterpretation }),
    bytes: jpeg(recipe),
    rectangles: [{ x: 9, y: 10, width: 3, height: 3 }],
    black,
    shift: 0,
  });
  const plain = { rows: 40, columns: 48, quantizer: 16 };
  const sampled = [{ h: 2, v: 2, block: pattern }, { block: pattern }, { block: pattern }];

  test.each([
    ['gray', taskOf({ ...plain, components: [{ block: pattern }] }, 'MONOCHROME2'), 8],
    ['gray, bright is dark', taskOf({ ...plain, components: [{ block: pattern }] }, 'MONOCHROME1', 255), 8],
    ['color, subsampled', taskOf({ ...plain, components: sampled }, 'YBR_FULL_422'), 16],
  ])('%s: whole blocks are black, all others as they were', async (_, task, block) => {
    const { bytes } = await masker.mask(task);
    const before = await codecs.decode(JPEG, task.bytes, task.info);
    const after = await codecs.decode(JPEG, bytes, task.info);
    const { samplesPerPixel, columns } = task.info;
    for (const [i, sample] of after.samples.entries()) {
      const [pixel, color] = [Math.floor(i / samplesPerPixel), i % samplesPerPixel];
      const [x, y] = [pixel % columns, Math.floor(pixel / columns)];
      const isNear = x < Math.ceil(13 / block) * block + block && y < Math.ceil(14 / block) * block + block;
      if (x >= 9 && x < 12 && y >= 10 && y < 13) expect(sample).toBe(color > 0 ? 128 : task.black);
      else if (!isNear) expect(sample).toBe(before.samples[i]);
    }
    expect(await masker.compare(task, bytes)).toBeUndefined();
    expect(await masker.compare(task, task.bytes)).toBe('not-masked');
    const elsewhere = await masker.mask({
      ...task,
      rectangles: [...task.rectangles, { x: 47, y: 39, width: 1, height: 1 }],
    });
    expect(await masker.compare(task, elsewhere.bytes)).toBe('other-pixels-differ');
  });
});

test('what no codec can do is refused, with the reason', async () => {
  const task = await taskFor(KINDS['RLE, 8 bits']);
  const video = masker.mask({ ...task, syntax: `${UID}.4.102` });
  await expect(video).rejects.toMatchObject({ code: 'unsupported-compression', details: { reason: 'video' } });
});
