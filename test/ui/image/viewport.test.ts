import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualSize,
  fitted,
  pan,
  toImage,
  toStage,
  visiblePart,
  zoomAt,
} from '../../../src/anonymizer/state/image/viewport';

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 6000 }),
  columns: fc.integer({ min: 1, max: 6000 }),
  aspect: fc.double({ min: 0.2, max: 5, noNaN: true }),
});
const boxes = fc.record({ width: fc.integer({ min: 50, max: 2000 }), height: fc.integer({ min: 50, max: 2000 }) });
const inside = fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }) });
const ratios = fc.constantFrom(1, 1.25, 2, 3);
const whole = ({ rows, columns }: { rows: number; columns: number }) => ({ x: 0, y: 0, width: columns, height: rows });

describe('an image on the stage', () => {
  it('fits it, as large as it can be, in its middle', () => {
    fc.assert(
      fc.property(shapes, boxes, (shape, box) => {
        const { x, y, width, height } = toStage(fitted(shape, box), shape, whole(shape));
        expect(Math.max(width / box.width, height / box.height)).toBeCloseTo(1, 6);
        expect(x).toBeCloseTo((box.width - width) / 2, 6);
        expect(y).toBeCloseTo((box.height - height) / 2, 6);
      }),
    );
  });

  it('keeps what is under the cursor there when it is zoomed', () => {
    fc.assert(
      fc.property(shapes, boxes, fc.double({ min: 0, max: 1, noNaN: true }), (shape, box, share) => {
        const before = fitted(shape, box);
        const under = { x: shape.columns * share, y: shape.rows * (1 - share) };
        const at = toStage(before, shape, { ...under, width: 0, height: 0 });
        const after = toImage(zoomAt(before, shape, box, at, 1.5), shape, at);
        expect(after.x).toBeCloseTo(under.x, 3);
        expect(after.y).toBeCloseTo(under.y, 3);
      }),
    );
  });

  it('never leaves the stage altogether, however it is moved', () => {
    fc.assert(
      fc.property(shapes, boxes, inside, fc.constantFrom(-9e6, -300, 300, 9e6), (shape, box, at, by) => {
        const zoomed = zoomAt(fitted(shape, box), shape, box, at, 3);
        const { x, y, width, height } = toStage(pan(zoomed, shape, box, { x: by, y: -by }), shape, whole(shape));
        expect(x).toBeLessThan(box.width);
        expect(y).toBeLessThan(box.height);
        expect(x + width).toBeGreaterThan(0);
        expect(y + height).toBeGreaterThan(0);
      }),
    );
  });

  it('has one pixel for one of the screen at its actual size', () => {
    const shape = { rows: 300, columns: 400, aspect: 1 };
    expect(actualSize(shape, { width: 1000, height: 800 }, 2).scale).toBe(0.5);
  });

  it('is painted where it lies, to the nearest pixel of the screen, and nowhere beyond the stage', () => {
    fc.assert(
      fc.property(shapes, boxes, inside, ratios, fc.double({ min: 0.3, max: 20, noNaN: true }), (...given) => {
        const [shape, box, at, ratio, factor] = given;
        const viewport = zoomAt(fitted(shape, box), shape, box, at, factor);
        const visible = visiblePart(viewport, shape, box, ratio);
        if (!visible) return;
        const { area, placing } = visible;
        expect(area.x).toBeGreaterThanOrEqual(0);
        expect(area.x + area.width).toBeLessThanOrEqual(box.width + 1 / ratio);
        expect(placing.width).toBeCloseTo(area.width * ratio, 6);
        // The image's left edge, by the bitmap's placing and by the viewport.
        expect(area.x + placing.left / ratio).toBeCloseTo(viewport.left, 6);
        expect(placing.scaleX).toBeCloseTo(viewport.scale * ratio, 9);
        expect(placing.scaleY).toBeCloseTo(placing.scaleX * shape.aspect, 6);
      }),
    );
  });
});
