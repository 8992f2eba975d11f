/** Masked pixels are black however they are looked at, and nothing else changes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BytesSource } from '../../../src/core/io/byte-source';
import { blackPixel } from '../../../src/core/pixel/black';
import { modalityRange } from '../../../src/core/pixel/display';
import type { Voi } from '../../../src/core/pixel/gray';
import { fitMasks, type Mask } from '../../../src/core/pixel/mask';
import { nativeFilling } from '../../../src/core/pixel/mask-native';
import { overlayFilling } from '../../../src/core/pixel/mask-overlay';
import { maskSamples } from '../../../src/core/pixel/mask-samples';
import { type ByteSpan, MaskedSource } from '../../../src/core/pixel/masked-source';
import { overlayPlane } from '../../../src/core/pixel/overlay';
import { renderFrame } from '../../../src/core/pixel/render';
import { el, fragments, type ImageRecipe, type Part, SYNTAX, seeded, sq, zeros } from '../../builders';
import { colorsOf, type Image, openImage, openSource, samplesOf } from './image';

interface Masked {
  readonly image: Image;
  readonly source: MaskedSource;
  readonly bytes: Uint8Array;
  /** What changes, counted from the start of Pixel Data. */
  readonly spans: readonly ByteSpan[];
}

async function masked(before: Image, masks: readonly Mask[], gap = 0): Promise<Masked> {
  const { dataSet, description, display } = before;
  const black = (frame: number) => blackPixel(description, display.of(frame));
  const filling = nativeFilling(description, fitMasks(masks, description), black);
  const source = new MaskedSource(dataSet.source, [filling]);
  const bytes = await source.read(0, source.size);
  const spans = [...filling.spans(gap)].map(({ start, end }) => {
    return { start: start - description.start, end: end - description.start };
  });
  return { image: await openSource(new BytesSource(bytes)), source, bytes, spans };
}

function isIn({ x, y, width, height, frames }: Mask, column: number, row: number, frame: number): boolean {
  if (frames && (frame < frames.first || frame > frames.last)) return false;
  return column >= x && column < x + width && row >= y && row < y + height;
}

/** Random bytes for the pixels of a recipe: every bit of every cell is in use. */
function noise(recipe: Omit<ImageRecipe, 'pixels'>, seed: number): Uint8Array {
  const { rows = 4, columns = 4, frames = 1, samplesPerPixel = 1, bitsAllocated = 16, photometric } = recipe;
  const random = seeded(seed);
  const samples = photometric === 'YBR_FULL_422' ? 2 : samplesPerPixel;
  const length = Math.ceil((rows * columns * frames * samples * bitsAllocated) / 8);
  return Uint8Array.from({ length: length + (length % 2) }, () => Math.floor(random() * 256));
}

const blackFirst: Part[] = ['0028,1101', '0028,1102', '0028,1103'].flatMap((tag, i) => [
  el(tag, 'US', [4, 2, 8]),
  el(`0028,120${i + 1}`, 'OW', [90, 40, 0, 200]),
]);
const falling = [el('0028,1052', 'DS', '100'), el('0028,1053', 'DS', '-2')];
const zigzag = sq('0028,3000', [[el('0028,3002', 'US', [4, 1, 8]), el('0028,3006', 'OW', [90, 0, 255, 60])]]);
const embedded = [
  el('6000,0010', 'US', 5),
  el('6000,0011', 'US', 6),
  el('6000,0100', 'US', 16),
  el('6000,0102', 'US', 15),
];

