/** What is seen of an image: windows, tables, colors, overlays (PS3.3 C.7.6.3, C.9.2, C.11). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlobSource } from '../../../src/core/io/byte-source';
import { addColors } from '../../../src/core/pixel/color';
import { drawOverlay, isOver, overlayPlane } from '../../../src/core/pixel/overlay';
import { Projection } from '../../../src/core/pixel/projection';
import { cells, el, type ImageRecipe, imageFile, type Part, packedBits, SYNTAX, sq, zeros } from '../../builders';
import { colorsOf, graysOf, type Image, openImage, openSource } from './image';

/** One row of 16-bit samples. */
function row(values: readonly number[], recipe: Partial<ImageRecipe> = {}): Promise<Image> {
  const pixels = cells(values, 16, recipe.syntax);
  return openImage({ rows: 1, columns: values.length, pixels, ...recipe });
}

const windowed = (center: string, width: string, shape = ''): Part[] => [
  el('0028,1050', 'DS', center.split('/')),
  el('0028,1051', 'DS', width.split('/')),
  ...(shape === '' ? [] : [el('0028,1056', 'CS', shape)]),
];
const rescale = (slope: string, intercept: string): Part[] => [
  el('0028,1052', 'DS', intercept),
  el('0028,1053', 'DS', slope),
];
const lut = (tag: string, descriptor: readonly number[], data: readonly number[]): Part =>
  sq(tag, [[el('0028,3002', 'US', descriptor), el('0028,3006', 'OW', data)]]);

