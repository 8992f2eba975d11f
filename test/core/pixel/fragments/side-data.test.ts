/** What compressed frames hold beside their samples is read without these, and only what may name somebody is cut out. */
import { describe, expect, test } from 'vitest';
import { BytesSource } from '../../../../src/core/io/byte-source';
import { cutsOf } from '../../../../src/core/pixel/fragments/find-side-data';
import { readHeader } from '../../../../src/core/pixel/fragments/side-data';
import { concat, latin1 } from '../../../builders';
import { jpeg, segment } from '../../../builders/jpeg';
import { CountingSource } from '../../io/sources';

const COMMENT = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP8 = 0xe8;
const APP13 = 0xed;
const COM = 0x64;

async function headerOf(frame: Uint8Array) {
  const source = new CountingSource(new BytesSource(frame));
  const header = await readHeader((start, end) => source.read(start, end), 0, frame.length);
  const texts = header?.sideData.map(({ isComment, beginning }) => [
    isComment,
    Buffer.from(beginning).toString('latin1'),
  ]);
  return { header, texts, read: source.within(0, frame.length) };
}

const frame = (...extra: readonly (readonly [number, string])[]) =>
  jpeg({ rows: 8, columns: 8, components: [{ block: () => [0] }], extra, end: new Uint8Array(500_000) });

/** The main header of JPEG 2000 with comments, up to the first tile-part. */
const codestream = (...comments: readonly string[]) =>
  concat([
    Uint8Array.of(0xff, 0x4f),
    segment(0x51, new Uint8Array(39)),
    ...comments.map((text) => segment(COM, latin1(text))),
    Uint8Array.of(0xff, 0x90, 0, 10, 0, 0, 0, 0, 0, 0, 0, 1),
  ]);

test('the samples behind them are not read', async () => {
  const { texts, read } = await headerOf(frame([COMMENT, 'made here'], [APP1, 'Exif']));
  expect(texts).toEqual([
    [true, 'made here'],
    [false, 'Exif'],
  ]);
  expect(read).toBeLessThanOrEqual(4096);
});

test('those behind long ones are found', async () => {
  const long = 'x'.repeat(60_000);
  const { texts, header } = await headerOf(frame([APP13, long], [COMMENT, 'last']));
  expect(texts?.[1]).toEqual([true, 'last']);
  expect(header?.isWhole).toBe(true);
});

test('a comment of JPEG 2000, up to where the samples begin', async () => {
  const comment = segment(COM, latin1('\0\x01Roe^'));
  expect((await headerOf(concat([codestream('\0\x01Roe^'), comment]))).texts).toEqual([[true, '\0\x01Roe^']]);
});

test.each([
  ['longer than the fragment', Uint8Array.of(0xff, COMMENT, 0xff, 0xff, 1, 2)],
  ['without its length', Uint8Array.of(0xff, 0xd0, 0, 4, 1, 2)],
  ['shorter than its length', Uint8Array.of(0xff, COMMENT, 0, 1, 1, 2)],
  ['no marker', Uint8Array.of(0x12, 0x34, 0, 4, 1, 2)],
])('a segment that is %s ends what is understood', async (_, wrong) => {
  const { header } = await headerOf(concat([Uint8Array.of(0xff, 0xd8), segment(APP1, latin1('Exif')), wrong]));
  expect(header).toMatchObject({ isWhole: false, sideData: [{ marker: APP1 }] });
});

describe('what stays', () => {
  const cutsIn = async (bytes: Uint8Array): Promise<number> => {
    const { header } = await headerOf(bytes);
    return header ? cutsOf(header).length : -1;
  };
  const JFIF = 'JFIF\0\x01\x02\0\0\x01\0\x01';

  test.each([
    ['JFIF without thumbnail', APP0, `${JFIF}\0\0`],
    ['the color transformation of Adobe', 0xee, 'Adobe\0d\0\0\0\0\x01'],
    ['a color profile', 0xe2, `ICC_PROFILE\0\x01\x01${'p'.repeat(5_000)}`],
    ['the color transformation of JPEG-LS', APP8, 'mrfx\x01'],
    ['the program', COMMENT, 'LEAD Technologies Inc. V1.01\0'],
    ['the program with what follows a version', COMMENT, 'CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n'],
    ['the program of a film', COMMENT, 'Lavc58.134.100\0'],
    ['nothing at all', COMMENT, ' \0'],
  ])('%s', async (_, marker, value) => {
    expect(await cutsIn(frame([marker, value]))).toBe(0);
  });

  test.each([
    ['Exif', APP1, 'Exif\0\0II*\0'],
    ['XMP', APP1, 'http://ns.adobe.com/xap/1.0/\0<x/>'],
    ['IPTC', APP13, 'Photoshop 3.0\x008BIM'],
    ['several pictures', 0xe2, 'MPF\0II*\0'],
    ['a thumbnail', APP0, 'JFXX\0\x13\x01\x01abc'],
    ['JFIF with thumbnail', APP0, `${JFIF}\x01\x01abc`],
    ['more behind the color transformation', 0xee, 'Adobe\0d\0\0\0\0\x01Jane Roe'],
    ['any comment', COMMENT, 'left knee'],
    ['a comment that goes on behind the program', COMMENT, 'LEAD Technologies Inc. V1.01 Jane Roe'],
    ['a comment that only mentions the program', COMMENT, 'Roe, Lavc58.134.100'],
    ['an entry of a SPIFF directory', APP8, '\0\0\0\x04Knee'],
  ])('but not %s', async (_, marker, value) => {
    expect(await cutsIn(frame([marker, value]))).toBe(1);
  });

  test.each([
    'Created by OpenJPEG version 2.5.2',
    'Created by GDCM/OpenJPEG version 2.0',
    'Creator: JasPer Version 1.701.0',
    'Kakadu-2.2',
    'Kakadu-v7.3.3',
    'OpenJPH Ver 0.7.3.',
    'Kdu-Layer-Info: log_2{Delta-D(squared-error)/Delta-L(bytes)}, L(bytes)\n-192.0,  3.8e+06\n',
  ])('of JPEG 2000: %s', async (text) => {
    expect(await cutsIn(codestream(`\0\x01${text}`))).toBe(0);
    expect(await cutsIn(codestream(`\0\x01${text}`, `\0\x01${text} Roe`))).toBe(1);
    expect(await cutsIn(codestream(`\0\0${text}`))).toBe(1);
  });
});
