/** Rectangles: their union, and all that they leave. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandsOf, clip, outside, type Rectangle, rectanglesOf } from '../../../src/core/pixel/rectangle';

const size = { rows: 9, columns: 11 };
const rectangle = fc.record({
  x: fc.integer({ min: -3, max: 12 }),
  y: fc.integer({ min: -3, max: 10 }),
  width: fc.integer({ min: 1, max: 14 }),
  height: fc.integer({ min: 1, max: 12 }),
});

/** How many rectangles cover each pixel of the image. */
function cover(rectangles: readonly Rectangle[]): number[] {
  return Array.from({ length: size.rows * size.columns }, (_, i) => {
    const [x, y] = [i % size.columns, Math.floor(i / size.columns)];
    return rectangles.filter((one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height)
      .length;
  });
}

test('what lies outside of regions is covered once, what lies in them not at all', () => {
  fc.assert(
    fc.property(fc.array(rectangle, { maxLength: 5 }), (regions) => {
      expect(cover(outside(regions, size))).toEqual(cover(regions).map((count) => (count > 0 ? 0 : 1)));
    }),
  );
});

test('around one region there are four rectangles or fewer', () => {
  expect(outside([{ x: 2, y: 3, width: 4, height: 5 }], size)).toEqual([
    { x: 0, y: 0, width: 11, height: 3 },
    { x: 0, y: 3, width: 2, height: 5 },
    { x: 6, y: 3, width: 5, height: 5 },
    { x: 0, y: 8, width: 11, height: 1 },
  ]);
  expect(outside([{ x: -1, y: 0, width: 20, height: 4 }], size)).toEqual([{ x: 0, y: 4, width: 11, height: 5 }]);
  expect(outside([{ x: 0, y: 0, width: 11, height: 9 }], size)).toEqual([]);
});

test('a union covers each pixel once, in as few bands as there are', () => {
  fc.assert(
    fc.property(fc.array(rectangle, { maxLength: 5 }), (rectangles) => {
      const clipped = rectangles.map((one) => clip(one, size)).filter((one) => one !== undefined);
      const bands = bandsOf(clipped);
      expect(cover(rectanglesOf(bands))).toEqual(cover(rectangles).map((count) => Math.min(1, count)));
      for (const [i, band] of bands.entries()) {
        const next = bands[i + 1];
        if (next?.top === band.bottom) expect(next.spans).not.toEqual(band.spans);
      }
    }),
  );
});

describe('clipping', () => {
  test('grows to whole pixels', () => {
    expect(clip({ x: 1.2, y: 2.8, width: 1, height: 0.1 }, size)).toEqual({ x: 1, y: 2, width: 2, height: 1 });
  });

  test.each([
    [{ x: 11, y: 0, width: 5, height: 5 }],
    [{ x: 0, y: -5, width: 5, height: 5 }],
    [{ x: 1, y: 1, width: 0, height: 5 }],
    [{ x: 1, y: 1, width: -3, height: 5 }],
    [{ x: 1, y: 1, width: Number.NaN, height: 5 }],
  ])('leaves nothing of %o', (one) => {
    expect(clip(one, size)).toBeUndefined();
  });
});
