/** Frames that look to codecs like real ones: smooth shapes, edges, noise of a detector. The same on every run. */
import { seeded } from '../test/builders';

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
}

/** CT: 12 bits in cells of 16, air around a body with organs and bones, noise of some ten values. */
export function ctFrame(rows: number, columns: number, seed: number): Uint16Array {
  const random = seeded(seed);
  const body: Shape = { x: 0.5, y: 0.5, width: 0.42, height: 0.33, value: 1040 };
  const organs = Array.from({ length: 24 }, () => ({
    x: 0.2 + 0.6 * random(),
    y: 0.25 + 0.5 * random(),
    width: 0.01 + 0.08 * random(),
    height: 0.01 + 0.08 * random(),
    value: random() < 0.2 ? 1400 + 800 * random() : 950 + 180 * random(),
  }));
  const samples = new Uint16Array(rows * columns);
  for (let y = 0, at = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, at++) {
      const noise = (random() + random() + random() - 1.5) * 24;
      let value = 24;
      for (const shape of [body, ...organs]) if (isIn(shape, x / columns, y / rows)) value = shape.value;
      samples[at] = Math.max(0, Math.min(4095, Math.round(value + noise)));
    }
  }
  return samples;
}

/** Ultrasound: a fan of speckle with strips of plain background and bright letters, three samples a pixel. */
export function ultrasoundFrame(rows: number, columns: number, seed: number): Uint8Array {
  const random = seeded(seed);
  const samples = new Uint8Array(rows * columns * 3);
  let speckle = 0;
  for (let y = 0, at = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, at += 3) {
      const [dx, dy] = [x / columns - 0.5, y / rows - 0.05];
      const depth = Math.hypot(dx, dy);
      speckle = 0.6 * speckle + 0.4 * random();
      const isFan = dy > 0.08 && depth < 0.9 && Math.abs(dx) < dy;
      const echo = 60 + 90 * Math.sin(18 * depth + 3 * dx) ** 2;
      const isLetter = y % 40 < 14 && y < 90 && (x * 7 + (y >> 1) * 13 + seed) % 19 < 6;
      const gray = isFan ? echo * speckle * 1.4 : isLetter ? 230 : 4;
      const flow = isFan && Math.hypot(dx - 0.05, dy - 0.5) < 0.09 ? 120 * speckle : 0;
      samples[at] = Math.min(255, gray + flow);
      samples[at + 1] = Math.min(255, gray);
      samples[at + 2] = Math.min(255, gray + flow / 4);
    }
  }
  return samples;
}

function isIn(shape: Shape, x: number, y: number): boolean {
  return ((x - shape.x) / shape.width) ** 2 + ((y - shape.y) / shape.height) ** 2 < 1;
}
