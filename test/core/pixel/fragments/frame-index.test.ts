/** Where each frame lies: in native pixel data, by offset tables, by fragments. */
import { describe, expect, test } from 'vitest';
import { DicomError } from '../../../../src/core/errors';
import { indexFrames, nativeRange, readFrame } from '../../../../src/core/pixel/fragments/frame-index';
import { bytes, concat, el, fragments, type Part, SYNTAX, uint32, zeros } from '../../../builders';
import { type Image, openImage } from '../image';

const { jpegBaseline, jpeg2000, rle } = SYNTAX;

/** A codestream's begin, and a tail that tells frames apart. */
const jpeg = (tail: number, length = 20) => concat([bytes('FFD8FFDB'), zeros(length - 5), Uint8Array.of(tail)]);
const j2k = (tail: number) => concat([bytes('FF4FFF51 0029 0000'), zeros(20), Uint8Array.of(tail, tail)]);
const rest = (tail: number) => concat([bytes('1234FFD8'), zeros(9), Uint8Array.of(tail)]);
const rleFrame = (tail: number) =>
  concat([uint32(2, true), uint32(64, true), uint32(66, true), zeros(52), zeros(4), Uint8Array.of(tail, 0)]);

function open(pixels: Part, frames: number, syntax: string = jpegBaseline, more: readonly Part[] = []): Promise<Image> {
  return openImage({ syntax, rows: 2, columns: 2, bitsAllocated: 16, frames, pixels, more });
}

async function framesOf({ dataSet, description, read }: Image): Promise<string[]> {
  const index = await indexFrames(dataSet, description);
  const list: string[] = [];
  for (let frame = 0; frame < description.frames; frame++) {
    list.push(Buffer.from(await readFrame(index, description, frame, read)).toString('hex'));
  }
  return list;
}

async function warningsOf({ dataSet, description }: Image): Promise<string[]> {
  return (await indexFrames(dataSet, description)).warnings.map(({ code }) => code);
}

const hex = (...parts: readonly Uint8Array[]) => Buffer.from(concat(parts)).toString('hex');
const offsets64 = (list: readonly number[]) => el('7fe0,0001', 'OV', list.map(BigInt));

/** Two frames of two fragments each. */
const quartet = [jpeg(1), rest(1), jpeg(2), rest(2)];
const quartetFrames = [hex(jpeg(1), rest(1)), hex(jpeg(2), rest(2))];
const quartetOffsets = [0, 8 + 20 + 8 + 14];

describe('encapsulated frames', () => {
  test('have a fragment each where there are as many', async () => {
    const image = await open(fragments([jpeg(1), jpeg(2), jpeg(3)]), 3);
    expect(await framesOf(image)).toEqual([jpeg(1), jpeg(2), jpeg(3)].map((frame) => hex(frame)));
    expect(await warningsOf(image)).toEqual([]);
  });

  test('begin where the Basic Offset Table says', async () => {
    const image = await open(fragments(quartet, { bot: quartetOffsets }), 2);
    expect(await framesOf(image)).toEqual(quartetFrames);
    expect(await warningsOf(image)).toEqual([]);
  });

  test('begin where the Extended Offset Table says', async () => {
    const image = await open(fragments(quartet), 2, jpegBaseline, [offsets64(quartetOffsets)]);
    expect(await framesOf(image)).toEqual(quartetFrames);
    expect(await warningsOf(image)).toEqual([]);
  });

  test.each([
    ['JPEG', jpegBaseline, jpeg],
    ['JPEG 2000', jpeg2000, j2k],
    ['RLE', rle, rleFrame],
  ])('of several fragments are found by how %s begins', async (_, syntax, begin) => {
    const image = await open(fragments([begin(1), rest(1), begin(2), begin(3), rest(3), rest(4)]), 3, syntax);
    const expected = [hex(begin(1), rest(1)), hex(begin(2)), hex(begin(3), rest(3), rest(4))];
    expect(await framesOf(image)).toEqual(expected);
  });

  test.each([
    ['into a fragment', [0, 12]],
    ['past the end', [0, 4000]],
    ['backwards', [quartetOffsets[1], 0]],
    ['for too many frames', [0, 28, 50]],
  ])('are found without an offset table that points %s', async (_, bot) => {
    const image = await open(fragments(quartet, { bot: bot as number[] }), 2);
    expect(await framesOf(image)).toEqual(quartetFrames);
    expect(await warningsOf(image)).toEqual(['offset-table-wrong']);
  });

  test('are one where one is named, whatever its fragments', async () => {
    const image = await open(fragments([jpeg(1), rest(1), rest(2)]), 1);
    expect(await framesOf(image)).toEqual([hex(jpeg(1), rest(1), rest(2))]);
  });

  test.each([
    ['fewer fragments than frames', fragments([jpeg(1)]), 2],
    ['more beginnings than frames', fragments([jpeg(1), jpeg(2), jpeg(3)]), 2],
    ['a second picture in a single frame', fragments([jpeg(1), jpeg(2)]), 1],
    ['no beginning at all', fragments([rest(1), rest(2), rest(3)]), 2],
    ['no fragments', fragments([]), 1],
  ])('can not be told with %s', async (_, pixels, frames) => {
    const { dataSet, description } = await open(pixels, frames);
    const error = await indexFrames(dataSet, description).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DicomError);
    expect(error).toMatchObject({ code: 'frames-unclear', tag: '(7FE0,0010)', details: { frames } });
  });

  test('of a video are not taken apart', async () => {
    const { dataSet, description } = await open(fragments([zeros(40)]), 25, '1.2.840.10008.1.2.4.102');
    await expect(indexFrames(dataSet, description)).rejects.toMatchObject({ code: 'unsupported-pixels' });
  });

  test('are looked at only where they begin', async () => {
    const large = [jpeg(1, 5000), rest(1), jpeg(2, 5000), rest(2)];
    const { dataSet, description, read } = await open(fragments(large), 2);
    let count = 0;
    await indexFrames(dataSet, description, (start, end) => {
      count += end - start;
      return read(start, end);
    });
    expect(count).toBeLessThanOrEqual(4 * 64);
  });
});

describe('native frames', () => {
  test('follow each other', async () => {
    const pixels = Uint8Array.from({ length: 24 }, (_, i) => i);
    const image = await openImage({ rows: 2, columns: 2, frames: 3, pixels });
    expect(await framesOf(image)).toEqual([0, 8, 16].map((at) => hex(pixels.subarray(at, at + 8))));
  });

  test('of single bits begin within a byte', async () => {
    const { description } = await openImage({ rows: 3, columns: 3, frames: 3, bitsAllocated: 1, pixels: zeros(4) });
    const ranges = [0, 1, 2].map((frame) => nativeRange(description, frame));
    expect(ranges.map(({ start, end, bit }) => [start - description.start, end - description.start, bit])).toEqual([
      [0, 2, 0],
      [1, 3, 1],
      [2, 4, 2],
    ]);
  });

  test('begin at whole words where bytes are swapped', async () => {
    const recipe = { syntax: SYNTAX.bigEndian, rows: 3, columns: 3, frames: 2, bitsAllocated: 8, pixels: zeros(18) };
    const { description } = await openImage(recipe);
    expect(nativeRange(description, 1)).toEqual({ start: description.start + 8, end: description.start + 18, bit: 8 });
  });
});
