/** What is understood of an image's description, and what is refused. */
import { expect, test } from 'vitest';
import { readDataSet } from '../../../src/core/dicom/read';
import { DicomError } from '../../../src/core/errors';
import { BytesSource } from '../../../src/core/io/byte-source';
import { describePixels } from '../../../src/core/pixel/describe';
import { el, file, fragments, type ImageRecipe, imageElements, imageFile, SYNTAX, sq, zeros } from '../../builders';
import { openImage } from './image';

async function describeFile(bytes: Uint8Array) {
  return describePixels(await readDataSet(new BytesSource(bytes)));
}

const plain: ImageRecipe = { pixels: zeros(32) };

test('a data set without pixels has no description', async () => {
  expect(await describeFile(file({ elements: [el('0010,0010', 'PN', 'Doe^Jane')] }))).toBeUndefined();
});

test('an image is described by its attributes', async () => {
  const { description } = await openImage({
    ...plain,
    frames: 2,
    bitsStored: 12,
    signed: true,
    pixels: zeros(64),
    more: [el('0028,0034', 'IS', ['3', '2']), el('0028,0120', 'US', 0xf830)],
  });
  expect(description).toMatchObject({
    rows: 4,
    columns: 4,
    frames: 2,
    samplesPerPixel: 1,
    bitsAllocated: 16,
    bitsStored: 12,
    highBit: 11,
    isSigned: true,
    photometric: 'MONOCHROME2',
    format: 'integer',
    encapsulated: false,
    frameBits: 256,
    surplus: 0,
    aspect: 1.5,
    padding: { least: -2000, greatest: -2000 },
    warnings: [],
  });
});

test.each([
  ['7fe0,0008', 'OF', 32, 'float'],
  ['7fe0,0009', 'OD', 64, 'double'],
])('pixels in (%s) are floating point', async (tag, vr, bitsAllocated, format) => {
  const pixels = el(tag, vr, [1.5, -2, 0, 4]);
  const { description } = await openImage({ rows: 2, columns: 2, bitsAllocated, pixels });
  expect(description).toMatchObject({ format, bitsStored: bitsAllocated, isSigned: true, warnings: [] });
});

test.each([
  ['spacing of the detector', [el('0018,1164', 'DS', ['0.2', '0.1'])], 2],
  ['spacing in functional groups', [sq('5200,9229', [[sq('0028,9110', [[el('0028,0030', 'DS', ['1', '2'])]])]])], 0.5],
  ['a ratio of zeros', [el('0028,0034', 'IS', ['0', '0'])], 1],
])('the shape of pixels comes from %s', async (_, more, aspect) => {
  expect((await openImage({ ...plain, more })).description.aspect).toBe(aspect);
});

test('an icon has a description of its own', async () => {
  const icon = imageElements({ rows: 2, columns: 2, bitsAllocated: 8, pixels: zeros(4), vr: 'OB' });
  const { description } = await openImage({ ...plain, more: [sq('0088,0200', [icon])] });
  expect(description.icon).toMatchObject({ rows: 2, columns: 2, bitsAllocated: 8 });
  expect(description.icon?.item).toBeGreaterThan(0);
});

const REFUSED: readonly (readonly [string, string, string, ImageRecipe])[] = [
  ['too few pixels', 'pixel-data-length', '(7FE0,0010)', { ...plain, pixels: zeros(30) }],
  ['too few frames', 'pixel-data-length', '(7FE0,0010)', { ...plain, frames: 2 }],
  ['no rows', 'bad-pixel-description', '(0028,0010)', { ...plain, rows: 0 }],
  ['more bits stored than allocated', 'bad-pixel-description', '(0028,0101)', { ...plain, bitsStored: 17 }],
  [
    'three samples of one color',
    'bad-pixel-description',
    '(0028,0002)',
    { ...plain, samplesPerPixel: 3, photometric: 'MONOCHROME2' },
  ],
  ['twelve bits allocated', 'unsupported-pixels', '(0028,0100)', { ...plain, bitsAllocated: 12 }],
  ['retired colors', 'unsupported-pixels', '(0028,0004)', { ...plain, photometric: 'HSV' }],
  [
    'fragments without compression',
    'bad-pixel-description',
    '(7FE0,0010)',
    { ...plain, pixels: fragments([zeros(8)]) },
  ],
  [
    'color of an odd number of columns in pairs',
    'bad-pixel-description',
    '(0028,0011)',
    { rows: 2, columns: 3, samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL_422', pixels: zeros(12) },
  ],
];

test.each(REFUSED)('%s: %s in %s', async (_, code, tag, recipe) => {
  const error = await openImage(recipe).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(DicomError);
  expect(error).toMatchObject({ code, tag });
});

const WARNED: readonly (readonly [string, string, string, ImageRecipe, object])[] = [
  ['more pixels than frames', 'pixel-data-surplus', '(7FE0,0010)', { ...plain, pixels: zeros(40) }, { surplus: 8 }],
  ['zero frames', 'pixel-attribute-ignored', '(0028,0008)', { ...plain, frames: 0 }, { frames: 1 }],
  [
    'a high bit below the stored ones',
    'pixel-attribute-ignored',
    '(0028,0102)',
    { ...plain, bitsStored: 12, highBit: 3 },
    { highBit: 11 },
  ],
  [
    'colors of a compression that is gone',
    'pixel-attribute-ignored',
    '(0028,0004)',
    { samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_ICT', pixels: zeros(48) },
    { photometric: 'RGB' },
  ],
  [
    'shared color that is not shared',
    'pixel-attribute-ignored',
    '(0028,0004)',
    { samplesPerPixel: 3, bitsAllocated: 8, photometric: 'YBR_FULL_422', pixels: zeros(48) },
    { photometric: 'YBR_FULL' },
  ],
];

test.each(WARNED)('%s: a warning %s in %s', async (_, code, tag, recipe, understood) => {
  const { description } = await openImage(recipe);
  expect(description).toMatchObject({ ...understood, warnings: [{ code, tag }] });
});

test('one byte of padding is no surplus', async () => {
  const { description } = await openImage({ rows: 3, columns: 3, bitsAllocated: 8, pixels: zeros(9) });
  expect(description).toMatchObject({ surplus: 0, warnings: [] });
});

test('what is missing is assumed, and said', async () => {
  const elements = [
    el('0028,0010', 'US', 2),
    el('0028,0011', 'US', 2),
    el('0028,0100', 'US', 8),
    el('7fe0,0010', 'OB', zeros(4)),
  ];
  const description = await describeFile(file({ elements }));
  expect(description).toMatchObject({ bitsStored: 8, highBit: 7, isSigned: false, photometric: 'MONOCHROME2' });
  expect(new Set(description?.warnings.map(({ code }) => code))).toEqual(new Set(['pixel-attribute-assumed']));
});

test('compressed pixels are described without a look at their length', async () => {
  const bytes = imageFile({ ...plain, syntax: SYNTAX.jpegBaseline, bitsAllocated: 8, pixels: fragments([zeros(8)]) });
  expect(await describeFile(bytes)).toMatchObject({ encapsulated: true, surplus: 0, warnings: [] });
});
