/** Pixels as Daikon decodes them, which shares no code with Veil. */
import daikon from 'daikon';

/** Left, top, width and height in pixels. */
export type Rectangle = readonly [number, number, number, number];

/** The samples of all frames of a file of one sample a pixel. */
export function decode(file: Uint8Array, bits: 8 | 16): Int16Array | Uint8Array {
  const bytes = Uint8Array.from(file);
  const samples = daikon.Series.parseImage(new DataView(bytes.buffer)).getRawData();
  return bits === 8 ? new Uint8Array(samples) : new Int16Array(samples);
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
