/** Native pixel data of another length than the image's description says are told, sound ones are not. */
import { expect, test } from 'vitest';
import { fileWarnings } from '../../../../src/core/deident/plan/check-file';
import { readDataSet } from '../../../../src/core/dicom/read';
import { BytesSource } from '../../../../src/core/io/byte-source';
import { el, fragments, type ImageRecipe, imageFile, SYNTAX, zeros } from '../../../builders';

async function codes(recipe: ImageRecipe): Promise<string[]> {
  const dataSet = await readDataSet(new BytesSource(imageFile(recipe)));
  return fileWarnings(dataSet).map(({ code }) => code);
}

/** 3 rows of 4 pixels. */
const image = { rows: 3, columns: 4, bitsAllocated: 8, vr: 'OB' } as const;
const halved = { ...image, samplesPerPixel: 3, photometric: 'YBR_FULL_422' };
const float = (tag: string, vr: 'OF' | 'OD', length: number) => el(tag, vr, zeros(length));

const SOUND: readonly (readonly [string, ImageRecipe])[] = [
  ['as long as its frame', { ...image, pixels: zeros(12) }],
  ['a byte that makes the length even', { ...image, rows: 3, columns: 3, pixels: zeros(10) }],
  ['several frames, Planar Configuration 1', { ...image, frames: 2, samplesPerPixel: 3, planar: 1, pixels: zeros(72) }],
  ['chrominance that two pixels share', { ...halved, pixels: zeros(24) }],
  ['chrominance of each pixel, said to be shared', { ...halved, pixels: zeros(36) }],
  ['frames of single bits, packed', { ...image, frames: 3, bitsAllocated: 1, pixels: zeros(6) }],
  ['floating point', { ...image, bitsAllocated: 32, pixels: float('7fe0,0008', 'OF', 48) }],
  ['double floating point', { ...image, bitsAllocated: 64, pixels: float('7fe0,0009', 'OD', 96) }],
  ['an impossible number of frames, taken for one', { ...image, frames: -2, pixels: zeros(12) }],
  ['fragments, which may have any length', { ...image, syntax: SYNTAX.rle, pixels: fragments([zeros(64)]) }],
];

test.each(SOUND)('not told: %s', async (_, recipe) => {
  expect(await codes(recipe)).toEqual([]);
});

const SHORT: readonly (readonly [string, ImageRecipe])[] = [
  ['a frame of the greatest size', { rows: 65535, columns: 65535, pixels: zeros(64) }],
  ['the greatest number of frames', { ...image, frames: 2 ** 31 - 1, pixels: zeros(12) }],
  ['no bytes', { ...image, pixels: zeros(0) }],
  ['half of the shared chrominance', { ...halved, pixels: zeros(22) }],
  [
    'one of two frames of floating point',
    { ...image, frames: 2, bitsAllocated: 32, pixels: float('7fe0,0008', 'OF', 48) },
  ],
];

test.each(SHORT)('too short: %s', async (_, recipe) => {
  expect(await codes(recipe)).toEqual(['pixel-data-short']);
});

const LONG: readonly (readonly [string, ImageRecipe])[] = [
  ['two bytes behind a frame', { ...image, pixels: zeros(14) }],
  ['more than one byte of padding', { ...image, rows: 3, columns: 3, pixels: zeros(12) }],
  ['frames of single bits, each in bytes of its own', { ...image, frames: 3, bitsAllocated: 1, pixels: zeros(8) }],
  ['pixels of a kind that nothing here shows', { ...image, photometric: 'HSV', samplesPerPixel: 3, pixels: zeros(40) }],
];

test.each(LONG)('too long: %s', async (_, recipe) => {
  expect(await codes(recipe)).toEqual(['pixel-data-trailing']);
});

test('what could be a picture is told as one, and not twice', async () => {
  expect(await codes({ ...image, pixels: zeros(2000) })).toEqual(['pixel-data-surplus']);
});