describe('gray', () => {
  test('follows the linear function of PS3.3 C.11.2.1.2', async () => {
    const image = await row([0, 1947, 1948, 2048, 2148, 4095], { more: windowed('2048', '201') });
    expect(await graysOf(image)).toEqual([0, 0, 1, 128, 255, 255]);
  });

  test('is black or white in a window of one value', async () => {
    expect(await graysOf(await row([9, 10, 11], { more: windowed('10.5', '1') }))).toEqual([0, 0, 255]);
  });

  test('follows the exact linear function and the sigmoid where the file asks for them', async () => {
    const exact = await row([0, 50, 100], { more: windowed('50', '100', 'LINEAR_EXACT') });
    expect(await graysOf(exact)).toEqual([0, 128, 255]);
    const sigmoid = await row([0, 50, 100], { more: windowed('50', '100', 'SIGMOID') });
    expect(await graysOf(sigmoid)).toEqual([30, 128, 225]);
  });

  test('offers all windows of the file, with their explanations', async () => {
    const image = await row([0], { more: [...windowed('40/-600', '400/1500'), el('0028,1055', 'LO', 'SOFT\\LUNG')] });
    expect(image.display.of(0).windows).toMatchObject([
      { center: 40, width: 400, shape: 'LINEAR', explanation: 'SOFT' },
      { center: -600, width: 1500, shape: 'LINEAR', explanation: 'LUNG' },
    ]);
  });

  test('is that of the modality: a window means values after rescaling', async () => {
    const image = await row([0, 1024, 2048], {
      more: [...windowed('0', '2048', 'LINEAR_EXACT'), ...rescale('1', '-1024')],
    });
    expect(await graysOf(image)).toEqual([0, 128, 255]);
  });

  test('passes through a modality table, the ends of which go on', async () => {
    const table = lut('0028,3000', [3, 10, 8], [0, 200, 100]);
    const image = await row([0, 10, 11, 12, 99], { more: [table, ...windowed('127.5', '255', 'LINEAR_EXACT')] });
    expect(await graysOf(image)).toEqual([0, 0, 200, 100, 100]);
  });

  test('of angiography is seen without its modality table', async () => {
    const more = [el('0008,0060', 'CS', 'XA'), el('0028,1040', 'CS', 'LOG'), lut('0028,3000', [2, 0, 8], [255, 0])];
    expect(await graysOf(await row([0, 1], { more }))).toEqual([0, 255]);
  });

  test('passes through a VOI table where there is no window', async () => {
    const image = await row([0, 1, 2], { more: [lut('0028,3010', [3, 0, 12], [4095, 0, 2048])] });
    expect(await graysOf(image)).toEqual([255, 0, 128]);
  });

  test('of a signed image begins a table below zero, though the descriptor says US', async () => {
    const more = [lut('0028,3010', [2, 0xffff, 8], [0, 255])];
    expect(await graysOf(await row([-1, 0], { signed: true, more }))).toEqual([0, 255]);
  });

  test('spans the frame without a window, padding apart', async () => {
    const more = [el('0028,0120', 'SS', -2000)];
    expect(await graysOf(await row([-2000, -1000, 0, 1000], { signed: true, more }))).toEqual([0, 0, 128, 255]);
  });

  test('spans the frame without the value of masks that lies far away', async () => {
    const image = await row([-32768, -1000, 0, 1000], { signed: true });
    expect(await graysOf(image, { fill: -32768 })).toEqual([0, 0, 128, 255]);
    expect(await graysOf(await row([0, 255], {}), { fill: 0 })).toEqual([0, 255]);
  });

  test.each([
    ['MONOCHROME1', [] as Part[], [255, 0]],
    ['MONOCHROME1', [el('2050,0020', 'CS', 'INVERSE')], [255, 0]],
    ['MONOCHROME2', [el('2050,0020', 'CS', 'INVERSE')], [255, 0]],
    ['MONOCHROME2', [el('2050,0020', 'CS', 'IDENTITY')], [0, 255]],
  ])('of %s may begin bright', async (photometric, more, grays) => {
    expect(await graysOf(await row([0, 100], { photometric, more }))).toEqual(grays);
  });

  test('can be inverted; padding stays dark', async () => {
    const image = await row([0, 10, 20], { more: [el('0028,0120', 'US', 20)] });
    expect(await graysOf(image, { invert: true })).toEqual([255, 0, 0]);
  });

  test('has the rescaling of its frame, and the window that all frames share', async () => {
    const perFrame = [1, 2].map((slope) => [sq('0028,9145', [rescale(String(slope), '0')])]);
    const shared = [sq('0028,9132', [windowed('50', '100', 'LINEAR_EXACT')])];
    const image = await openImage({
      rows: 1,
      columns: 2,
      frames: 2,
      pixels: cells([0, 50, 0, 50], 16),
      more: [...windowed('7', '7'), sq('5200,9229', [shared]), sq('5200,9230', perFrame)],
    });
    expect(await graysOf(image, {}, 0)).toEqual([0, 128]);
    expect(await graysOf(image, {}, 1)).toEqual([0, 255]);
  });

  test('passes through a table of 65536 entries, which lies in bytes not read before', async () => {
    const squares = Array.from({ length: 65_536 }, (_, i) => Math.floor((i * i) / 65_536));
    const more = [lut('0028,3010', [0, 0, 16], squares)];
    const bytes = imageFile({ rows: 1, columns: 3, pixels: cells([0, 32_768, 65_535], 16), more });
    expect(await graysOf(await openSource(new BlobSource(new Blob([bytes.slice()]))))).toEqual([0, 64, 255]);
  });

  test('of floating point leaves out what is no number', async () => {
    const pixels = el('7fe0,0008', 'OF', [Number.NaN, -1, 0, 1]);
    expect(await graysOf(await openImage({ rows: 1, columns: 4, bitsAllocated: 32, pixels }))).toEqual([
      0, 0, 128, 255,
    ]);
  });
});

const table = (
  first: number,
  bits: number,
  colors: readonly (readonly number[])[],
  tags = ['0028,1201', '0028,1202', '0028,1203'],
) =>
  ['0028,1101', '0028,1102', '0028,1103']
    .map((tag) => el(tag, 'US', [colors[0]?.length ?? 0, first, bits]))
    .concat(tags.map((tag, i) => el(tag, 'OW', colors[i] ?? [])));
const palette = { rows: 1, columns: 4, bitsAllocated: 8, photometric: 'PALETTE COLOR' } as const;

