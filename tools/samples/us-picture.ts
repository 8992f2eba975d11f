/** An invented ultrasound frame: a sector of speckle, a grey scale, and texts burned into the pixels. */
import { seeded } from '../../test/builders/bytes';
import { drawText } from './bitmap-font';

export const US_COLUMNS = 640;
export const US_ROWS = 480;
/** Where the sector lies: left, top, right, bottom in pixels. */
export const US_REGION = [70, 64, 570, 452] as const;

const APEX = { x: 320, y: 10 };
const NEAREST = 56;
const FARTHEST = 440;
const HALF_ANGLE = (35 * Math.PI) / 180;

/** Relative echo of the tissue at a place of the sector: vessels dark, walls and stones bright. */
function echo(x: number, y: number): number {
  const vessel = ((x - 280) / 46) ** 2 + ((y - 235) / 30) ** 2;
  if (vessel < 1) return 0.05;
  if (vessel < 1.25) return 1.5;
  const cyst = ((x - 388) / 30) ** 2 + ((y - 318) / 26) ** 2;
  if (cyst < 1) return 0.06;
  if (Math.abs(x - 388) < 26 && y > 344) return 1.5;
  const diaphragm = Math.abs(Math.hypot(x - 320, (y - 560) * 1.4) - 235);
  if (diaphragm < 5) return 2.6;
  return 0.75 + 0.2 * Math.sin(x / 37) * Math.cos(y / 29);
}

/** Stored values, 8 bits unsigned. `lines` stand in the upper left, `settings` in the upper right corner. */
export function usPicture(lines: readonly string[], settings: readonly string[], seed: number): Uint8Array {
  const random = seeded(seed);
  const samples = new Uint8Array(US_COLUMNS * US_ROWS);
  for (let y = 0; y < US_ROWS; y++) {
    for (let x = 0; x < US_COLUMNS; x++) {
      const distance = Math.hypot(x - APEX.x, y - APEX.y);
      const angle = Math.atan2(x - APEX.x, y - APEX.y);
      if (distance < NEAREST || distance > FARTHEST || Math.abs(angle) > HALF_ANGLE) continue;
      const speckle = Math.sqrt(-2 * Math.log(1 - random() * 0.999));
      const loss = Math.exp(-distance / 620);
      samples[y * US_COLUMNS + x] = Math.min(255, Math.round(72 * echo(x, y) * loss * speckle));
    }
  }
  const plot = (x: number, y: number): void => {
    if (x < US_COLUMNS && y < US_ROWS) samples[y * US_COLUMNS + x] = 235;
  };
  lines.forEach((line, index) => {
    drawText(line, 8, 6 + index * 18, 2, plot);
  });
  settings.forEach((line, index) => {
    drawText(line, US_COLUMNS - 6 - line.length * 6, 120 + index * 10, 1, plot);
  });
  for (let step = 0; step < 160; step++) {
    for (let dx = 0; dx < 10; dx++) samples[(150 + step) * US_COLUMNS + 20 + dx] = 255 - Math.floor((step * 255) / 159);
  }
  return samples;
}
