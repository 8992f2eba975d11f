import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coding, FrameInfo } from '../../src/codecs/codec';
import { codecs, frame, info, noise } from './frames';

const JPEG_LS = '1.2.840.10008.1.2.4.80';
const JPEG_2000 = '1.2.840.10008.1.2.4.90';
const HTJ2K = '1.2.840.10008.1.2.4.202';

const anySize = fc.record({
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 40 }),
  seed: fc.integer(),
  smooth: fc.boolean(),
});

async function roundTrip(syntax: string, of: FrameInfo, coding: Coding, seed: number, smooth: boolean) {
  const samples = noise(of, seed, smooth);
  const encoded = await codecs.encode(syntax, frame(of, coding, samples));
  const told = { ...of, photometricInterpretation: encoded.photometricInterpretation };
  const decoded = await codecs.decode(syntax, encoded.bytes, told);
  expect(decoded.samples).toEqual(samples);
  expect(decoded.coding).toEqual(coding);
  expect(decoded).toMatchObject({ lossy: false, photometricInterpretation: of.photometricInterpretation });
  return encoded;
}

function infoOf(bits: number, samplesPerPixel: number, signed: boolean, size: Pick<FrameInfo, 'rows' | 'columns'>) {
  return info({ ...size, samplesPerPixel, bitsAllocated: bits > 8 ? 16 : 8, bitsStored: bits, signed });
}

describe('JPEG-LS', () => {
  it('comes back as it was, in every depth and way to interleave', async () => {
    const anyCoding = fc.record({
      bits: fc.integer({ min: 2, max: 16 }),
      colour: fc.boolean(),
      by: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(anySize, anyCoding, async ({ rows, columns, seed, smooth }, { bits, colour, by }) => {
        const of = infoOf(bits, colour ? 3 : 1, false, { rows, columns });
        await roundTrip(JPEG_LS, of, { kind: 'jpeg-ls', interleave: colour ? by : 0 }, seed, smooth);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each([
  ['JPEG 2000', 'jpeg-2000', JPEG_2000],
  ['HTJ2K', 'htj2k', HTJ2K],
] as const)('%s', (_name, kind, syntax) => {
  it('comes back as it was, signed or not, in every depth', async () => {
    const anyCoding = fc.record({ bits: fc.integer({ min: 1, max: 16 }), signed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(anySize, anyCoding, async ({ rows, columns, seed, smooth }, { bits, signed }) => {
        const of = infoOf(bits, 1, signed, { rows, columns });
        await roundTrip(syntax, of, { kind, signed, colourTransform: false }, seed, smooth);
      }),
      { numRuns: 60 },
    );
  });

  it('comes back as it was in colour, with a reversible transform or none', async () => {
    await fc.assert(
      fc.asyncProperty(anySize, fc.boolean(), async ({ rows, columns, seed, smooth }, colourTransform) => {
        const of = infoOf(8, 3, false, { rows, columns });
        const coding = { kind, signed: false, colourTransform } as const;
        const encoded = await roundTrip(syntax, of, coding, seed, smooth);
        expect(encoded.photometricInterpretation).toBe(colourTransform ? 'YBR_RCT' : 'RGB');
      }),
      { numRuns: 40 },
    );
  });

  it('keeps colours that no transform of the code stream made', async () => {
    const of = { ...infoOf(8, 3, false, { rows: 9, columns: 9 }), photometricInterpretation: 'YBR_FULL' };
    const encoded = await roundTrip(syntax, of, { kind, signed: false, colourTransform: false }, 1, false);
    expect(encoded.photometricInterpretation).toBe('YBR_FULL');
  });

  it('refuses a code stream that ends early, and works on', async () => {
    const of = infoOf(12, 1, false, { rows: 64, columns: 64 });
    const coding = { kind, signed: false, colourTransform: false } as const;
    const { bytes } = await codecs.encode(syntax, frame(of, coding));
    const early = codecs.decode(syntax, bytes.slice(0, 40), of);
    await expect(early).rejects.toMatchObject({ name: 'DicomError', code: 'bad-frame' });
    await roundTrip(syntax, of, coding, 2, false);
  });

  it('takes the code stream out of a JP2 file, and needs no end marker', async () => {
    const of = infoOf(12, 1, false, { rows: 20, columns: 30 });
    const original = frame(of, { kind, signed: false, colourTransform: false });
    const { bytes } = await codecs.encode(syntax, original);
    const box = (type: string, body: Uint8Array) =>
      Buffer.concat([Buffer.from([0, 0, 0, 8 + body.length]), Buffer.from(type, 'latin1'), body]);
    const last = Buffer.concat([Buffer.from('\0\0\0\0jp2c', 'latin1'), bytes.subarray(0, -2)]);
    const boxed = Buffer.concat([
      box('jP  ', Buffer.from('\r\n\x87\n', 'latin1')),
      box('ftyp', Buffer.from('jp2 ')),
      last,
    ]);
    const decoded = await codecs.decode(syntax, new Uint8Array(boxed), of);
    expect(decoded.samples).toEqual(original.samples);
  });
});

describe('a codec in WebAssembly', () => {
  it.each([
    [JPEG_LS, { kind: 'jpeg-ls', interleave: 0 }],
    [JPEG_2000, { kind: 'jpeg-2000', signed: false, colourTransform: false }],
    [HTJ2K, { kind: 'htj2k', signed: false, colourTransform: false }],
  ] as const)('is never asked about an image of another size: %s', async (syntax, coding) => {
    const of = infoOf(8, 1, false, { rows: 16, columns: 16 });
    const { bytes } = await codecs.encode(syntax, frame(of, coding));
    for (const other of [
      { ...of, rows: 15 },
      { ...of, columns: 17 },
      { ...of, samplesPerPixel: 3 },
    ]) {
      await expect(codecs.decode(syntax, bytes, other)).rejects.toMatchObject({ code: 'frame-mismatch' });
    }
  });

  it('says that a near-lossless frame has lost something', async () => {
    const of = infoOf(8, 1, false, { rows: 4, columns: 4 });
    const { bytes } = await codecs.encode(JPEG_LS, frame(of, { kind: 'jpeg-ls', interleave: 0 }, new Uint8Array(16)));
    // NEAR stands in the scan header, three bytes before the data; one colour all over is coded the same.
    bytes[bytes.indexOf(0xda) + 6] = 1;
    expect(await codecs.decode(JPEG_LS, bytes, of)).toMatchObject({ lossy: true, samples: new Uint8Array(16) });
  });
});
