/** From quantized coefficients to the samples of pixels. */
import { type FrameInfo, type Samples, samplesIn } from '../codec';
import { BLOCK, type FrameHeader } from './frame-header';
import { inverseDct } from './inverse-dct';
import type { JpegStream } from './stream';

/**
 * The samples of all pixels, as many components each as the frame has. Made one row of MCUs after the other: what lies
 * between coefficients and pixels then stays in the processor's cache.
 *
 * @param room to be written over, where it fits
 */
export function samplesOf(stream: JpegStream, info: FrameInfo, room?: Samples): Samples {
  const { components, mcusDown } = stream.header;
  const samples = samplesIn(info, room);
  const planes = components.map(({ v, stride }) => new Uint16Array(v * stride * BLOCK));
  for (let mcuRow = 0; mcuRow < mcusDown; mcuRow++) {
    planes.forEach((plane, index) => {
      transformBlocks(stream, index, mcuRow, plane);
    });
    spread(planes, mcuRow, stream.header, samples);
  }
  return samples;
}

/** A component's samples in a row of MCUs, `8 x stride` a row, as many as its blocks have. */
function transformBlocks(
  { header, coefficients, quantizers }: JpegStream,
  index: number,
  mcuRow: number,
  plane: Uint16Array,
): void {
  const { v, stride, blocksAcross, blocksDown } = header.components[index];
  const first = mcuRow * v;
  for (let row = first; row < Math.min(first + v, blocksDown); row++) {
    for (let column = 0; column < blocksAcross; column++) {
      const offset = (row * stride + column) * BLOCK;
      const to = ((row - first) * stride * 8 + column) * 8;
      inverseDct(coefficients[index], offset, quantizers[index], header.precision, plane, to, stride * 8);
    }
  }
}

/** Puts the components of a row of MCUs into their places in each pixel. */
function spread(planes: readonly Uint16Array[], mcuRow: number, header: FrameHeader, samples: Samples): void {
  const { components, rows, columns, vMost } = header;
  const first = mcuRow * vMost * 8;
  for (let y = first; y < Math.min(first + vMost * 8, rows); y++) {
    for (let index = 0; index < components.length; index++) {
      const { v, stride } = components[index];
      const from = Math.floor(((y - first) * v) / vMost) * stride * 8;
      spreadLine(planes[index], from, header, index, samples, y * columns * components.length);
    }
  }
}

/** One component of a line of pixels; samples are repeated where it is subsampled. */
function spreadLine(
  plane: Uint16Array,
  from: number,
  { components, columns, hMost }: FrameHeader,
  index: number,
  samples: Samples,
  line: number,
): void {
  const step = components.length;
  const { h } = components[index];
  const halvings = Math.log2(hMost / h);
  if (Number.isInteger(halvings)) {
    for (let x = 0, to = line + index; x < columns; x++, to += step) samples[to] = plane[from + (x >> halvings)];
    return;
  }
  for (let x = 0, to = line + index; x < columns; x++, to += step) {
    samples[to] = plane[from + Math.floor((x * h) / hMost)];
  }
}
