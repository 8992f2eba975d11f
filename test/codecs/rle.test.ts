import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rleCodec } from '../../src/codecs/rle/rle';
import { bytes, concat, uint32 } from '../builders';
import { codeOf, frame, info, noise } from './frames';

const anyInfo = fc
  .record({
    rows: fc.integer({ min: 1, max: 20 }),
    columns: fc.integer({ min: 1, max: 300 }),
    samplesPerPixel: fc.constantFrom(1, 3),
    bitsAllocated: fc.constantFrom(1, 8, 16, 32),
    signed: fc.boolean(),
  })
  .map((fields) => info({ ...fields, signed: fields.signed && fields.bitsAllocated > 1 }));

function coded(recipe: { readonly starts: readonly number[]; readonly body: string }): Uint8Array {
  const header = concat([uint32(recipe.starts.length, true), ...recipe.starts.map((start) => uint32(start, true))]);
  return concat([header, new Uint8Array(64 - header.length), bytes(recipe.body)]);
}

describe('RLE Lossless', () => {
  it('decodes what it encodes, in every depth', () => {
    fc.assert(
      fc.property(anyInfo, fc.integer(), fc.boolean(), (of, seed, smooth) => {
        const samples = noise(of, seed, smooth);
        const encoded = rleCodec.encode?.(frame(of, { kind: 'rle', bitsAllocated: of.bitsAllocated }, samples));
        const decoded = rleCodec.decode(encoded?.bytes ?? new Uint8Array(0), of);
        expect(decoded.samples).toEqual(samples);
        expect(decoded).toMatchObject({ lossy: false, photometricInterpretation: of.photometricInterpretation });
      }),
    );
  });

  it('reads literals, runs and no-operations (PS3.5 G.3)', () => {
    // Literal 1 2 3; nothing; run of 4 times 9; a byte that pads.
    const decoded = rleCodec.decode(
      coded({ starts: [64], body: '02 01 02 03 80 FD 09 00' }),
      info({ rows: 1, columns: 7 }),
    );
    expect([...decoded.samples]).toEqual([1, 2, 3, 9, 9, 9, 9]);
  });

  it('takes segments from the most significant byte down', () => {
    const of = info({ rows: 1, columns: 2, bitsAllocated: 16 });
    const decoded = rleCodec.decode(coded({ starts: [64, 68], body: '01 12 AB 00 01 34 CD' }), of);
    expect([...decoded.samples]).toEqual([0x1234, 0xabcd]);
  });

  it('codes each row on its own, and segments of even length', () => {
    const of = info({ rows: 3, columns: 5 });
    const { bytes: encoded } = rleCodec.encode?.(frame(of, { kind: 'rle', bitsAllocated: 8 }, new Uint8Array(15))) ?? {
      bytes: new Uint8Array(0),
    };
    expect([...encoded.subarray(64)]).toEqual([252, 0, 252, 0, 252, 0]);
  });

  it.each([
    ['no header', bytes('01 00 00 00')],
    ['fewer segments than bytes of a pixel', coded({ starts: [64], body: 'F9 00 F9 00' })],
    ['a segment that begins in the header', coded({ starts: [64, 8], body: 'F9 00 F9 00' })],
    ['a segment past the end', coded({ starts: [64, 900], body: 'F9 00 F9 00' })],
    ['a run without its byte', coded({ starts: [64, 66], body: 'C1 00 C1' })],
    ['a literal cut short', coded({ starts: [64, 66], body: 'C1 00 3F 01 02' })],
    ['data for fewer samples', coded({ starts: [64, 66], body: 'C1 00 F9 00' })],
  ])('refuses %s', (_what, damaged) => {
    expect(codeOf(() => rleCodec.decode(damaged, info({ bitsAllocated: 16 })))).toBe('bad-frame');
  });
});
