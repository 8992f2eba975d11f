/** The codecs against DCMTK and GDCM: they read what we write, and we read what they write. */
import { describe, expect, it } from 'vitest';
import { bytesOf, type Coding, type FrameInfo } from '../../src/codecs/codec';
import { maskJpeg } from '../../src/codecs/jpeg/jpeg';
import { codecs, frame, info, noise } from '../codecs/frames';
import { convert, hasConverters } from './convert';
import { imageFile, onlyFrame, photometricInterpretation } from './image-file';
import { type OracleJpeg, readJpeg } from './jpeg-coefficients';

const GREY_8 = info({ rows: 45, columns: 61 });
const GREY_12 = info({ rows: 45, columns: 61, bitsAllocated: 16, bitsStored: 12 });
const GREY_16 = info({ rows: 45, columns: 61, bitsAllocated: 16 });
const SIGNED_16 = { ...GREY_16, signed: true };
const COLOUR = info({ rows: 45, columns: 61, samplesPerPixel: 3 });
const KINDS = { GREY_8, GREY_12, GREY_16, SIGNED_16, COLOUR };

type Kind = keyof typeof KINDS;

/** A ramp with noise, so that codecs meet runs, predictions and surprises. */
function image(of: FrameInfo): Uint8Array {
  return bytesOf(noise(of, 7, true));
}

function lossless(predictor: number, fields: Partial<Coding> = {}): Coding {
  return {
    kind: 'jpeg-lossless',
    predictor,
    pointTransform: 0,
    restartRows: 0,
    interleaved: true,
    componentIds: [1],
    colourSegments: [],
    ...fields,
  } as Coding;
}

describe.skipIf(!hasConverters && !process.env.CI)('frames of other tools', () => {
  const writers: readonly (readonly [string, string, string, readonly string[], readonly Kind[]])[] = [
    ['RLE', '1.2.840.10008.1.2.5', 'dcmcrle', [], ['GREY_8', 'GREY_12', 'GREY_16', 'COLOUR']],
    // GDCM's own assertions end it over rows of odd length, where a sample is one byte.
    ['RLE', '1.2.840.10008.1.2.5', 'gdcmconv', ['--rle'], ['GREY_16', 'SIGNED_16']],
    ['lossless JPEG', '1.2.840.10008.1.2.4.70', 'dcmcjpeg', ['+e1'], ['GREY_8', 'GREY_12', 'SIGNED_16', 'COLOUR']],
    ['lossless JPEG', '1.2.840.10008.1.2.4.57', 'dcmcjpeg', ['+el', '+sv', '6'], ['GREY_8', 'GREY_16', 'COLOUR']],
    ['lossless JPEG', '1.2.840.10008.1.2.4.70', 'gdcmconv', ['--jpeg'], ['GREY_8', 'GREY_12', 'SIGNED_16', 'COLOUR']],
    ['JPEG-LS', '1.2.840.10008.1.2.4.80', 'dcmcjpls', [], ['GREY_8', 'GREY_12', 'GREY_16', 'COLOUR']],
    ['JPEG-LS', '1.2.840.10008.1.2.4.80', 'gdcmconv', ['--jpegls'], ['GREY_8', 'SIGNED_16', 'COLOUR']],
    ['JPEG 2000', '1.2.840.10008.1.2.4.90', 'gdcmconv', ['--j2k'], ['GREY_8', 'GREY_12', 'SIGNED_16', 'COLOUR']],
    ['tiled JPEG 2000', '1.2.840.10008.1.2.4.90', 'gdcmconv', ['--j2k', '-t', '32,32'], ['GREY_8', 'COLOUR']],
  ];
  const cases = writers.flatMap(([name, uid, tool, options, kinds]) =>
    kinds.map((kind) => [name, `${tool} ${options.join(' ')}`, kind, uid, tool, options] as const),
  );

  it.each(cases)(
    '%s by %s, %s: decoded, coded again, and read by it',
    async (_name, _line, kind, uid, tool, options) => {
      const of = KINDS[kind];
      const original = image(of);
      const written = convert(imageFile(of, original), tool, ...options);
      const told = { ...of, photometricInterpretation: photometricInterpretation(written) };
      const decoded = await codecs.decode(uid, onlyFrame(written), told);
      expect(bytesOf(decoded.samples)).toEqual(original);
      expect(decoded.lossy).toBe(false);
      const again = await codecs.encode(uid, decoded);
      const ours = imageFile({ ...of, photometricInterpretation: again.photometricInterpretation }, again.bytes, uid);
      const read = onlyFrame(convert(ours, 'gdcmconv', '--raw'));
      expect(new Uint8Array(read.subarray(0, original.length))).toEqual(original);
    },
  );

  it('irreversible JPEG 2000 counts as lossy, and is coded again without further loss', async () => {
    const uid = '1.2.840.10008.1.2.4.91';
    const written = convert(imageFile(GREY_8, image(GREY_8)), 'gdcmconv', '--j2k', '--lossy', '--irreversible');
    const decoded = await codecs.decode(uid, onlyFrame(written), GREY_8);
    expect(decoded.lossy).toBe(true);
    const again = await codecs.encode(uid, decoded);
    const read = onlyFrame(convert(imageFile(GREY_8, again.bytes, uid), 'gdcmconv', '--raw'));
    expect(new Uint8Array(read).subarray(0, decoded.samples.length)).toEqual(decoded.samples);
  });
});

