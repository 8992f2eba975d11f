/** Does verification find side data that stayed, and frames that lost more than these? */
import { describe, expect, test } from 'vitest';
import { concat, fragments, latin1, SYNTAX, uint32 } from '../../../builders';
import { jpeg, segment } from '../../../builders/jpeg';
import { tokenize } from '../../../oracle/tokenizer';
import { COLUMNS, picture, ROWS } from '../pictures';
import { findings, prepared } from './doctored';

const PIXEL_DATA = '(7FE0,0010)';
const SOI = Uint8Array.of(0xff, 0xd8);
const JFIF = segment(0xe0, latin1('JFIF\0\x01\x02\0\0\x01\0\x01\0\0'));
const NOTE = segment(0xfe, latin1('left knee'));
const EXIF = segment(0xe1, latin1('Exif\0\0GPS'));
const TABLE = segment(0xdb, new Uint8Array(65).fill(1));
/** From the first table on. */
const body = jpeg({ rows: ROWS, columns: COLUMNS, components: [{ block: () => [7] }] }).subarray(2);

const frame = (...segments: readonly Uint8Array[]) => concat([SOI, ...segments, body]);
const even = (bytes: Uint8Array) => (bytes.length % 2 === 0 ? bytes : concat([bytes, new Uint8Array(1)]));
const input = picture({
  syntax: SYNTAX.jpegBaseline,
  frames: 2,
  modality: 'CT',
  pixels: fragments([frame(JFIF, NOTE, TABLE, EXIF), frame(JFIF)]),
});

/** The findings of an output whose first frame is another one. */
async function foundIn(first: Uint8Array, ...more: readonly Uint8Array[]) {
  const made = await prepared(input);
  const items = tokenize(made.output).dataSet.filter(({ kind }) => kind === 'fragment');
  const item = (value: Uint8Array) => concat([Uint8Array.of(0xfe, 0xff, 0, 0xe0), uint32(value.length, true), value]);
  const { output } = made;
  const put = [output.subarray(0, items[1].start), ...[first, ...more].map(item), output.subarray(items[1].end)];
  return findings(made, concat(put));
}

test('a frame without them passes', async () => {
  expect(await foundIn(even(frame(JFIF, TABLE)))).toEqual([]);
});

describe('it finds', () => {
  const right = even(frame(JFIF, TABLE));
  const patched = (at: number) => right.map((byte, i) => (i === at ? byte ^ 1 : byte));
  test.each([
    ['the frame as it was', even(frame(JFIF, NOTE, TABLE, EXIF))],
    ['one that stayed', even(frame(JFIF, NOTE, TABLE))],
    ['what decoders need gone', even(frame(TABLE))],
    ['a table gone', even(frame(JFIF))],
    ['a byte of a table', patched(30)],
    ['a byte of the samples', patched(right.length - 4)],
    ['the end cut off', right.subarray(0, right.length - 2)],
    ['something behind the end', concat([right, latin1('Jane')])],
    ['another thing in its place', even(frame(JFIF, segment(0xfe, latin1('Jane')), TABLE))],
  ])('%s', async (_, first) => {
    expect(await foundIn(first)).toContainEqual({ kind: 'differs-from-plan', path: PIXEL_DATA });
  });

  test('a frame in two fragments', async () => {
    const found = await foundIn(right.subarray(0, 40), right.subarray(40));
    expect(found).toContainEqual({ kind: 'differs-from-plan', path: PIXEL_DATA });
  });
});

test('side data that nobody looked for are no output', async () => {
  const made = await prepared(input);
  const { dataSet } = made.plan;
  const plan = { ...made.plan, sideData: undefined };
  const bytes = concat([made.output.subarray(0, made.output.length), new Uint8Array(0)]);
  const items = tokenize(input).dataSet.filter(({ path }) => path.startsWith(PIXEL_DATA));
  const own = tokenize(bytes).dataSet.find(({ path }) => path === PIXEL_DATA);
  const element = input.subarray(items[0].start, dataSet.dataSetEnd);
  const output = concat([bytes.subarray(0, own?.start), element]);
  expect(await findings({ ...made, plan, output }, output)).toEqual([{ kind: 'differs-from-plan', path: PIXEL_DATA }]);
});