describe('a palette', () => {
  const red = [0x0000, 0xff00, 0x1200];
  const others = [0x0100, 0x0200, 0x0300];

  test('of 16 bits gives colors, its ends to all values outside', async () => {
    const image = await openImage({
      ...palette,
      pixels: Uint8Array.of(0, 10, 11, 99),
      more: table(10, 16, [red, others, others]),
    });
    expect(await colorsOf(image)).toEqual(['#000101', '#000101', '#ff0202', '#120303']);
  });

  test('of 8 bits lies two entries a word, or one', async () => {
    const pixels = Uint8Array.of(0, 1, 2, 3);
    const packed = table(0, 8, [
      [0x2010, 0x4030],
      [0x0201, 0x0403],
      [0, 0],
    ]).slice(3);
    const descriptors = table(0, 8, [[1, 2, 3, 4]]).slice(0, 3);
    expect(await colorsOf(await openImage({ ...palette, pixels, more: [...descriptors, ...packed] }))).toEqual([
      '#100100',
      '#200200',
      '#300300',
      '#400400',
    ]);
    const wide = table(0, 16, [
      [16, 32, 48, 64],
      [1, 2, 3, 4],
      [0, 0, 0, 0],
    ]);
    expect(await colorsOf(await openImage({ ...palette, pixels, more: wide }))).toEqual([
      '#100100',
      '#200200',
      '#300300',
      '#400400',
    ]);
  });

  test('in segments is expanded: discrete, linear and indirect (PS3.3 C.7.9.2)', async () => {
    const segmented = ['0028,1221', '0028,1222', '0028,1223'];
    // 0x1000, then a line of two to 0x3000; the first segment again.
    const words = [0, 1, 0x1000, 1, 2, 0x3000, 2, 1, 0, 0];
    const descriptors = table(0, 16, [[0, 0, 0, 0]]).slice(0, 3);
    const data = segmented.map((tag) => el(tag, 'OW', words));
    const image = await openImage({ ...palette, pixels: Uint8Array.of(0, 1, 2, 3), more: [...descriptors, ...data] });
    expect(await colorsOf(image)).toEqual(['#101010', '#202020', '#303030', '#101010']);
  });
});

describe('color', () => {
  const color = { rows: 1, columns: 2, samplesPerPixel: 3, bitsAllocated: 8 } as const;

  test.each([
    ['RGB', [255, 128, 0, 1, 2, 3], ['#ff8000', '#010203']],
    ['YBR_FULL', [0, 128, 128, 76, 85, 255], ['#000000', '#fe0000']],
    ['YBR_FULL_422', [255, 0, 128, 128], ['#ffffff', '#000000']],
    ['YBR_PARTIAL_422', [235, 16, 128, 128], ['#ffffff', '#000000']],
  ])('of %s', async (photometric, samples, colors) => {
    expect(await colorsOf(await openImage({ ...color, photometric, pixels: Uint8Array.from(samples) }))).toEqual(
      colors,
    );
  });

  test('of 16 bits is reduced, and can be inverted', async () => {
    const pixels = cells([0xffff, 0x8080, 0, 0, 0, 0xffff], 16);
    const image = await openImage({ ...color, bitsAllocated: 16, pixels });
    expect(await colorsOf(image)).toEqual(['#ff8000', '#0000ff']);
    expect(await colorsOf(image, { invert: true })).toEqual(['#007fff', '#ffff00']);
  });
});

