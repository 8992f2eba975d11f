/** What masks left of a stream, seen in its coefficients: those of blocks beside them, and samples under them. */
import type { Rectangle } from '../../core/pixel/rectangle';
import { Digest } from '../digest';
import { besideRectangles } from '../spans';
import { blocksAround } from './blocks-around';
import { BLOCK, type Component, type FrameHeader } from './frame-header';
import { inverseDct } from './inverse-dct';
import type { JpegStream } from './stream';

/** Rectangles of pixels, in blocks of a component that they touch. */
function inBlocks(rectangles: readonly Rectangle[], { hMost, vMost }: FrameHeader, { h, v }: Component): Rectangle[] {
  const [across, down] = [(8 * hMost) / h, (8 * vMost) / v];
  return rectangles.map(({ x, y, width, height }) => {
    const [left, top] = [Math.floor(x / across), Math.floor(y / down)];
    return {
      x: left,
      y: top,
      width: Math.ceil((x + width) / across) - left,
      height: Math.ceil((y + height) / down) - top,
    };
  });
}

/**
 * A fingerprint of the quantized coefficients of all blocks of the image but those around the rectangles, and of their
 * quantizers. Where these are equal, so are the samples, whoever decodes them.
 */
export function streamWitness(
  { header, coefficients, quantizers }: JpegStream,
  rectangles: readonly Rectangle[],
): string {
  const digest = new Digest();
  digest.add(Int32Array.of(header.rows, header.columns, header.precision, header.components.length), 0, 4);
  const around = rectangles.map((rectangle) => blocksAround(rectangle, header));
  for (const [index, component] of header.components.entries()) {
    const { stride, blocksAcross, blocksDown } = component;
    const changed = inBlocks(around, header, component);
    digest.add(Int32Array.from(quantizers[index]), 0, BLOCK);
    // Two coefficients at once.
    const { buffer, byteOffset, length } = coefficients[index];
    const pairs = new Int32Array(buffer, byteOffset, length / 2);
    for (let row = 0; row < blocksDown; row++) {
      besideRectangles(row, blocksAcross, changed, (from, to) => {
        digest.add(pairs, ((row * stride + from) * BLOCK) / 2, ((row * stride + to) * BLOCK) / 2);
      });
    }
  }
  return digest.toString();
}

/**
 * Decodes the blocks under the rectangles and looks at all of their samples.
 *
 * @param black - the sample of each component
 * @param slack - by how much a sample may differ
 */
export function isStreamBlack(
  stream: JpegStream,
  rectangles: readonly Rectangle[],
  black: readonly number[],
  slack: number,
): boolean {
  const { header, coefficients, quantizers } = stream;
  const samples = new Uint16Array(BLOCK);
  return header.components.every((component, index) => {
    const values = coefficients[index];
    const { stride, blocksAcross, blocksDown } = component;
    // Flat blocks are alike: each is decoded once.
    const known = new Set<number>();
    const isRight = (offset: number): boolean => {
      const isFlat = isZero(values, offset + 1, offset + BLOCK);
      if (isFlat && known.has(values[offset])) return true;
      inverseDct(values, offset, quantizers[index], header.precision, samples, 0, 8);
      if (samples.some((sample) => Math.abs(sample - black[index]) > slack)) return false;
      if (isFlat) known.add(values[offset]);
      return true;
    };
    return inBlocks(rectangles, header, component).every(({ x, y, width, height }) => {
      for (let row = y; row < Math.min(y + height, blocksDown); row++) {
        for (let column = x; column < Math.min(x + width, blocksAcross); column++) {
          if (!isRight((row * stride + column) * BLOCK)) return false;
        }
      }
      return true;
    });
  });
}

function isZero(values: Int16Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (values[i] !== 0) return false;
  return true;
}
