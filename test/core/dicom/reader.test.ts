import { constants, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readDataSet } from '../../../src/core/dicom/read';
import { DicomError } from '../../../src/core/errors';
import { BlobSource, type ByteSource, BytesSource } from '../../../src/core/io/byte-source';
import {
  BROKEN,
  DEVIANT,
  el,
  file,
  nested,
  patientFile,
  SYNTAX,
  UNCOMPRESSED,
  WELL_FORMED,
  zeros,
} from '../../builders';
import { concat } from '../../builders/bytes';
import { tokenize } from '../../oracle/tokenizer';
import { AsyncSource } from '../io/sources';
import { linesOf, linesOfOracle, topLevel } from './table-of';

const vectors = (list: typeof WELL_FORMED) => list.map((vector) => [vector.name, vector.bytes] as const);

const ways: readonly (readonly [string, (bytes: Uint8Array) => ByteSource])[] = [
  ['bytes', (bytes) => new BytesSource(bytes)],
  ['promises', (bytes) => new AsyncSource(bytes)],
  ['Blob', (bytes) => new BlobSource(new Blob([bytes as Uint8Array<ArrayBuffer>]))],
];

const hasElements = WELL_FORMED.filter(({ name }) => name !== 'empty data set');

test.each(vectors(hasElements))('the table is the oracle’s: %s', async (_name, bytes) => {
  const expected = linesOfOracle(tokenize(bytes));
  for (const [, open] of ways) {
    const dataSet = await readDataSet(open(bytes));
    expect(linesOf(dataSet)).toEqual(expected);
    expect(dataSet.warnings).toEqual([]);
    const meta = tokenize(bytes).meta;
    expect(dataSet.firstRow).toBe(meta.length);
  }
});

test.each(vectors(hasElements))('values are the oracle’s: %s', async (_name, bytes) => {
  const dataSet = await readDataSet(new BytesSource(bytes));
  const tokens = tokenize(bytes).dataSet.filter((token) => token.kind !== 'fragment');
  tokens.forEach((token, index) => {
    const row = dataSet.firstRow + index;
    if (token.kind === 'element') expect(dataSet.value(row)).toEqual(token.value);
  });
});