const KINDS: Readonly<Record<string, Partial<ImageRecipe>>> = {
  'single bits': { bitsAllocated: 1 },
  'single bits, MONOCHROME1': { bitsAllocated: 1, photometric: 'MONOCHROME1' },
  '8 bits': { bitsAllocated: 8 },
  '8 bits, signed': { bitsAllocated: 8, signed: true },
  '12 of 16 bits': { bitsStored: 12 },
  '12 of 16 bits, signed': { bitsStored: 12, signed: true },
  '12 of 16 bits, at the top': { bitsStored: 12, highBit: 15, signed: true },
  '12 of 16 bits, with an overlay': { bitsStored: 12, signed: true, more: embedded },
  '16 bits, MONOCHROME1': { photometric: 'MONOCHROME1' },
  '16 bits, signed, MONOCHROME1': { photometric: 'MONOCHROME1', signed: true },
  '16 bits, inverse shape': { more: [el('2050,0020', 'CS', 'INVERSE')] },
  '16 bits, signed, falling rescale': { signed: true, more: falling },
  '16 bits, falling rescale, MONOCHROME1': { photometric: 'MONOCHROME1', more: falling },
  '8 bits, a table that goes up and down': { bitsAllocated: 8, more: [zigzag] },
  '8 bits, such a table, MONOCHROME1': { bitsAllocated: 8, photometric: 'MONOCHROME1', more: [zigzag] },
  '32 bits, signed': { bitsAllocated: 32, signed: true },
  'a palette': { bitsAllocated: 8, photometric: 'PALETTE COLOR', more: blackFirst },
  RGB: { samplesPerPixel: 3, bitsAllocated: 8 },
  'RGB, color by color': { samplesPerPixel: 3, bitsAllocated: 8, planar: 1 },
  'RGB, 12 of 16 bits': { samplesPerPixel: 3, bitsStored: 12 },
  YBR_FULL: { samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL' },
  'YBR_FULL, color by color': { samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL', planar: 1 },
  'YBR_FULL, 16 bits': { samplesPerPixel: 3, photometric: 'YBR_FULL' },
  YBR_FULL_422: { samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL_422' },
};

const ROWS = 5;
const COLUMNS = 6;
const FRAMES = 3;
const mask = fc
  .record({
    x: fc.integer({ min: -2, max: COLUMNS - 1 }),
    y: fc.integer({ min: -2, max: ROWS - 1 }),
    width: fc.integer({ min: 3, max: 8 }),
    height: fc.integer({ min: 3, max: 6 }),
    frames: fc.option(fc.constantFrom({ first: 0, last: 0 }, { first: 1, last: 2 }), { nil: undefined }),
  })
  .map(({ frames, ...rectangle }): Mask => (frames ? { ...rectangle, frames } : rectangle));

/** Windows that begin and end within what the modality transform of the image can give. */
function windowsOf({ description, display }: Image): Voi[] {
  const { least, greatest } = modalityRange(display.of(0).modality, description);
  return [
    [0, 1],
    [0.3, 0.5],
    [0.9, 1],
  ].map(([from = 0, to = 0]) => {
    const width = (greatest - least) * (to - from);
    const center = least + (greatest - least) * from + width / 2;
    return { kind: 'window', center, width, shape: 'LINEAR_EXACT', explanation: '' };
  });
}

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  test.each([SYNTAX.explicit, SYNTAX.bigEndian])('%s', async (syntax) => {
    const recipe = { syntax, rows: ROWS, columns: COLUMNS, frames: FRAMES, ...kind };
    const masksOf = fc.array(mask, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(masksOf, fc.nat(), async (masks, seed) => {
        const before = await openImage({ ...recipe, pixels: noise(recipe, seed) });
        const after = await masked(before, masks);
        const grown = kind.photometric === 'YBR_FULL_422' ? masks.map(toPairs) : masks;
        for (let frame = 0; frame < FRAMES; frame++) {
          for (const voi of windowsOf(before)) {
            const was = await colorsOf(before, { voi }, frame);
            const expected = was.map((color, i) => {
              const [x, y] = [i % COLUMNS, Math.floor(i / COLUMNS)];
              return grown.some((one) => isIn(one, x, y, frame)) ? '#000000' : color;
            });
            expect(await colorsOf(after.image, { voi }, frame)).toEqual(expected);
          }
        }
        expect(changes(before, after)).toBe(true);
      }),
      { numRuns: 8 },
    );
  });
});

/** Pixels that share their color are masked in pairs. */
function toPairs({ x, width, ...rest }: Mask): Mask {
  const left = Math.floor(x / 2) * 2;
  return { ...rest, x: left, width: Math.ceil((x + width) / 2) * 2 - left };
}

/** True if spans ascend, do not touch, and hold whatever differs. */
function changes({ dataSet, description }: Image, { bytes, spans }: Masked): boolean {
  const original = dataSet.source.bytes ?? zeros(0);
  const isIn = (at: number) => spans.some(({ start, end }) => at >= start && at < end);
  const isInOrder = spans.every(({ start, end }, i) => start < end && start > (spans[i - 1]?.end ?? -1));
  return isInOrder && bytes.every((byte, i) => byte === original[i] || isIn(i - description.start));
}

describe('the file', () => {
  const recipe = { rows: 4, columns: 8, bitsStored: 12 };
  const whole = { x: 0, y: 1, width: 8, height: 2 };

  test('is written where the mask is', async () => {
    const image = await openImage({ ...recipe, frames: 2, pixels: noise({ ...recipe, frames: 2 }, 1) });
    const { spans } = await masked(image, [{ x: 6, y: 2, width: 9, height: 9, frames: { first: 1, last: 1 } }]);
    expect(spans).toEqual([
      { start: 64 + 44, end: 64 + 48 },
      { start: 64 + 60, end: 64 + 64 },
    ]);
  });

  test('is written in one piece where whole rows are masked, or what lies between is short', async () => {
    const image = await openImage({ ...recipe, pixels: noise(recipe, 1) });
    expect((await masked(image, [whole])).spans).toEqual([{ start: 16, end: 48 }]);
    expect((await masked(image, [{ ...whole, width: 2 }], 12)).spans).toEqual([{ start: 16, end: 36 }]);
  });

  test.each([
    ['of 16 bits', { bitsStored: 12 }],
    ['of single bits', { bitsAllocated: 1 }],
    ['in swapped words', { bitsAllocated: 8, syntax: SYNTAX.bigEndian }],
    ['of three colors', { bitsAllocated: 8, samplesPerPixel: 3, photometric: 'YBR_FULL' }],
  ])('of samples %s can be read in any pieces', async (_, kind) => {
    const odd = { ...kind, rows: 3, columns: 5, frames: 3 };
    const image = await openImage({ ...odd, pixels: noise(odd, 1) });
    const { source, bytes } = await masked(image, [{ x: 1, y: 1, width: 3, height: 2 }]);
    const { start, end } = image.description;
    const wrong: number[][] = [];
    for (let from = start - 2; from <= end; from++) {
      for (let to = from; to <= end; to++) {
        const piece = await source.read(from, to);
        if (!piece.every((byte, i) => byte === bytes[from + i])) wrong.push([from, to]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('loses what lies after the last frame', async () => {
    const pixels = new Uint8Array(74).fill(9);
    const { image } = await masked(await openImage({ ...recipe, pixels }), [whole]);
    const rest = await image.read(image.description.start + 64, image.description.end);
    expect(Array.from(rest)).toEqual(Array(10).fill(0));
  });

  test('has no bit of overlays in masked cells, else the sign in all unused bits', async () => {
    const signed = { ...recipe, signed: true };
    const cell = async (more: readonly Part[]) => {
      const { image, bytes } = await masked(await openImage({ ...signed, more, pixels: noise(signed, 1) }), [whole]);
      return Array.from(bytes.subarray(image.description.start + 16, image.description.start + 18));
    };
    expect(await cell([])).toEqual([0x00, 0xf8]);
    expect(await cell(embedded)).toEqual([0x00, 0x08]);
  });

  test('is black where it is shown through a falling table', async () => {
    const table = [
      el('0028,3002', 'US', [16, 0, 8]),
      el(
        '0028,3006',
        'OW',
        Array.from({ length: 16 }, (_, i) => 240 - 16 * i),
      ),
    ];
    const image = await openImage({ ...recipe, bitsStored: 4, more: [sq('0028,3010', [table])], pixels: zeros(64) });
    const after = await masked(image, [whole]);
    expect(new Set((await colorsOf(after.image)).slice(8, 24))).toEqual(new Set(['#000000']));
  });

  test.each([
    ['right of the image', { x: 8, y: 0, width: 4, height: 4 }],
    ['above it', { x: 0, y: -4, width: 8, height: 4 }],
    ['without a size', { x: 0, y: 0, width: 0, height: 4 }],
    ['on frames it does not have', { ...whole, frames: { first: 1, last: 5 } }],
  ])('is not masked with a mask %s', async (_, outside) => {
    const { description } = await openImage({ ...recipe, pixels: zeros(64) });
    const mask = () => fitMasks([whole, outside], description);
    expect(mask).toThrow(expect.objectContaining({ code: 'mask-outside', details: { mask: 2 } }));
  });
});

describe('floating point', () => {
  const numbers = [-3.5, 2, 1e30, Number.NaN];
  const picture = (more: readonly Part[]): ImageRecipe => {
    return { rows: 2, columns: 2, bitsAllocated: 32, more, pixels: el('7fe0,0008', 'OF', numbers) };
  };
  const window = [el('0028,1050', 'DS', '0'), el('0028,1051', 'DS', '10')];

  test.each([
    ['zero', [], 0],
    ['where the windows of the file begin, if that is less', window, -5],
    ['where its padding begins, if that is less', [...window, el('0028,0122', 'FL', -100)], -100],
  ])('becomes %s', async (_, more, value) => {
    const { image } = await masked(await openImage(picture(more)), [{ x: 1, y: 0, width: 1, height: 2 }]);
    expect(Array.from((await samplesOf(image)).data)).toEqual([-3.5, value, Math.fround(1e30), value]);
  });
});

test('a decoded frame is masked in the colors that its decoder gave', async () => {
  const square = { x: 1, y: 1, width: 2, height: 1 };
  const recipe = { rows: 2, columns: 3, samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL_422' };
  const jpeg = { ...recipe, syntax: SYNTAX.jpegBaseline, pixels: fragments([zeros(8)]) };
  const { description, display } = await openImage(jpeg);
  for (const photometric of ['RGB', 'YBR_FULL'] as const) {
    const samples = { data: new Uint8Array(18).fill(200), samplesPerPixel: 3, photometric };
    maskSamples(samples, description, [square], 0, blackPixel(description, display.of(0), photometric));
    const words = new Uint32Array(renderFrame(samples, description, display.of(0)).buffer);
    expect(Array.from(words, (word) => word === 0xff000000)).toEqual([false, false, false, false, true, true]);
  }
});

describe('an overlay', () => {
  const plane = (more: readonly Part[], frames = 1): Part[] => [
    el('6000,0010', 'US', 3),
    el('6000,0011', 'US', 5),
    el('6000,0050', 'SS', [2, 0]),
    ...more,
    el('6000,3000', 'OW', new Uint8Array(Math.ceil((15 * frames) / 16) * 2).fill(255)),
  ];
  const several = [el('6000,0015', 'IS', '2'), el('6000,0051', 'US', 2)];

  async function rest(more: readonly Part[], masks: readonly Mask[], frame: number, syntax: string): Promise<number[]> {
    const image = await openImage({ syntax, rows: 4, columns: 4, frames: 3, pixels: zeros(96), more });
    const [overlay] = image.description.overlays;
    if (overlay?.source.kind !== 'element') throw new Error('no overlay');
    const filling = overlayFilling(overlay, fitMasks(masks, image.description));
    const source = new MaskedSource(image.dataSet.source, filling ? [filling] : []);
    const data = await source.read(overlay.source.start, overlay.source.end);
    return Array.from(overlayPlane(overlay, image.description, data, frame));
  }

  test.each([SYNTAX.explicit, SYNTAX.bigEndian])('is empty under a mask, %s', async (syntax) => {
    const under = await rest(plane([]), [{ x: 1, y: 0, width: 1, height: 3 }], 0, syntax);
    expect(under).toEqual([1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1]);
  });

  test.each([SYNTAX.explicit, SYNTAX.bigEndian])(
    'of several frames is empty on masked frames only, %s',
    async (syntax) => {
      const masks = [{ x: 0, y: 0, width: 4, height: 4, frames: { first: 2, last: 2 } }];
      expect(await rest(plane(several, 2), masks, 1, syntax)).toEqual(Array(15).fill(1));
      expect(await rest(plane(several, 2), masks, 2, syntax)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    },
  );

  test('beside the masks stays as it is', async () => {
    const { description } = await openImage({ rows: 4, columns: 4, pixels: zeros(32), more: plane([]) });
    expect(description.overlays.map((one) => overlayFilling(one, [{ x: 0, y: 0, width: 4, height: 1 }]))).toEqual([
      undefined,
    ]);
  });

  test('over all frames is empty where any of them is masked', async () => {
    const masks = [{ x: 0, y: 1, width: 4, height: 1, frames: { first: 1, last: 1 } }];
    expect((await rest(plane([]), masks, 0, SYNTAX.explicit)).slice(0, 5)).toEqual([1, 0, 0, 0, 0]);
  });
});
