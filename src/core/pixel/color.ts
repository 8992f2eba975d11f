/** From color samples to red, green and blue of 8 bits (PS3.3 C.7.6.3.1.2). */
import type { Photometric } from './description';
import type { SampleArray } from './samples';

/**
 * Writes the colors of pixels, three samples each, into RGBA bytes; opacity is left alone.
 *
 * @param bits - how many bits of each sample are stored
 */
export function writeColors(data: SampleArray, photometric: Photometric, bits: number, rgba: Uint8ClampedArray): void {
  const range = rangeOf(photometric);
  if (range && bits === 8 && data instanceof Uint8Array) writeYbrBytes(data, range, rgba);
  else if (range) writeYbr(data, range, bits, rgba);
  else if (bits === 8) writePlain(data, rgba);
  else writeScaled(data, bits, rgba);
}

function writePlain(data: SampleArray, rgba: Uint8ClampedArray): void {
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = data[from];
    rgba[to + 1] = data[from + 1];
    rgba[to + 2] = data[from + 2];
  }
}

function writeScaled(data: SampleArray, bits: number, rgba: Uint8ClampedArray): void {
  const toByte = 255 / (2 ** bits - 1);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = data[from] * toByte;
    rgba[to + 1] = data[from + 1] * toByte;
    rgba[to + 2] = data[from + 2] * toByte;
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

/** In integers, as of clips many frames are shown. `Uint8ClampedArray` clamps. */
function writeYbrBytes(data: Uint8Array, range: YbrRange, rgba: Uint8ClampedArray): void {
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
    rgba[to] = (y + Math.imul(red, cr)) >> FRACTION;
    rgba[to + 1] = (y - Math.imul(greenOfBlue, cb) - Math.imul(greenOfRed, cr)) >> FRACTION;
    rgba[to + 2] = (y + Math.imul(blue, cb)) >> FRACTION;
  }
}

/** `Uint8ClampedArray` rounds and clamps. */
function writeYbr(data: SampleArray, range: YbrRange, bits: number, rgba: Uint8ClampedArray): void {
  const toByte = 255 / (2 ** bits - 1);
  const neutral = 2 ** (bits - 1);
  const { black, luminance, red, greenOfBlue, greenOfRed, blue } = range;
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    const y = (data[from] * toByte - black) * luminance;
    const cb = (data[from + 1] - neutral) * toByte;
    const cr = (data[from + 2] - neutral) * toByte;
    rgba[to] = y + red * cr;
    rgba[to + 1] = y - greenOfBlue * cb - greenOfRed * cr;
    rgba[to + 2] = y + blue * cb;
  }
}