/** What becomes of a deviation: the warning it raises, or the code it is refused with. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'no preamble': 'no-preamble',
  'no preamble, no file meta': 'no-file-meta',
  'no file meta': 'no-file-meta',
  'no file meta group length': 'file-meta-group-length',
  'file meta group length too small': 'file-meta-group-length',
  'file meta group length too large': 'file-meta-group-length',
  'odd length': 'odd-length',
  'wrong group length': '',
  'implicit element in explicit VR': 'implicit-vr-inside-explicit',
  'sequence delimiter within an explicit length': 'delimiter-in-explicit-length',
  'item delimiter within an explicit length': 'refused: unexpected-item',
  'implicit data set called explicit': 'implicit-vr-inside-explicit',
  'sequence delimiter missing': 'refused: truncated',
  'all delimiters missing at the end': 'refused: truncated',
  'fragments without their delimiter': 'refused: truncated',
  'not ascending': 'not-ascending',
  'duplicate element': 'duplicate-element',
  'UN of explicit length that is a sequence': '',
  'unknown public element': '',
  'trailing zeros': 'trailing-padding',
};

async function outcome(bytes: Uint8Array): Promise<string[]> {
  try {
    const dataSet = await readDataSet(new AsyncSource(bytes));
    return dataSet.warnings.map((warning) => warning.code);
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return [`refused: ${error.code}`];
  }
}

test.each(vectors(DEVIANT))('a deviation is told or refused: %s', async (name, bytes) => {
  const expected = OUTCOMES[name];
  expect(expected).toBeDefined();
  if (expected === '') expect(await outcome(bytes)).toEqual([]);
  else expect(await outcome(bytes)).toContain(expected);
});

test.each(vectors(DEVIANT))('a deviation that is read has the oracle’s table: %s', async (name, bytes) => {
  if (OUTCOMES[name]?.startsWith('refused') || /UN of|trailing/.test(name)) return;
  const dataSet = await readDataSet(new AsyncSource(bytes));
  expect(linesOf(dataSet)).toEqual(linesOfOracle(tokenize(bytes)));
});

test('a sequence hidden in UN is read as the sequence it is', async () => {
  const vector = DEVIANT.find(({ name }) => name.startsWith('UN of explicit'));
  const dataSet = await readDataSet(new BytesSource(vector?.bytes ?? zeros(0)));
  expect(linesOf(dataSet).map((line) => line.path)).toContain('(0040,0275)[0].(0040,0007)');
});

const CODES: Readonly<Record<string, readonly string[]>> = {
  'empty file': ['empty-file'],
  zeros: ['not-dicom'],
  JPEG: ['not-dicom'],
  'value past the end': ['truncated'],
  'sequence past the end': ['truncated'],
  'item past its sequence': ['length-past-end'],
  'fragment past the end': ['truncated'],
  'not an item': ['not-an-item'],
  'item tag at top level': ['unexpected-item'],
  'explicit data set called implicit': ['truncated', 'wrong-transfer-syntax'],
  'cut in a header': ['truncated'],
  'deflated data damaged': ['bad-deflate'],
  'only a preamble': ['not-dicom', 'no-data-set'],
};

test.each(vectors(BROKEN))('refused: %s', async (name, bytes) => {
  const [result] = await outcome(bytes);
  expect(CODES[name]?.map((code) => `refused: ${code}`)).toContain(result);
});

test('100 MB of zeros are refused at once', async () => {
  const start = performance.now();
  expect(await outcome(zeros(100_000_000))).toEqual(['refused: not-dicom']);
  expect(performance.now() - start).toBeLessThan(1000);
});

test.each(UNCOMPRESSED)('1,000 levels are read: %s', async (syntax) => {
  const bytes = file({ syntax, elements: [nested(1000, [el('0010,0010', 'PN', 'Doe^Jane')])] });
  const dataSet = await readDataSet(new BytesSource(bytes));
  expect(dataSet.count - dataSet.firstRow).toBe(2001);
  expect(dataSet.depth(dataSet.count - 1)).toBe(2000);
});

test.each([...UNCOMPRESSED])('10,000 levels are refused: %s', async (syntax) => {
  const bytes = file({ syntax, elements: [nested(10_000)] });
  const start = performance.now();
  expect(await outcome(bytes)).toEqual(['refused: nested-too-deep']);
  expect(performance.now() - start).toBeLessThan(1000);
});

test('a file cut anywhere is refused, or cut between two elements', async () => {
  for (const syntax of [SYNTAX.implicit, SYNTAX.explicit, SYNTAX.bigEndian, SYNTAX.jpegBaseline]) {
    const bytes = patientFile({ syntax, rows: 4, columns: 4 });
    const whole = topLevel(await readDataSet(new BytesSource(bytes)));
    const tokens = tokenize(bytes);
    const boundaries = new Set(tokens.dataSet.filter((token) => !token.path.includes('.')).map((token) => token.end));
    for (let length = 0; length < bytes.length; length++) {
      try {
        const dataSet = await readDataSet(new BytesSource(bytes.subarray(0, length)));
        // A first byte that is zero (big endian tags) can't be told from padding.
        expect(boundaries.has(length) || (bytes[length - 1] === 0 && boundaries.has(length - 1))).toBe(true);
        const read = topLevel(dataSet);
        expect(whole.slice(0, read.length)).toEqual(read);
      } catch (error) {
        if (!(error instanceof DicomError)) throw error;
        expect(error.code).not.toBe('internal');
      }
    }
  }
});

test('a deflated file cut anywhere is refused', async () => {
  const bytes = patientFile({ syntax: SYNTAX.deflated, rows: 4, columns: 4 });
  // The last byte or two may be padding and empty deflate bits.
  for (let length = 0; length < bytes.length - 2; length++) {
    await expect(readDataSet(new BytesSource(bytes.subarray(0, length)))).rejects.toBeInstanceOf(DicomError);
  }
});

test('a deflated data set that would fill the memory is refused before it does', async () => {
  const head = file({ syntax: SYNTAX.deflated, elements: [] }).subarray(0, -2);
  const block = deflateRawSync(zeros(16_777_216), { finishFlush: constants.Z_FULL_FLUSH });
  const bomb = concat([head, ...Array<Uint8Array>(1_024).fill(block)]);
  let read = 0;
  const source = {
    size: bomb.length,
    read: (start: number, end: number) => {
      read += end - start;
      return bomb.subarray(start, end);
    },
  };
  const refused = (await readDataSet(source).catch((error: unknown) => error)) as DicomError;
  expect(refused.code).toBe('too-large');
  expect(refused.details?.length).toBeLessThan(536_870_912 + 20_000_000);
  expect(read).toBeLessThan(2_000_000);
});

test('a deflated data set is read whole wherever its compressed bytes are divided', async () => {
  const noise = Uint8Array.from({ length: 70_000 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 13) & 255);
  for (let length = 65_300; length < 65_400; length += 2) {
    const elements = [el('0010,0010', 'PN', 'Doe^Jane'), el('7fe0,0010', 'OB', noise.subarray(0, length))];
    const read = await readDataSet(new BytesSource(file({ syntax: SYNTAX.deflated, elements })));
    expect(read.valueLength(read.count - 1)).toBe(length);
  }
});