describe('overlays', () => {
  const plane = (group: string, more: readonly Part[] = []): Part[] => [
    el(`${group},0010`, 'US', 2),
    el(`${group},0011`, 'US', 3),
    el(`${group},0050`, 'SS', [0, 2]),
    el(`${group},0100`, 'US', 1),
    el(`${group},0102`, 'US', 0),
    ...more,
    el(`${group},3000`, 'OW', packedBits([1, 1, 1, 1, 0, 1])),
  ];

  async function drawn(image: Image, frame = 0): Promise<number[]> {
    const { rows, columns } = image.description;
    const rgba = new Uint8ClampedArray(rows * columns * 4);
    for (const overlay of image.description.overlays.filter((one) => isOver(one, frame))) {
      const { source } = overlay;
      const place = source.kind === 'element' ? source : image.description;
      const bytes = await image.read(place.start, place.end);
      drawOverlay(overlayPlane(overlay, image.description, bytes, frame), overlay, image.description, rgba, [1, 2, 3]);
    }
    return Array.from({ length: rows * columns }, (_, i) => rgba[4 * i] ?? 0);
  }

  test('are drawn at their origin, as far as they lie in the image', async () => {
    const image = await openImage({ rows: 2, columns: 3, pixels: zeros(12), more: plane('6002') });
    expect(await drawn(image)).toEqual([0, 1, 0, 0, 0, 0]);
  });

  test('that end early are empty from there on', async () => {
    const more = plane('6000').with(-1, el('6000,3000', 'OW', zeros(0)));
    const image = await openImage({ rows: 2, columns: 3, pixels: zeros(12), more });
    expect(await drawn(image)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(image.description.warnings).toMatchObject([{ code: 'pixel-attribute-assumed', tag: '(6000,3000)' }]);
  });

  test('of one frame lie over that frame only', async () => {
    const more = plane('6000', [el('6000,0015', 'IS', '1'), el('6000,0051', 'US', 2)]);
    const image = await openImage({ rows: 2, columns: 3, frames: 3, pixels: zeros(36), more });
    expect(await drawn(image, 0)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await drawn(image, 1)).toEqual([0, 1, 0, 0, 0, 0]);
  });

  test.each([SYNTAX.explicit, SYNTAX.bigEndian])(
    'in the high bits of pixels are seen, not taken for values, %s',
    async (syntax) => {
      const more = [
        el('6000,0010', 'US', 1),
        el('6000,0011', 'US', 2),
        el('6000,0100', 'US', 16),
        el('6000,0102', 'US', 15),
      ];
      const pixels = cells([0x8123, 0x0456], 16, syntax);
      const image = await openImage({ syntax, rows: 1, columns: 2, bitsStored: 12, pixels, more });
      expect(await drawn(image)).toEqual([1, 0]);
      expect(await graysOf(image)).toEqual([0, 255]);
    },
  );
});

test('YBR becomes the colors of PS3.3 C.7.6.3.1.2, to half a level', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (y, cb, cr) => {
      const rgba = new Uint8ClampedArray(4);
      addColors(Uint8Array.of(y, cb, cr), 'YBR_FULL', 8, rgba);
      const [blue, red] = [cb - 128, cr - 128];
      const expected = [y + 1.402 * red, y - 0.344136 * blue - 0.714136 * red, y + 1.772 * blue];
      expected.forEach((value, color) => {
        expect(Math.abs(rgba[color] - Math.max(0, Math.min(255, value)))).toBeLessThan(0.501);
      });
    }),
  );
});

test('a projection keeps the brightest of all frames, or the darkest', () => {
  const [brightest, darkest] = [new Projection<Uint16Array>(), new Projection<Uint16Array>(true)];
  for (const frame of [
    [1, 9, 5],
    [7, 2, 5],
    [3, 3, 3],
  ]) {
    brightest.add(Uint16Array.from(frame));
    darkest.add(Uint16Array.from(frame));
  }
  expect(brightest.values).toEqual(Uint16Array.of(7, 9, 5));
  expect(darkest.values).toEqual(Uint16Array.of(1, 2, 3));
});

test('colors that are added to others keep the brighter of red, green and blue', () => {
  const rgba = Uint8ClampedArray.of(0, 0, 0, 255);
  addColors(Uint8Array.of(200, 0, 10), 'RGB', 8, rgba);
  addColors(Uint8Array.of(100, 30, 0), 'RGB', 8, rgba);
  addColors(Uint16Array.of(0, 0, 4095), 'RGB', 12, rgba);
  expect([...rgba]).toEqual([200, 30, 255, 255]);
});
