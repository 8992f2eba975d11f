import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import daikon from 'daikon';
import { anonymizer, expect } from './fixture';

/** Left, top, width and height in pixels. */
export type Rectangle = readonly [number, number, number, number];

function raw(file: Uint8Array): ArrayBuffer {
  return daikon.Series.parseImage(new DataView(Uint8Array.from(file).buffer)).getRawData();
}

/** The stored values of a file of 8 bits a sample, as a decoder that shares no code with Veil reads them. */
export function decoded(file: Uint8Array): Uint8Array {
  return new Uint8Array(raw(file));
}

/** Those of a file of 16 bits a sample. */
export function decoded16(file: Uint8Array): Int16Array {
  return new Int16Array(raw(file));
}

/** Samples of one frame that are not black under a mask, and those that have changed by more elsewhere. */
export function wrongSamples(
  before: ArrayLike<number>,
  after: Int16Array | Uint8Array,
  { columns, masks, difference = 0 }: { columns: number; masks: readonly Rectangle[]; difference?: number },
): { readonly inside: number; readonly outside: number } {
  const black = (after as Int16Array).reduce((least, sample) => Math.min(least, sample));
  const wrong = { inside: 0, outside: 0 };
  for (const [i, sample] of after.entries()) {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const isMasked = masks.some(([x, y, width, height]) => {
      return column >= x && column < x + width && row >= y && row < y + height;
    });
    if (isMasked && sample !== black) wrong.inside++;
    if (!isMasked && Math.abs(sample - before[i]) > difference) wrong.outside++;
  }
  return wrong;
}

/** The file as it is downloaded. */
export async function downloaded(page: Page): Promise<Buffer> {
  const veil = anonymizer(page);
  await expect(veil.download).toBeEnabled();
  const started = page.waitForEvent('download');
  await veil.download.click();
  const bytes = readFileSync(await (await started).path());
  return Buffer.from(Uint8Array.from(bytes).buffer);
}
