/** Samples of native frames are the numbers that were written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells, concat, el, type ImageRecipe, packedBits, SYNTAX, swappedPairs } from '../../builders';
import { openImage, samplesOf } from './image';

async function values(recipe: ImageRecipe, frame = 0): Promise<number[]> {
  return Array.from((await samplesOf(await openImage(recipe), frame)).data);
}

const syntax = fc.constantFrom(SYNTAX.explicit, SYNTAX.bigEndian);

describe('integers', () => {
  test('come back, whatever their size, sign and place in the cell, and whatever lies in the other bits', async () => {
    const layout = fc
      .record({ bitsAllocated: fc.constantFrom(16, 32), signed: fc.boolean(), syntax, seed: fc.nat() })
      .chain((base) =>
        fc.record({ base: fc.constant(base), bitsStored: fc.integer({ min: 2, max: base.bitsAllocated }) }),
      )
      .chain(({ base, bitsStored }) =>
        fc.record({
          base: fc.constant({ ...base, bitsStored }),
          highBit: fc.integer({ min: bitsStored - 1, max: base.bitsAllocated - 1 }),
          stored: fc.array(fc.nat({ max: 2 ** (bitsStored - 1) - 1 }), { minLength: 6, maxLength: 6 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(layout, async ({ base, highBit, stored }) => {
        const { bitsStored, signed } = base;
        const numbers = stored.map((value, i) => (signed && i % 2 === 1 ? -value - 1 : value));
        const width = BigInt(bitsStored);
        const shift = BigInt(highBit + 1 - bitsStored);
        const used = ((1n << width) - 1n) << shift;
        const coded = numbers.map((value, i) => {
          const junk = BigInt.asUintN(base.bitsAllocated, BigInt(base.seed * (i + 7))) & ~used;
          return Number(BigInt.asUintN(32, (BigInt.asUintN(bitsStored, BigInt(value)) << shift) | junk));
        });
        const pixels = cells(coded, base.bitsAllocated, base.syntax);
        expect(await values({ ...base, highBit, rows: 2, columns: 3, pixels })).toEqual(numbers);
      }),
    );
  });

  test('of eight bits lie swapped in big endian words, in plain order in bytes', async () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
    const recipe = { syntax: SYNTAX.bigEndian, rows: 3, columns: 3, frames: 2, bitsAllocated: 8 };
    expect(await values({ ...recipe, vr: 'OB', pixels: bytes }, 1)).toEqual(Array.from(bytes.subarray(9)));
    expect(await values({ ...recipe, vr: 'OW', pixels: swappedPairs(bytes) }, 1)).toEqual(
      Array.from(bytes.subarray(9)),
    );
  });

  test('of eight signed bits', async () => {
    const pixels = Uint8Array.of(0, 127, 128, 255);
    expect(await values({ rows: 2, columns: 2, bitsAllocated: 8, signed: true, pixels })).toEqual([0, 127, -128, -1]);
  });
});

test('single bits are unpacked, over the borders of frames', async () => {
  const bits = fc.array(fc.nat({ max: 1 }), { minLength: 45, maxLength: 45 });
  await fc.assert(
    fc.asyncProperty(bits, syntax, async (all, used) => {
      const packed = packedBits(all);
      const pixels = used === SYNTAX.bigEndian ? swappedPairs(packed) : packed;
      const recipe = { syntax: used, rows: 3, columns: 5, frames: 3, bitsAllocated: 1, pixels };
      for (const frame of [0, 1, 2])
        expect(await values(recipe, frame)).toEqual(all.slice(15 * frame, 15 * frame + 15));
    }),
    { numRuns: 30 },
  );
});

test.each([SYNTAX.explicit, SYNTAX.bigEndian])('floating point, %s', async (used) => {
  const numbers = [0.5, -1.25, 1e30, 3];
  const recipe = { syntax: used, rows: 2, columns: 2 };
  expect(await values({ ...recipe, bitsAllocated: 32, pixels: el('7fe0,0008', 'OF', numbers) })).toEqual(
    numbers.map(Math.fround),
  );
  expect(await values({ ...recipe, bitsAllocated: 64, pixels: el('7fe0,0009', 'OD', numbers) })).toEqual(numbers);
});

describe('colors', () => {
  const color = { rows: 1, columns: 4, samplesPerPixel: 3, bitsAllocated: 8 } as const;
  const pixels = [10, 20, 30, 11, 21, 31, 12, 22, 32, 13, 23, 33];

  test('lie side by side, also if the file has them apart', async () => {
    const planes = [0, 1, 2].map((i) => pixels.filter((_, at) => at % 3 === i));
    expect(await values({ ...color, pixels: Uint8Array.from(pixels) })).toEqual(pixels);
    expect(
      await values({ ...color, planar: 1, pixels: concat(planes.map((plane) => Uint8Array.from(plane))) }),
    ).toEqual(pixels);
  });

  test('that two pixels share are given to both', async () => {
    const shared = Uint8Array.of(1, 2, 100, 200, 3, 4, 101, 201);
    const expected = [1, 100, 200, 2, 100, 200, 3, 101, 201, 4, 101, 201];
    expect(await values({ ...color, photometric: 'YBR_FULL_422', pixels: shared })).toEqual(expected);
  });
});
