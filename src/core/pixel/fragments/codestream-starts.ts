import type { FragmentList } from '../../dicom/data-set';
import { RLE_LOSSLESS } from '../../dicom/transfer-syntax';
import type { ReadBytes } from '../../io/byte-source';
import type { PixelDescription } from '../description';

/** Bytes that tell whether a fragment begins a codestream: an RLE header is the longest. */
const LOOK = 64;
/** Fragments looked at together. */
const BATCH = 64;

/**
 * The first fragment of each frame, found by how codestreams of the transfer syntax begin, and one past the
 * last; undefined if that does not give as many frames as there should be.
 */
export async function findCodestreams(
  { starts, lengths }: FragmentList,
  { syntax, frames, samplesPerPixel, bitsAllocated }: PixelDescription,
  read: ReadBytes,
): Promise<Uint32Array | undefined> {
  const begins = syntax === RLE_LOSSLESS ? rleWith((samplesPerPixel * bitsAllocated) / 8) : beginsCodestream;
  const first = new Uint32Array(frames + 1);
  let found = 0;
  for (let batch = 1; batch < starts.length; batch += BATCH) {
    const to = Math.min(starts.length, batch + BATCH);
    const heads = await Promise.all(
      Array.from({ length: to - batch }, (_, i) => {
        const start = starts[batch + i];
        return read(start, start + Math.min(LOOK, lengths[batch + i]));
      }),
    );
    for (const [i, head] of heads.entries()) {
      if (!begins(head)) continue;
      if (found === frames) return undefined;
      first[found++] = batch + i;
    }
  }
  first[frames] = starts.length;
  // One frame needs no mark to begin with, as long as nothing looks like a second one.
  if (frames === 1 && found === 0) first[0] = 1;
  else if (found < frames) return undefined;
  return first[0] === 1 ? first : undefined;
}

/** JPEG and JPEG-LS (SOI and a marker), JPEG 2000 (SOC and SIZ, or the JP2 signature), JPEG XL. */
function beginsCodestream(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const word = head[0] * 256 + head[1];
  if (word === 0xffd8) return head[2] === 0xff && head[3] >= 0xc0;
  if (word === 0xff4f) {
    const sizLength = head[4] * 256 + head[5];
    return head[2] === 0xff && head[3] === 0x51 && sizLength >= 41 && (sizLength - 38) % 3 === 0;
  }
  if (word === 0xff0a) return true;
  const signature = head[3] === 12 && head[8] === 0x0d && head[9] === 0x0a && head[10] === 0x87 && head[11] === 0x0a;
  return word === 0 && head[2] === 0 && signature;
}

/** An RLE header (PS3.5 G.5): the number of segments, their ascending offsets from 64 on, and zeros. */
function rleWith(segments: number): (head: Uint8Array) => boolean {
  return (head) => {
    if (head.length < LOOK) return false;
    const view = new DataView(head.buffer, head.byteOffset, LOOK);
    if (view.getUint32(0, true) !== segments || view.getUint32(4, true) !== LOOK) return false;
    for (let i = 1; i < 15; i++) {
      const offset = view.getUint32(4 + 4 * i, true);
      if (i < segments ? offset <= view.getUint32(4 * i, true) : offset !== 0) return false;
    }
    return true;
  };
}
