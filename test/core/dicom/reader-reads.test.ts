/** What the reader reads of a file: never pixels. And files larger than 4 GB. */
import { expect, test } from 'vitest';
import { readDataSet } from '../../../src/core/dicom/read';
import { BytesSource } from '../../../src/core/io/byte-source';
import {
  concat,
  EXPLICIT,
  el,
  file,
  fragments,
  header,
  latin1,
  patientElements,
  patientFile,
  SYNTAX,
  zeros,
} from '../../builders';
import { tokenize } from '../../oracle/tokenizer';
import { CountingSource, SparseSource } from '../io/sources';
import { linesOf } from './table-of';

const WINDOW = 65_536;

test('native Pixel Data are not read but for one window', async () => {
  const bytes = patientFile({ rows: 1024, columns: 1024, after: [el('fffc,fffc', 'OB', zeros(40))] });
  const pixels = tokenize(bytes).dataSet.find((token) => token.tag === '(7FE0,0010)');
  const source = new CountingSource(new BytesSource(bytes));
  const dataSet = await readDataSet(source);
  const [from, to] = [pixels?.valueStart ?? 0, pixels?.end ?? 0];
  expect(to - from).toBe(2_097_152);
  expect(source.reads.filter(({ start }) => start >= from && start < to)).toEqual([]);
  expect(source.within(from, to)).toBeLessThanOrEqual(WINDOW);
  expect(linesOf(dataSet).at(-1)?.path).toBe('(FFFC,FFFC)');
});

test('of fragments the headers are read', async () => {
  const frames = Array.from({ length: 50 }, () => zeros(200_000));
  const elements = [...patientElements(), fragments(frames), el('fffc,fffc', 'OB', zeros(40))];
  const bytes = file({ syntax: SYNTAX.jpeg2000, elements });
  const source = new CountingSource(new BytesSource(bytes));
  const dataSet = await readDataSet(source);
  expect(dataSet.fragments[0]?.lengths).toEqual([0, ...frames.map((frame) => frame.length)]);
  const first = dataSet.fragments[0]?.starts[1] ?? 0;
  // One window over the header reaches into the first frame, the end of the file is one more.
  expect(source.within(first + WINDOW, bytes.length)).toBeLessThan(50 * 8 + 200);
});

test('5 GB with elements behind 4 GB', async () => {
  const pixelLength = 4_294_967_294;
  const head = file({
    elements: [
      ...patientElements({ rows: 65_535, columns: 32_767 }),
      () => header('7fe0,0010', 'OW', pixelLength, EXPLICIT),
    ],
  });
  const big = head.length + pixelLength;
  const privateLength = 900_000_000;
  const middle = concat([
    el('7fe3,0010', 'LO', 'VEIL TEST 1')(EXPLICIT),
    header('7fe3,1001', 'OB', privateLength, EXPLICIT),
  ]);
  const tail = el('7fe3,1002', 'LO', 'behind four gigabytes')(EXPLICIT);
  const tailStart = big + middle.length + privateLength;
  const sparse = new SparseSource(tailStart + tail.length, [
    { start: 0, bytes: head },
    { start: big, bytes: middle },
    { start: tailStart, bytes: tail },
  ]);
  expect(sparse.size).toBeGreaterThan(5_000_000_000);
  const source = new CountingSource(sparse);
  const dataSet = await readDataSet(source);
  const last = dataSet.count - 1;
  expect(dataSet.path(last)).toBe('(7FE3,1002)');
  expect(dataSet.starts[last]).toBe(tailStart);
  expect(dataSet.value(last)).toEqual(latin1('behind four gigabytes '));
  expect(source.within(0, source.size)).toBeLessThan(4 * WINDOW);
});

test('fragments of 5 GB', async () => {
  const length = 1_000_000_000;
  const head = file({
    syntax: SYNTAX.jpegBaseline,
    elements: [...patientElements(), fragments([], { delimiter: false })],
  });
  const fragment = concat([Uint8Array.of(0xfe, 0xff, 0x00, 0xe0), new Uint8Array(Uint32Array.of(length).buffer)]);
  const starts = Array.from({ length: 5 }, (_, index) => head.length + index * (length + 8));
  const end = head.length + 5 * (length + 8);
  const source = new CountingSource(
    new SparseSource(end + 8, [
      { start: 0, bytes: head },
      ...starts.map((start) => ({ start, bytes: fragment })),
      { start: end, bytes: Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0) },
    ]),
  );
  const dataSet = await readDataSet(source);
  expect(dataSet.fragments[0]?.starts.slice(1)).toEqual(starts.map((start) => start + 8));
  expect(dataSet.ends[dataSet.count - 1]).toBe(source.size);
  expect(source.within(0, source.size)).toBeLessThan(4 * WINDOW);
});
