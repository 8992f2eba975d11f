/** From color samples to red, green and blue of 8 bits (PS3.3 C.7.6.3.1.2). */
import type { Photometric } from './description';
import type { SampleArray } from './samples';

/**
 * Writes the colors of pixels, three samples each, into RGBA bytes; opacity is left alone.
 *
 * @param bits - how many bits of each sample are stored
 */
export function writeColors(data: SampleArray, photometric: Photometric, bits: number, rgba: Uint8ClampedArray): void {
  if (photometric === 'YBR_FULL' || photometric === 'YBR_FULL_422') writeYbr(data, FULL, bits, rgba);
  else if (photometric.startsWith('YBR_PARTIAL')) writeYbr(data, PARTIAL, bits, rgba);
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
