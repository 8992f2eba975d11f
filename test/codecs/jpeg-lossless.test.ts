import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coding, Frame } from '../../src/codecs/codec';
import { jpegLosslessCodec } from '../../src/codecs/jpeg-lossless/jpeg-lossless';
import { concat } from '../builders';
import { codeOf, frame, info, noise } from './frames';

type Lossless = Extract<Coding, { readonly kind: 'jpeg-lossless' }>;

function coding(fields: Partial<Lossless> = {}): Lossless {
  return {
    kind: 'jpeg-lossless',
    predictor: 1,
    pointTransform: 0,
    restartRows: 0,
    interleaved: true,
    componentIds: [1],
    colourSegments: [],
    ...fields,
  };
}

function encoded(from: Frame): Uint8Array {
  return jpegLosslessCodec.encode?.(from).bytes ?? new Uint8Array(0);
}

const anyFrame = fc
  .record({
    rows: fc.integer({ min: 1, max: 24 }),
    columns: fc.integer({ min: 1, max: 24 }),
    colour: fc.boolean(),
    bits: fc.integer({ min: 2, max: 16 }),
    predictor: fc.integer({ min: 1, max: 7 }),
    shift: fc.integer({ min: 0, max: 3 }),
    restartRows: fc.integer({ min: 0, max: 4 }),
    interleaved: fc.boolean(),
    signed: fc.boolean(),
    smooth: fc.boolean(),
    seed: fc.integer(),
  })
  .map(({ rows, columns, colour, bits, predictor, shift, restartRows, interleaved, signed, smooth, seed }) => {
    const of = info({
      rows,
      columns,
      samplesPerPixel: colour ? 3 : 1,
      bitsAllocated: bits > 8 ? 16 : 8,
      bitsStored: bits,
      // A stream has no sign: a sample of fewer bits than its cell comes back without the cell's upper bits.
      signed: signed && (bits === 8 || bits === 16),
    });
    const pointTransform = Math.min(shift, bits - 1);
    const samples = noise(of, seed, smooth).map((value) => (value >> pointTransform) << pointTransform);
    const componentIds = colour ? [82, 71, 66] : [1];
    return frame(
      of,
      coding({ predictor, pointTransform, restartRows, interleaved: interleaved || !colour, componentIds }),
      samples,
    );
  });

describe('lossless JPEG', () => {
  it('decodes what it encodes, with every predictor and depth, and tells how it was coded', () => {
    fc.assert(
      fc.property(anyFrame, (original) => {
        const of = info({ ...original, bitsAllocated: original.samples.BYTES_PER_ELEMENT * 8 });
        const decoded = jpegLosslessCodec.decode(encoded(original), of);
        expect(decoded.samples).toEqual(original.samples);
        expect(decoded.coding).toEqual(original.coding);
        expect(decoded.bitsStored).toBe(original.bitsStored);
      }),
      { numRuns: 300 },
    );
  });

  it('counts an image as lossy whose low bits the point transform cut off', () => {
    const original = frame(info(), coding({ pointTransform: 2 }), new Uint8Array(64).fill(200));
    expect(jpegLosslessCodec.decode(encoded(original), info()).lossy).toBe(true);
  });

  it('reads differences of 32768', () => {
    const of = info({ rows: 1, columns: 3, bitsAllocated: 16 });
    const original = frame(of, coding(), Uint16Array.of(0, 32768, 0));
    expect([...jpegLosslessCodec.decode(encoded(original), of).samples]).toEqual([0, 32768, 0]);
  });

  it('passes over what follows the end of the image', () => {
    const original = frame(info(), coding());
    const padded = concat([encoded(original), new Uint8Array(3)]);
    expect(jpegLosslessCodec.decode(padded, info()).samples).toEqual(original.samples);
  });

  it('needs no end marker, but all of the data', () => {
    const stream = encoded(frame(info(), coding()));
    expect(codeOf(() => jpegLosslessCodec.decode(stream.subarray(0, -2), info()))).toBeUndefined();
    expect(codeOf(() => jpegLosslessCodec.decode(stream.subarray(0, -9), info()))).toBe('bad-frame');
  });

  it('refuses an image of another size or depth than the data set tells', () => {
    const stream = encoded(frame(info({ bitsAllocated: 16 }), coding()));
    for (const other of [
      info({ rows: 9, bitsAllocated: 16 }),
      info({ samplesPerPixel: 3, bitsAllocated: 16 }),
      info(),
    ]) {
      expect(codeOf(() => jpegLosslessCodec.decode(stream, other))).toBe('frame-mismatch');
    }
  });
});
