/** Samples as the WebAssembly codecs take and give them: without sign, one byte each up to 8 bits, else two. */
import { type Frame, type FrameInfo, newSamples, type Samples } from '../codec';

export function bytesPerSample(bits: number): number {
  return bits > 8 ? 2 : 1;
}

/** `offset` is what was added to signed samples to make them positive. */
export function samplesFromCells(cells: Uint8Array, bits: number, offset: number, info: FrameInfo): Samples {
  const source = bits > 8 ? new Uint16Array(cells.buffer, cells.byteOffset, cells.length / 2) : cells;
  const samples = newSamples(info);
  if (offset === 0) samples.set(source);
  else for (let index = 0; index < samples.length; index++) samples[index] = source[index] - offset;
  return samples;
}

/** Little endian, like the module's memory. */
export function cellsFromSamples({ samples, bitsStored }: Frame, offset: number): Uint8Array {
  const mask = (1 << bitsStored) - 1;
  const cells = bitsStored > 8 ? new Uint16Array(samples.length) : new Uint8Array(samples.length);
  for (let index = 0; index < samples.length; index++) cells[index] = (samples[index] + offset) & mask;
  return new Uint8Array(cells.buffer);
}

/** One component's cells out of those of all. */
export function componentCells(cells: Uint8Array, width: number, count: number, component: number): Uint8Array {
  const source = width === 2 ? new Uint16Array(cells.buffer, cells.byteOffset, cells.length / 2) : cells;
  const out = width === 2 ? new Uint16Array(source.length / count) : new Uint8Array(source.length / count);
  for (let to = 0, from = component; to < out.length; to++, from += count) out[to] = source[from];
  return new Uint8Array(out.buffer);
}

/** From the cells of one component after the other to those of a pixel together. */
export function interleaveCells(planes: Uint8Array, width: number, count: number): Uint8Array {
  const source = width === 2 ? new Uint16Array(planes.buffer, planes.byteOffset, planes.length / 2) : planes;
  const out = width === 2 ? new Uint16Array(source.length) : new Uint8Array(source.length);
  const pixels = source.length / count;
  for (let component = 0, from = 0; component < count; component++) {
    for (let pixel = 0, to = component; pixel < pixels; pixel++, to += count) out[to] = source[from++];
  }
  return new Uint8Array(out.buffer);
}
