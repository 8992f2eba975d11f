import type { Rectangle } from '../rectangle';

/** Brightness of every pixel, rows from the top. */
export interface Plane {
  readonly columns: number;
  readonly rows: number;
  readonly data: Uint8Array;
}

/**
 * Writing as something bright: `light` takes the brightest of red, green and blue, so that writing of any color stands
 * out on a dark ground; `dark` turns the darkest of them around.
 */
export function planeOf(rgba: Uint8ClampedArray, columns: number, rows: number, ink: 'light' | 'dark'): Plane {
  const data = new Uint8Array(columns * rows);
  for (let i = 0, at = 0; i < data.length; i++, at += 4) {
    const [red, green, blue] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    data[i] = ink === 'light' ? Math.max(red, green, blue) : 255 - Math.min(red, green, blue);
  }
  return { columns, rows, data };
}

/** A part of a plane, which lies in it. */
export function cut({ columns, data }: Plane, { x, y, width, height }: Rectangle): Plane {
  const part = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * columns + x;
    part.set(data.subarray(start, start + width), row * width);
  }
  return { columns: width, rows: height, data: part };
}
