/** Rectangles of whole image pixels, moved and resized within an image. */
import type { Rectangle, Size } from '../../../core/pixel/rectangle';
import type { Point } from './viewport';

/** A rectangle is resized by its corners and by the middles of its sides. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

/** The pixels that a drag from one point to another touches; undefined where none of them is in the image. */
export function fromDrag(from: Point, to: Point, size: Size): Rectangle | undefined {
  const left = clamp(Math.floor(Math.min(from.x, to.x)), 0, size.columns);
  const top = clamp(Math.floor(Math.min(from.y, to.y)), 0, size.rows);
  const right = clamp(Math.ceil(Math.max(from.x, to.x)), 0, size.columns);
  const bottom = clamp(Math.ceil(Math.max(from.y, to.y)), 0, size.rows);
  if (left >= right || top >= bottom) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Keeps its size and stays in the image. */
export function moved(rectangle: Rectangle, by: Point, { rows, columns }: Size): Rectangle {
  return {
    ...rectangle,
    x: clamp(Math.round(rectangle.x + by.x), 0, columns - rectangle.width),
    y: clamp(Math.round(rectangle.y + by.y), 0, rows - rectangle.height),
  };
}

/** Moves the sides that a handle holds; they stop at the opposite side and at the image's edge. */
export function resized(rectangle: Rectangle, handle: Handle, by: Point, { rows, columns }: Size): Rectangle {
  const [dx, dy] = [Math.round(by.x), Math.round(by.y)];
  let { x: left, y: top } = rectangle;
  let right = left + rectangle.width;
  let bottom = top + rectangle.height;
  if (handle.includes('w')) left = clamp(left + dx, 0, right - 1);
  if (handle.includes('e')) right = clamp(right + dx, left + 1, columns);
  if (handle.includes('n')) top = clamp(top + dy, 0, bottom - 1);
  if (handle.includes('s')) bottom = clamp(bottom + dy, top + 1, rows);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** One of the four numbers as typed; what no longer fits the image gives way to it. */
export function withNumber(
  rectangle: Rectangle,
  name: keyof Rectangle,
  value: number,
  { rows, columns }: Size,
): Rectangle {
  const whole = Math.round(value);
  switch (name) {
    case 'x':
      return { ...rectangle, x: clamp(whole, 0, columns - rectangle.width) };
    case 'y':
      return { ...rectangle, y: clamp(whole, 0, rows - rectangle.height) };
    case 'width':
      return { ...rectangle, width: clamp(whole, 1, columns - rectangle.x) };
    case 'height':
      return { ...rectangle, height: clamp(whole, 1, rows - rectangle.y) };
  }
}

/** A rectangle to begin with, for those who draw with the keyboard: a strip in the upper part of what is seen. */
export function startRectangle({ rows, columns }: Size): Rectangle {
  const width = Math.max(1, Math.round(columns / 3));
  const height = Math.max(1, Math.round(rows / 10));
  return { x: Math.floor((columns - width) / 2), y: Math.floor((rows - height) / 2), width, height };
}

export function contains({ x, y, width, height }: Rectangle, point: Point): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}

export function sameRectangle(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