describe.skipIf(!hasConverters && !process.env.CI)('lossless JPEG of ours', () => {
  const predictors = [1, 2, 3, 4, 5, 6, 7];
  const ways = [
    {},
    { restartRows: 4 },
    { pointTransform: 2 },
    { interleaved: false, componentIds: [1, 2, 3] },
    { componentIds: [82, 71, 66], restartRows: 1 },
  ];
  const cases = predictors.flatMap((predictor) => ways.map((way) => [predictor, JSON.stringify(way), way] as const));

  it.each(cases)('is read by DCMTK and GDCM: predictor %s, %s', async (predictor, _text, way) => {
    const of = 'componentIds' in way ? COLOUR : GREY_16;
    const shift = 'pointTransform' in way ? 2 : 0;
    const samples = noise(of, predictor, true).map((value) => (value >> shift) << shift);
    const uid = '1.2.840.10008.1.2.4.57';
    const { bytes } = await codecs.encode(uid, frame(of, lossless(predictor, way as Partial<Coding>), samples));
    const ours = imageFile(of, bytes, uid);
    for (const read of [convert(ours, 'dcmdjpeg', '+cn'), convert(ours, 'gdcmconv', '--raw')]) {
      expect(new Uint8Array(onlyFrame(read).subarray(0, samples.byteLength))).toEqual(bytesOf(samples));
    }
  });
});

describe.skipIf(!hasConverters && !process.env.CI)('masks on lossy JPEG of DCMTK', () => {
  const MASK = { x: 20, y: 9, width: 25, height: 12 };
  const processes: readonly (readonly [string, string, readonly string[]])[] = [
    ['baseline', '50', ['+eb']],
    ['extended', '51', ['+ee']],
    ['spectral selection', '53', ['+es']],
    ['full progression', '55', ['+ep']],
  ];
  const cases = [
    ...processes.map(([name, uid, options]) => [name, 'GREY_8', uid, options] as const),
    ...processes.slice(1).map(([name, uid, options]) => [name, 'GREY_12', uid, options] as const),
    ...processes.map(([name, uid, options]) => [name, 'COLOUR', uid, options] as const),
    ['baseline, 4:1:1', 'COLOUR', '50', ['+eb', '+n1']] as const,
    ['progression, 4:1:1', 'COLOUR', '55', ['+ep', '+np']] as const,
    ['baseline RGB', 'COLOUR', '50', ['+eb', '+cr']] as const,
    ['baseline with the usual tables', 'GREY_8', '50', ['+eb', '-ho', '+q', '40']] as const,
  ];

  it.each(cases)('%s, %s: black inside, the same outside', async (_name, kind, uid, options) => {
    const of = KINDS[kind];
    const written = convert(imageFile(of, image(of)), 'dcmcjpeg', ...options);
    const syntax = `1.2.840.10008.1.2.4.${uid}`;
    const told = { ...of, photometricInterpretation: photometricInterpretation(written) };
    const stream = onlyFrame(written);
    const masked = maskJpeg(stream, told, [MASK]);
    const changed = changedBlocks(readJpeg(stream), readJpeg(masked.bytes));
    expect(changed.every(({ flat }) => flat)).toBe(true);
    expect(changed.length).toBeGreaterThan(0);

    const samples = onlyFrame(convert(imageFile(told, masked.bytes, syntax), 'dcmdjpeg', '+cn'));
    const { samplesPerPixel, columns, bitsAllocated } = of;
    const width = bitsAllocated / 8;
    const black =
      readJpeg(stream).components.length === 3 && told.photometricInterpretation !== 'RGB' ? [0, 128, 128] : [0, 0, 0];
    for (let y = MASK.y; y < MASK.y + MASK.height; y++) {
      for (let x = MASK.x; x < MASK.x + MASK.width; x++) {
        const at = (y * columns + x) * samplesPerPixel * width;
        const pixel = [...samples.subarray(at, at + samplesPerPixel * width)];
        expect(pixel).toEqual(black.slice(0, pixel.length));
      }
    }
  });

  it.each([
    ['8 bits', 'GREY_8', '50', '+eb'],
    ['12 bits', 'GREY_12', '51', '+ee'],
    ['12 bits, progressive', 'GREY_12', '55', '+ep'],
  ] as const)('decodes %s to the very samples that DCMTK makes', async (_name, kind, uid, option) => {
    const of = KINDS[kind];
    const written = convert(imageFile(of, image(of)), 'dcmcjpeg', option);
    const decoded = await codecs.decode(`1.2.840.10008.1.2.4.${uid}`, onlyFrame(written), of);
    const expected = onlyFrame(convert(written, 'dcmdjpeg'));
    expect(bytesOf(decoded.samples)).toEqual(new Uint8Array(expected.subarray(0, decoded.samples.byteLength)));
  });
});

/** The blocks whose coefficients are not the same in two streams, and whether they are flat in the second. */
function changedBlocks(before: OracleJpeg, after: OracleJpeg): readonly { readonly flat: boolean }[] {
  return before.components.flatMap((component, index) =>
    [...component.blocks].flatMap(([place, coefficients]) => {
      const now = after.components[index].blocks.get(place) ?? [];
      const isSame = coefficients.every((value, k) => value === now[k]);
      return isSame ? [] : [{ flat: now.slice(1).every((value) => value === 0) }];
    }),
  );
}
