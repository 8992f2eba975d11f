/** From the samples of a frame to what is seen: RGBA, 8 bits each. */
import { addColors } from './color';
import { isColor, type PixelDescription } from './description';
import type { FrameDisplay } from './display';
import { extentWindow } from './extent';
import { type Brightness, brightness, defaultVoi, type Voi } from './gray';
import type { Palette } from './palette';
import type { FrameSamples, SampleArray } from './samples';

export interface RenderOptions {
  /** Default: what the file offers first. Color is shown as it is. */
  readonly voi?: Voi;
  /** Bright becomes dark. */
  readonly invert?: boolean;
  /** Value of masked pixels, which an extent leaves out. */
  readonly fill?: number;
  /** Rows × columns × 4 bytes to write to. */
  readonly into?: Uint8ClampedArray<ArrayBuffer>;
}

const HOST_IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** RGBA of an opaque gray, as a 32-bit word of this machine, is `OPAQUE + gray * GRAY`. */
const OPAQUE = HOST_IS_LITTLE ? 0xff000000 : 0x000000ff;
const GRAY = HOST_IS_LITTLE ? 0x00010101 : 0x01010100;

/** Renders a frame; `frame.data` holds rows × columns pixels. */
export function renderFrame(
  frame: FrameSamples,
  description: PixelDescription,
  display: FrameDisplay,
  options: RenderOptions = {},
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = description.rows * description.columns;
  const rgba = options.into ?? new Uint8ClampedArray(pixels * 4);
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, pixels);
  const invert = options.invert ?? false;
  if (isColor(frame.photometric)) {
    words.fill(OPAQUE);
    addColors(frame.data, frame.photometric, description.bitsStored, rgba);
  } else if (frame.photometric === 'PALETTE COLOR' && display.palette) {
    writeTable(frame.data, paletteTable(frame.data, display.palette), words);
  } else {
    writeGray(frame.data, grayFunction(frame.data, description, display, options), words);
    return rgba;
  }
  if (invert) for (let i = 0; i < pixels; i++) words[i] = ~words[i] ^ OPAQUE;
  return rgba;
}

function grayFunction(
  data: SampleArray,
  description: PixelDescription,
  display: FrameDisplay,
  { voi = defaultVoi(display), invert = false, fill }: RenderOptions,
): Brightness {
  const shown = voi.kind === 'extent' ? extentWindow(data, display, description, fill) : voi;
  return brightness(display, shown, invert);
}

/** Words of all values that an array of up to 16 bits can hold, at the value's lowest bits. */
function tableOf(data: SampleArray, word: (stored: number) => number): Uint32Array | undefined {
  const bits = data.BYTES_PER_ELEMENT * 8;
  if (bits > 16) return undefined;
  const size = 2 ** bits;
  const isSigned = data instanceof Int8Array || data instanceof Int16Array;
  const table = new Uint32Array(size);
  for (let i = 0; i < size; i++) table[i] = word(isSigned && i >= size / 2 ? i - size : i);
  return table;
}

function writeGray(data: SampleArray, gray: Brightness, words: Uint32Array): void {
  const word = (stored: number): number => OPAQUE + gray(stored) * GRAY;
  const table = tableOf(data, word);
  if (table) writeTable(data, table, words);
  else for (let i = 0; i < words.length; i++) words[i] = word(data[i]);
}

function writeTable(data: SampleArray, table: Uint32Array, words: Uint32Array): void {
  const mask = table.length - 1;
  for (let i = 0; i < words.length; i++) words[i] = table[data[i] & mask];
}

function paletteTable(data: SampleArray, { first, red, green, blue }: Palette): Uint32Array {
  const pixel = new Uint8ClampedArray(4);
  const word = new Uint32Array(pixel.buffer);
  const table = tableOf(data, (stored) => {
    const index = Math.max(0, Math.min(stored - first, red.length - 1));
    pixel[0] = red[index];
    pixel[1] = green[index];
    pixel[2] = blue[index];
    pixel[3] = 255;
    return word[0];
  });
  return table ?? new Uint32Array(1);
}
