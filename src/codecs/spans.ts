import type { Rectangle } from '../core/pixel/rectangle';

/** Calls `beside` with the parts of a row, `from` to before `to`, that none of the rectangles covers. */
export function besideRectangles(
  row: number,
  columns: number,
  rectangles: readonly Rectangle[],
  beside: (from: number, to: number) => void,
): void {
  const here = rectangles.filter(({ y, height }) => row >= y && row < y + height).sort((one, other) => one.x - other.x);
  let at = 0;
  for (const { x, width } of here) {
    if (x > at) beside(at, Math.min(x, columns));
    at = Math.max(at, x + width);
  }
  if (at < columns) beside(at, columns);
}
