import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coding, samplesIn } from '../../src/codecs/codec';
import { capabilityOf, type Refusal } from '../../src/codecs/registry';
import { transferSyntax } from '../../src/core/dicom/transfer-syntax';
import { TRANSFER_SYNTAXES } from '../../src/core/dicom/transfer-syntax.data';
import { jpeg } from '../builders/jpeg';
import { codecs, frame, info } from './frames';

const UIDS = TRANSFER_SYNTAXES.split('\n').map((line) => line.split('|')[0]);

/** One frame of every family, small enough to damage it often. */
const SAMPLES: readonly (readonly [string, Coding])[] = [
  ['1.2.840.10008.1.2.1.98', { kind: 'native', bitsAllocated: 8, planar: false }],
  ['1.2.840.10008.1.2.8.1', { kind: 'deflated', bitsAllocated: 8, planar: true }],
  ['1.2.840.10008.1.2.5', { kind: 'rle', bitsAllocated: 8 }],
  [
    '1.2.840.10008.1.2.4.57',
    {
      kind: 'jpeg-lossless',
      predictor: 4,
      pointTransform: 0,
      restartRows: 2,
      interleaved: false,
      componentIds: [1, 2, 3],
      colourSegments: [],
    },
  ],
  ['1.2.840.10008.1.2.4.80', { kind: 'jpeg-ls', interleave: 1 }],
  ['1.2.840.10008.1.2.4.90', { kind: 'jpeg-2000', signed: false, colourTransform: false }],
  ['1.2.840.10008.1.2.4.201', { kind: 'htj2k', signed: false, colourTransform: false }],
];

describe('room for samples', () => {
  const gray = info({ rows: 2, columns: 3 });

  it('is what there is, if it is of the same type and length', () => {
    const room = samplesIn(gray);
    expect(samplesIn(gray, room)).toBe(room);
  });

  it.each([
    ['signed samples', { ...gray, signed: true }],
    ['wider samples', { ...gray, bitsAllocated: 16 }],
    ['more samples', { ...gray, rows: 3 }],
  ])('is new for %s', (_name, other) => {
    const room = samplesIn(gray);
    expect(samplesIn(other, room)).not.toBe(room);
    expect(samplesIn(other, room).constructor).toBe(samplesIn(other).constructor);
  });
});

describe('the registry', () => {
  it('decodes and masks every encapsulated transfer syntax, or says why not', () => {
    const without: Partial<Record<Refusal, number>> = {};
    for (const uid of UIDS) {
      const capability = capabilityOf(uid);
      if (capability.family) {
        expect(transferSyntax(uid)?.encapsulated, uid).toBe(true);
        continue;
      }
      without[capability.refusal] = (without[capability.refusal] ?? 0) + 1;
      if (capability.refusal === 'not-encapsulated') expect(transferSyntax(uid)?.encapsulated, uid).toBe(false);
    }
    expect(without).toEqual({
      'not-encapsulated': 8,
      'arithmetic-coding': 4,
      hierarchical: 8,
      'multi-component': 2,
      'pixels-elsewhere': 4,
      video: 19,
      'no-codec': 3,
    });
  });

  it('masks lossy JPEG by coefficients and all else by samples', () => {
    const byCoefficients = UIDS.filter((uid) => capabilityOf(uid).mask === 'coefficients');
    expect(byCoefficients.map((uid) => uid.slice(-2))).toEqual(['50', '51', '53', '55']);
  });

  it('goes by the frame where a transfer syntax names another process of JPEG', () => {
    const lossy = jpeg({ rows: 8, columns: 8, components: [{ block: () => new Array<number>(64).fill(0) }] });
    expect(capabilityOf('1.2.840.10008.1.2.4.70', lossy).mask).toBe('coefficients');
  });

  it('has no codec for what nobody knows', async () => {
    expect(capabilityOf('1.2.3')).toMatchObject({ refusal: 'no-codec' });
    const decoding = codecs.decode('1.2.840.10008.1.2.4.102', new Uint8Array(2), info());
    await expect(decoding).rejects.toMatchObject({ code: 'unsupported-compression', details: { reason: 'video' } });
  });
});

describe.each(SAMPLES)('a frame in %s', (uid, coding) => {
  const of = info({ rows: 6, columns: 11, samplesPerPixel: 3, planar: coding.kind === 'deflated' });
  const original = frame(of, coding);

  it('is the same after it was coded', async () => {
    const { bytes } = await codecs.encode(uid, original);
    expect(await codecs.decode(uid, bytes, of)).toMatchObject({ samples: original.samples, coding });
  });

  it('that is damaged is decoded or refused, and harms nothing', async () => {
    const { bytes } = await codecs.encode(uid, original);
    const damage = fc.record({
      at: fc.nat({ max: bytes.length - 1 }),
      byte: fc.nat({ max: 255 }),
      cut: fc.nat({ max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        const damaged = bytes.slice(0, bytes.length - damages[0].cut);
        for (const { at, byte } of damages) if (at < damaged.length) damaged[at] = byte;
        try {
          expect((await codecs.decode(uid, damaged, of)).samples.length).toBe(original.samples.length);
        } catch (error) {
          expect(error).toMatchObject({ name: 'DicomError' });
        }
      }),
      { numRuns: 100 },
    );
    expect(await codecs.decode(uid, bytes, of)).toMatchObject({ samples: original.samples });
  });
});

describe('single bits', () => {
  it('are packed without a gap between rows', async () => {
    const of = info({ rows: 3, columns: 3, bitsAllocated: 1 });
    const samples = Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 1, 1);
    const { bytes } = await codecs.encode(
      SAMPLES[0][0],
      frame(of, { kind: 'native', bitsAllocated: 1, planar: false }, samples),
    );
    expect([...bytes]).toEqual([0b10011001, 1]);
    expect((await codecs.decode(SAMPLES[0][0], bytes, of)).samples).toEqual(samples);
  });
});
