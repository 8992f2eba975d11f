/** RLE frames (PS3.5 Annex G), written with runs and literals, and read back. */
import { concat, uint32, zeros } from './bytes';

/** A plane of bytes, row by row: equal neighbors as runs, all else as literals of up to 128 bytes. */
function packed(plane: Uint8Array, columns: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let row = 0; row < plane.length; row += columns) {
    const bytes = plane.subarray(row, row + columns);
    for (let at = 0; at < bytes.length; ) {
      let run = 1;
      while (run < 128 && bytes[at + run] === bytes[at]) run++;
      if (run > 1) parts.push(Uint8Array.of(257 - run, bytes[at]));
      else parts.push(Uint8Array.of(0, bytes[at]));
      at += run;
    }
  }
  const joined = concat(parts);
  return joined.length % 2 === 0 ? joined : concat([joined, zeros(1)]);
}

/** The frame of samples of one or two bytes, those of a pixel side by side. */
export function rleFrame(samples: Uint8Array | Uint16Array, columns: number, samplesPerPixel = 1): Uint8Array {
  const width = samples.BYTES_PER_ELEMENT;
  const planes = Array.from({ length: samplesPerPixel * width }, (_, i) => {
    const [color, byte] = [Math.floor(i / width), width - 1 - (i % width)];
    return Uint8Array.from({ length: samples.length / samplesPerPixel }, (_, pixel) => {
      return samples[pixel * samplesPerPixel + color] >> (8 * byte);
    });
  });
  const segments = planes.map((plane) => packed(plane, columns));
  let at = 64;
  const offsets = segments.map((segment) => {
    at += segment.length;
    return at - segment.length;
  });
  const header = concat([uint32(segments.length, true), ...offsets.map((offset) => uint32(offset, true))]);
  return concat([header, zeros(64 - header.length), ...segments]);
}

/** The samples of a frame: `bytes` of each, most significant plane first in the frame. */
export function rleSamples(frame: Uint8Array, pixels: number, samplesPerPixel: number, bytes: 1 | 2): number[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const count = view.getUint32(0, true);
  const samples: number[] = Array(pixels * samplesPerPixel).fill(0);
  for (let segment = 0; segment < count; segment++) {
    let at = view.getUint32(4 + 4 * segment, true);
    const color = Math.floor(segment / bytes);
    for (let pixel = 0; pixel < pixels; ) {
      const control = view.getInt8(at++);
      const length = control < 0 ? 1 - control : control + 1;
      for (let i = 0; i < length && pixel < pixels; i++, pixel++) {
        samples[pixel * samplesPerPixel + color] = samples[pixel * samplesPerPixel + color] * 256 + frame[at];
        if (control >= 0) at++;
      }
      if (control < 0) at++;
    }
  }
  return samples;
}
