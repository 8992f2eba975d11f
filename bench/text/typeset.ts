/** Texts as pixels: Chromium sets them in the fonts of this machine, as a device would. */
import { chromium } from '@playwright/test';
import { findChromium } from '../../tools/setup.mjs';

export interface Wording {
  readonly text: string;
  /** As CSS has it: `bold 12px "DejaVu Sans"`. */
  readonly font: string;
  readonly smooth: boolean;
}

/** How much of each pixel is covered with ink, 0 to 255; just as large as the ink. */
export interface Stamp {
  readonly columns: number;
  readonly rows: number;
  readonly cover: Uint8Array;
}

/** Sets all texts, one after the other. */
export async function typeset(wordings: readonly Wording[]): Promise<Stamp[]> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const drawn = await page.evaluate((all) => {
      const canvas = new OffscreenCanvas(1400, 120);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      return all.map(({ text, font, smooth }) => {
        context.clearRect(0, 0, canvas.width, canvas.height);
        context.font = font;
        context.fillText(text, 10, 80);
        const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
        let [left, top, right, bottom] = [width, height, 0, 0];
        const cover = (x: number, y: number): number => {
          const alpha = data[(y * width + x) * 4 + 3];
          return smooth ? alpha : alpha > 80 ? 255 : 0;
        };
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            if (cover(x, y) < 64) continue;
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x + 1);
            bottom = Math.max(bottom, y + 1);
          }
        }
        const [columns, rows] = [right - left, bottom - top];
        const pixels = Array.from({ length: columns * rows }, (_, i) =>
          cover(left + (i % columns), top + Math.floor(i / columns)),
        );
        return { columns, rows, pixels };
      });
    }, wordings);
    return drawn.map(({ columns, rows, pixels }) => ({ columns, rows, cover: Uint8Array.from(pixels) }));
  } finally {
    await browser.close();
  }
}

/** Turned by a quarter, against the clock: what was on the left is at the bottom. */
export function turned({ columns, rows, cover }: Stamp): Stamp {
  const out = new Uint8Array(cover.length);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) out[(columns - 1 - x) * rows + y] = cover[y * columns + x];
  }
  return { columns: rows, rows: columns, cover: out };
}
