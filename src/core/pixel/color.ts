/** From color samples to red, green and blue of 8 bits (PS3.3 C.7.6.3.1.2). */
import type { Photometric } from './description';
import type { SampleArray } from './samples';

/**
 * Adds the colors of pixels, three samples each, to RGBA bytes: of red, green and blue each what is brighter stays. On
 * black that gives the colors themselves, on other frames their projection. Opacity is left alone.
 *
 * @param bits - how many bits of each sample are stored
 */
export function addColors(data: SampleArray, photometric: Photometric, bits: number, rgba: Uint8ClampedArray): void {
  const range = rangeOf(photometric);
  if (range && bits === 8 && data instanceof Uint8Array) addYbrBytes(data, range, rgba);
  else if (range) addYbr(data, range, bits, rgba);
  else if (bits === 8) addPlain(data, rgba);
  else addScaled(data, bits, rgba);
}

function addPlain(data: SampleArray, rgba: Uint8ClampedArray): void {
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    lighten(rgba, to, data[from], data[from + 1], data[from + 2]);
  }
}

function addScaled(data: SampleArray, bits: number, rgba: Uint8ClampedArray): void {
  const toByte = 255 / (2 ** bits - 1);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    lighten(rgba, to, data[from] * toByte, data[from + 1] * toByte, data[from + 2] * toByte);
  }
}

interface YbrRange {
  readonly black: number;
  readonly luminance: number;
  readonly red: number;
  readonly greenOfBlue: number;
  readonly greenOfRed: number;
  readonly blue: number;
}

/** CCIR 601-2 with all 256 levels in use, and with 16 to 235 for Y, 16 to 240 for Cb and Cr. */
const FULL: YbrRange = { black: 0, luminance: 1, red: 1.402, greenOfBlue: 0.344136, greenOfRed: 0.714136, blue: 1.772 };
const PARTIAL: YbrRange = {
  black: 16,
  luminance: 255 / 219,
  red: (1.402 * 255) / 224,
  greenOfBlue: (0.344136 * 255) / 224,
  greenOfRed: (0.714136 * 255) / 224,
  blue: (1.772 * 255) / 224,
};

function rangeOf(photometric: Photometric): YbrRange | undefined {
  if (photometric === 'YBR_FULL' || photometric === 'YBR_FULL_422') return FULL;
  return photometric.startsWith('YBR_PARTIAL') ? PARTIAL : undefined;
}

/** Bits of the fractions that bytes are multiplied with. */
const FRACTION = 20;

/** In integers, as of clips there are many frames. `Uint8ClampedArray` clamps. */
function addYbrBytes(data: Uint8Array, range: YbrRange, rgba: Uint8ClampedArray): void {
  const fixed = (factor: number) => Math.round(factor * (1 << FRACTION));
  const { black } = range;
  const luminance = fixed(range.luminance);
  const red = fixed(range.red);
  const greenOfBlue = fixed(range.greenOfBlue);
  const greenOfRed = fixed(range.greenOfRed);
  const blue = fixed(range.blue);
  const half = 1 << (FRACTION - 1);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    const y = Math.imul(data[from] - black, luminance) + half;
    const cb = data[from + 1] - 128;
    const cr = data[from + 2] - 128;
    const r = (y + Math.imul(red, cr)) >> FRACTION;
    const g = (y - Math.imul(greenOfBlue, cb) - Math.imul(greenOfRed, cr)) >> FRACTION;
    const b = (y + Math.imul(blue, cb)) >> FRACTION;
    lighten(rgba, to, r, g, b);
  }
}

/** `Uint8ClampedArray` rounds and clamps. */
function addYbr(data: SampleArray, range: YbrRange, bits: number, rgba: Uint8ClampedArray): void {
  const toByte = 255 / (2 ** bits - 1);
  const neutral = 2 ** (bits - 1);
  const { black, luminance, red, greenOfBlue, greenOfRed, blue } = range;
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    const y = (data[from] * toByte - black) * luminance;
    const cb = (data[from + 1] - neutral) * toByte;
    const cr = (data[from + 2] - neutral) * toByte;
    lighten(rgba, to, y + red * cr, y - greenOfBlue * cb - greenOfRed * cr, y + blue * cb);
  }
}

function lighten(rgba: Uint8ClampedArray, at: number, red: number, green: number, blue: number): void {
  if (red > rgba[at]) rgba[at] = red;
  if (green > rgba[at + 1]) rgba[at + 1] = green;
  if (blue > rgba[at + 2]) rgba[at + 2] = blue;
}
