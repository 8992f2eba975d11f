/** An axial slice through an invented thorax, drawn by ellipses of constant Hounsfield units and noise. */
import { seeded } from '../../test/builders/bytes';

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
  /** Degrees, clockwise. */
  readonly turn?: number;
  /** Hounsfield units inside; later ellipses cover earlier ones. */
  readonly hu: number;
}

// Coordinates run from -1 to 1 over the picture.
const ribs: readonly Ellipse[] = Array.from({ length: 14 }, (_, index) => {
  const angle = ((index + 0.5) / 14) * 2 * Math.PI;
  return {
    x: 0.71 * Math.cos(angle),
    y: 0.02 + 0.5 * Math.sin(angle),
    a: 0.075,
    b: 0.026,
    turn: (Math.atan2(0.5 * Math.cos(angle), -0.71 * Math.sin(angle)) * 180) / Math.PI,
    hu: 480,
  };
});

const ANATOMY: readonly Ellipse[] = [
  { x: 0, y: 0.02, a: 0.86, b: 0.64, hu: -95 },
  { x: 0, y: 0.02, a: 0.79, b: 0.57, hu: 50 },
  ...ribs,
  { x: -0.38, y: 0.0, a: 0.27, b: 0.42, turn: 8, hu: -850 },
  { x: 0.4, y: 0.01, a: 0.25, b: 0.41, turn: -8, hu: -850 },
  { x: 0.08, y: -0.1, a: 0.24, b: 0.2, turn: 30, hu: 45 },
  { x: 0.12, y: -0.09, a: 0.12, b: 0.1, turn: 30, hu: 190 },
  { x: -0.03, y: -0.17, a: 0.08, b: 0.08, hu: 170 },
  { x: 0.11, y: 0.24, a: 0.06, b: 0.06, hu: 210 },
  { x: 0.0, y: 0.16, a: 0.05, b: 0.04, hu: -920 },
  { x: 0, y: 0.38, a: 0.13, b: 0.1, hu: 320 },
  { x: 0, y: 0.38, a: 0.1, b: 0.075, hu: 190 },
  { x: 0, y: 0.5, a: 0.045, b: 0.035, hu: 20 },
  { x: 0, y: 0.57, a: 0.03, b: 0.07, hu: 420 },
  { x: -0.46, y: -0.13, a: 0.035, b: 0.03, hu: 35 },
  { x: 0, y: -0.5, a: 0.1, b: 0.03, hu: 400 },
  { x: 0, y: 0.78, a: 0.98, b: 0.05, hu: -60 },
];

function inside(shape: Ellipse, x: number, y: number): boolean {
  const angle = ((shape.turn ?? 0) * Math.PI) / 180;
  const dx = x - shape.x;
  const dy = y - shape.y;
  const along = (dx * Math.cos(angle) + dy * Math.sin(angle)) / shape.a;
  const across = (-dx * Math.sin(angle) + dy * Math.cos(angle)) / shape.b;
  return along * along + across * across <= 1;
}

function houndsfield(x: number, y: number): number {
  for (let index = ANATOMY.length - 1; index >= 0; index--) {
    const shape = ANATOMY[index];
    if (shape && inside(shape, x, y)) return shape.hu;
  }
  return -1000;
}

/** Stored values of `size` x `size` pixels, 12 bits unsigned, Rescale Intercept -1024. */
export function ctPicture(size: number, seed: number): number[] {
  const random = seeded(seed);
  const samples: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      // Four samples a pixel soften the edges.
      for (const [dx, dy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        sum += houndsfield(((column + dx) / size) * 2 - 1, ((row + dy) / size) * 2 - 1);
      }
      const noise = (random() + random() + random() - 1.5) * 36;
      samples.push(Math.min(4095, Math.max(0, Math.round(sum / 4 + noise + 1024))));
    }
  }
  return samples;
}
