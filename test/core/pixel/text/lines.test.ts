import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentTree, isRegion } from '../../../../src/core/pixel/text/component-tree';
import { findGlyphs, hasContrast } from '../../../../src/core/pixel/text/glyphs';
import { lineImage } from '../../../../src/core/pixel/text/line-image';
import { findLines, type TextLine } from '../../../../src/core/pixel/text/lines';
import { type Plane, planeOf } from '../../../../src/core/pixel/text/plane';
import { drawText } from '../../../../tools/samples/bitmap-font';
import { seeded } from '../../../builders/bytes';

const COLUMNS = 300;
const ROWS = 200;
const TEXT = 'KUERBISCH, THEODORA';

interface Recipe {
  readonly ground?: number;
  readonly ink?: number;
  /** Most that the ground differs from its brightness. */
  readonly noise?: number;
  readonly turned?: boolean;
  readonly text?: string;
}

/** A picture with one line of letters, 14 pixels high, at (20, 40), or turned so that it reads upwards at (40, 20). */
function picture({ ground = 60, ink = 200, noise = 40, turned = false, text = TEXT }: Recipe) {
  const random = seeded(3);
  const rgba = new Uint8ClampedArray(COLUMNS * ROWS * 4);
  const set = (x: number, y: number, value: number) =>
    rgba.fill(value, (y * COLUMNS + x) * 4, (y * COLUMNS + x) * 4 + 3);
  for (let y = 0; y < ROWS; y++) for (let x = 0; x < COLUMNS; x++) set(x, y, ground + noise * (random() - 0.5));
  const length = text.length * 6 * 2;
  drawText(text, 0, 0, 2, (x, y) =>
    turned ? set(40 + y, 20 + Math.min(length, 170) - x, ink) : set(20 + x, 40 + y, ink),
  );
  return rgba;
}

function lines(recipe: Recipe, ink: 'light' | 'dark' = 'light'): readonly TextLine[] {
  return findLines([...findGlyphs(planeOf(picture(recipe), COLUMNS, ROWS, ink))].flat().filter(hasContrast));
}

const place = ({ x, y, width, height, direction }: TextLine) => ({ x, y, width, height, direction });

describe('lines of letters', () => {
  it('are found with all their words, whatever they stand on', () => {
    const whole = { x: 20, y: 40, width: 226, height: 14, direction: 'across' };
    expect(lines({}).map(place)).toContainEqual(whole);
    expect(lines({ ground: 200, ink: 30 }, 'dark').map(place)).toContainEqual(whole);
    expect(lines({ ground: 200, ink: 30 }, 'light').map(place)).not.toContainEqual(whole);
  });

  it('are found when they are turned by a quarter', () => {
    const [line] = lines({ turned: true, text: 'KUERBISCH' }).filter(({ direction }) => direction === 'down');
    expect(line).toMatchObject({ x: 40, width: 14 });
    expect(line.height).toBeGreaterThan(100);
  });

  it('are few in noise, as each has to be read', () => {
    expect(lines({ noise: 120, text: '' }).length).toBeLessThan(40);
  });

  it('are handed to the reader dark on white, upright, in one size', () => {
    for (const turned of [false, true]) {
      const recipe = { turned, text: 'MRN 55', noise: 0 };
      const plane = planeOf(picture(recipe), COLUMNS, ROWS, 'light');
      const [line] = lines(recipe).toSorted((a, b) => b.glyphs.length - a.glyphs.length);
      const image = lineImage(plane, line, turned ? 'heads-left' : 'upright');
      expect(image.plane.data[0]).toBe(255);
      expect(Math.min(...image.plane.data)).toBe(0);
      expect(image.plane.columns).toBeGreaterThan(image.plane.rows);
      const { columns, rows } = image.plane;
      const back = image.toPicture({ x: 12, y: 12, width: columns - 24, height: rows - 24 });
      expect(Math.abs(back.x + back.width / 2 - (line.x + line.width / 2))).toBeLessThan(3);
      expect(Math.abs(back.y + back.height / 2 - (line.y + line.height / 2))).toBeLessThan(3);
    }
  });
});

it('a line upside down is handed to the reader as if it were upright', () => {
  const plane = planeOf(picture({ noise: 0 }), COLUMNS, ROWS, 'light');
  const turned = { ...plane, data: plane.data.toReversed() };
  const [upright, back] = [plane, turned].map((one) => findLines([...findGlyphs(one)].flat().filter(hasContrast))[0]);
  const wanted = lineImage(plane, upright, 'upright');
  const image = lineImage(turned, back, 'upside-down');
  expect([image.plane.columns, image.plane.rows]).toEqual([wanted.plane.columns, wanted.plane.rows]);
  expect(image.plane.data.every((value, at) => Math.abs(value - wanted.plane.data[at]) <= 1)).toBe(true);
  const [part, same] = [wanted, image].map(({ toPicture }) => toPicture({ x: 40, y: 12, width: 30, height: 20 }));
  expect(same.x + same.width).toBeCloseTo(COLUMNS - part.x);
  expect(same.y + same.height).toBeCloseTo(ROWS - part.y);
});

describe('the regions of a plane', () => {
  /** Area of the region around a pixel of all that are as bright as it or brighter, by filling. */
  function filled({ columns, rows, data }: Plane, pixel: number): number {
    const seen = new Set([pixel]);
    for (const at of seen) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const next = (y + dy) * columns + x + dx;
          const isInside = x + dx >= 0 && x + dx < columns && y + dy >= 0 && y + dy < rows;
          if (isInside && data[next] >= data[pixel]) seen.add(next);
        }
      }
    }
    return seen.size;
  }

  it('are those that filling finds at every brightness', () => {
    const planes = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([columns, rows]) =>
        fc
          .array(fc.integer({ min: 0, max: 5 }), { minLength: columns * rows, maxLength: columns * rows })
          .map((values): Plane => ({ columns, rows, data: Uint8Array.from(values) })),
      );
    fc.assert(
      fc.property(planes, (plane) => {
        const tree = componentTree(plane, 1);
        for (let pixel = 0; pixel < plane.data.length; pixel++) {
          if (isRegion(tree, pixel)) expect(tree.area[pixel]).toBe(filled(plane, pixel));
        }
      }),
    );
  });
});
