import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDrag, HANDLES, moved, resized, withNumber } from '../../../src/anonymizer/state/image/mask-geometry';
import type { Rectangle } from '../../../src/core/pixel/rectangle';

const SIZE = { rows: 60, columns: 80 };
const whole = fc.integer({ min: -200, max: 200 });
const points = fc.record({
  x: fc.double({ min: -50, max: 130, noNaN: true }),
  y: fc.double({ min: -50, max: 130, noNaN: true }),
});
const rectangles = fc.tuple(fc.nat(79), fc.nat(59), fc.nat(79), fc.nat(59)).map(
  ([x, y, width, height]): Rectangle => ({
    x,
    y,
    width: 1 + Math.min(width, SIZE.columns - 1 - x),
    height: 1 + Math.min(height, SIZE.rows - 1 - y),
  }),
);

function expectInImage({ x, y, width, height }: Rectangle): void {
  for (const number of [x, y, width, height]) expect(Number.isInteger(number)).toBe(true);
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
  expect(x + width).toBeLessThanOrEqual(SIZE.columns);
  expect(y + height).toBeLessThanOrEqual(SIZE.rows);
}

describe('a mask', () => {
  it('covers every pixel that the drag touched, in whatever direction it went', () => {
    expect(fromDrag({ x: 10.2, y: 5.9 }, { x: 3.5, y: 8.1 }, SIZE)).toEqual({ x: 3, y: 5, width: 8, height: 4 });
    fc.assert(
      fc.property(points, points, (from, to) => {
        const made = fromDrag(from, to, SIZE);
        if (made) expectInImage(made);
        expect(fromDrag(to, from, SIZE)).toEqual(made);
      }),
    );
  });

  it('keeps its size when it is moved, and stays in the image', () => {
    fc.assert(
      fc.property(rectangles, whole, whole, (rectangle, x, y) => {
        const after = moved(rectangle, { x, y }, SIZE);
        expectInImage(after);
        expect([after.width, after.height]).toEqual([rectangle.width, rectangle.height]);
      }),
    );
  });

  it('keeps the sides that a handle does not hold', () => {
    fc.assert(
      fc.property(rectangles, fc.constantFrom(...HANDLES), whole, whole, (rectangle, handle, x, y) => {
        const after = resized(rectangle, handle, { x, y }, SIZE);
        expectInImage(after);
        if (!handle.includes('w')) expect(after.x).toBe(rectangle.x);
        if (!handle.includes('n')) expect(after.y).toBe(rectangle.y);
        if (!handle.includes('e')) expect(after.x + after.width).toBe(rectangle.x + rectangle.width);
        if (!handle.includes('s')) expect(after.y + after.height).toBe(rectangle.y + rectangle.height);
      }),
    );
  });

  it('takes typed numbers as far as the image goes', () => {
    fc.assert(
      fc.property(rectangles, fc.constantFrom('x', 'y', 'width', 'height'), whole, (rectangle, name, value) => {
        expectInImage(withNumber(rectangle, name, value, SIZE));
      }),
    );
    expect(withNumber({ x: 5, y: 5, width: 10, height: 10 }, 'width', 31, SIZE).width).toBe(31);
  });
});
