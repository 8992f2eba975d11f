import { expect, test } from 'vitest';
import { readDataSet } from '../../../src/core/dicom/read';
import { VR } from '../../../src/core/dicom/vr';
import { DicomError } from '../../../src/core/errors';
import { BytesSource, PartsSource } from '../../../src/core/io/byte-source';
import { applyEdits } from '../../../src/core/splice/apply';
import type { Change } from '../../../src/core/splice/change';
import { checkEdits } from '../../../src/core/splice/edit';
import { toEdits } from '../../../src/core/splice/to-edits';
import { DEVIANT, el, file, latin1, patientFile, SYNTAX, sq, UNCOMPRESSED, zeros } from '../../builders';
import { diff, textAt } from '../../oracle/diff';
import { tokenize } from '../../oracle/tokenizer';
import { AsyncSource, CountingSource } from '../io/sources';

const PATIENT_ID = 0x00100020;

async function edited(bytes: Uint8Array, make: (find: (tag: number) => number) => Change[]): Promise<Uint8Array> {
  const dataSet = await readDataSet(new BytesSource(bytes));
  const edits = toEdits(
    dataSet,
    make((tag) => dataSet.find(tag)),
  );
  const parts = new PartsSource(await applyEdits(dataSet, edits));
  return await parts.read(0, parts.size);
}

test.each(DEVIANT.map((vector) => [vector.name, vector.bytes] as const))(
  'a deviation survives: %s',
  async (name, bytes) => {
    let dataSet: Awaited<ReturnType<typeof readDataSet>>;
    try {
      dataSet = await readDataSet(new BytesSource(bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(DicomError);
      return;
    }
    const same = new PartsSource(await applyEdits(dataSet, []));
    expect(await same.read(0, same.size)).toEqual(bytes);
    if (name === 'trailing zeros') return;
    const output = await edited(bytes, (find) => [
      { kind: 'replace', row: find(PATIENT_ID), value: latin1('longer than before') },
    ]);
    const after = tokenize(output);
    expect(textAt(after, '(0010,0020)')).toBe('longer than before');
    const values = (tokens: ReturnType<typeof tokenize>) =>
      tokens.dataSet.filter(({ tag }) => tag !== '(0010,0020)').map(({ path, value }) => [path, value]);
    expect(values(after)).toEqual(values(tokenize(bytes)));
  },
);

test('an implicit element in explicit VR gets its VR when the file is written', async () => {
  const vector = DEVIANT.find(({ name }) => name === 'implicit element in explicit VR');
  const output = await edited(vector?.bytes ?? zeros(0), (find) => [{ kind: 'remove', row: find(PATIENT_ID) }]);
  const after = tokenize(output);
  expect(after.problems).toEqual([]);
  expect(after.dataSet.map(({ vr }) => vr)).not.toContain('');
});

test.each(UNCOMPRESSED)('lengths of all enclosing sequences grow: %s', async (syntax) => {
  const inner = sq('0040,a730', [[el('0040,a123', 'PN', 'Doe^Jane'), el('0040,a160', 'UT', 'text')]], {
    length: 'explicit',
  });
  const outer = sq('0040,0275', [[el('0040,0007', 'LO', 'x'), inner]], { length: 'explicit', itemLength: 'undefined' });
  const bytes = file({ syntax, elements: [sq('0008,1140', [[outer]], { length: 'explicit' })] });
  const dataSet = await readDataSet(new BytesSource(bytes));
  const row = dataSet.tags.indexOf(0x0040a160);
  const output = await edited(bytes, () => [{ kind: 'replace', row, value: latin1('y'.repeat(70_000)) }]);
  const after = tokenize(output);
  expect(after.problems).toEqual([]);
  expect(textAt(after, dataSet.path(row))?.length).toBe(70_000);
  expect(diff(bytes, output).changed).toEqual([dataSet.path(row)]);
});

test('a value too long for its length field is refused', async () => {
  const bytes = patientFile();
  const value = zeros(65_536);
  await expect(edited(bytes, (find) => [{ kind: 'replace', row: find(PATIENT_ID), value }])).rejects.toMatchObject({
    code: 'value-too-long',
  });
});

test('inserted elements stand in the order of their tags', async () => {
  const output = await edited(patientFile(), () => [
    { kind: 'insert', parent: -1, tag: 0x00120063, vr: VR.LO, value: latin1('b') },
    { kind: 'insert', parent: -1, tag: 0x00120062, vr: VR.CS, value: latin1('YES') },
    { kind: 'insert', parent: -1, tag: 0x7fe30010, vr: VR.LO, value: latin1('after') },
    { kind: 'insert', parent: -1, tag: 0x00080001, vr: VR.UL, value: zeros(4) },
  ]);
  const tags = tokenize(output)
    .dataSet.filter(({ path, tag }) => path === tag)
    .map(({ tag }) => tag);
  expect(tags).toEqual([...tags].sort());
  expect(tags[0]).toBe('(0008,0001)');
  expect(tags.at(-1)).toBe('(7FE3,0010)');
  expect(tags).toContain('(0012,0063)');
});

test('odd values are padded with the byte of their VR', async () => {
  const output = await edited(patientFile(), (find) => [
    { kind: 'replace', row: find(PATIENT_ID), value: latin1('ABC') },
    { kind: 'replace', row: find(0x0020000d), value: latin1('1.2') },
  ]);
  const value = (path: string) => tokenize(output).dataSet.find((token) => token.path === path)?.value;
  expect(value('(0010,0020)')).toEqual(latin1('ABC '));
  expect(value('(0020,000D)')).toEqual(latin1('1.2\0'));
});

test('pixels are not read to write a file', async () => {
  const bytes = patientFile({ rows: 1024, columns: 1024 });
  const source = new CountingSource(new AsyncSource(bytes));
  const dataSet = await readDataSet(source);
  const already = source.reads.length;
  const row = dataSet.find(PATIENT_ID);
  const parts = await applyEdits(dataSet, toEdits(dataSet, [{ kind: 'replace', row, value: latin1('NEW') }]));
  expect(source.reads.length).toBe(already);
  expect(parts.at(-1)?.kind).toBe('slice');
});

test('a deflated file is deflated again', async () => {
  const bytes = patientFile({ syntax: SYNTAX.deflated });
  const output = await edited(bytes, (find) => [{ kind: 'replace', row: find(PATIENT_ID), value: latin1('NEW') }]);
  expect(output.length % 2).toBe(0);
  expect(textAt(tokenize(output), '(0010,0020)')).toBe('NEW');
  expect(diff(bytes, output).changed).toEqual(['(0010,0020)']);
});

test.each([
  [[5, 3], 10],
  [[0, 11], 10],
])('edits that are no edits are a mistake of the caller: %j', (range, size) => {
  const [start = 0, end = 0] = range;
  expect(() => checkEdits([{ start, end, bytes: zeros(0) }], size)).toThrow(RangeError);
});

test('edits that touch the same byte are a mistake of the caller', () => {
  const one = { start: 2, end: 5, bytes: zeros(0) };
  const other = { start: 4, end: 6, bytes: zeros(0) };
  expect(() => {
    checkEdits([one, other], 10);
  }).toThrow(RangeError);
});
