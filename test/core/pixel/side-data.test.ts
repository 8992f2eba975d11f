/** Comments and application data of compressed frames are read without their samples. */
import { expect, test } from 'vitest';
import { BytesSource } from '../../../src/core/io/byte-source';
import { readSideData } from '../../../src/core/pixel/side-data';
import { concat, latin1 } from '../../builders';
import { jpeg } from '../../builders/jpeg';
import { CountingSource } from '../io/sources';

const COMMENT = 0xfe;
const APP1 = 0xe1;
const APP13 = 0xed;

async function sideData(frame: Uint8Array) {
  const source = new CountingSource(new BytesSource(frame));
  const found = await readSideData((start, end) => source.read(start, end), 0, frame.length);
  const texts = found.map(({ isComment, bytes }) => [isComment, Buffer.from(bytes).toString('latin1')]);
  return { texts, read: source.within(0, frame.length) };
}

const frame = (...extra: readonly (readonly [number, string])[]) =>
  jpeg({ rows: 8, columns: 8, components: [{ block: () => [0] }], extra, end: new Uint8Array(500_000) });

test('the samples behind them are not read', async () => {
  const { texts, read } = await sideData(frame([COMMENT, 'made here'], [APP1, 'Exif']));
  expect(texts).toEqual([
    [true, 'made here'],
    [false, 'Exif'],
  ]);
  expect(read).toBeLessThanOrEqual(4096);
});

test('those behind long ones are found', async () => {
  const long = 'x'.repeat(60_000);
  expect((await sideData(frame([APP13, long], [COMMENT, 'last']))).texts).toEqual([
    [false, long],
    [true, 'last'],
  ]);
});

test('a comment of JPEG 2000, up to where the samples begin', async () => {
  const comment = concat([Uint8Array.of(0xff, 0x64, 0, 8, 0, 1), latin1('Roe^')]);
  const stream = concat([Uint8Array.of(0xff, 0x4f), comment, Uint8Array.of(0xff, 0x90, 0, 10), comment]);
  expect((await sideData(stream)).texts).toEqual([[true, '\0\x01Roe^']]);
});

test('a segment that is longer than the fragment ends it', async () => {
  expect((await sideData(Uint8Array.of(0xff, 0xd8, 0xff, COMMENT, 0xff, 0xff, 1, 2))).texts).toEqual([]);
});
