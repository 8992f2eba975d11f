/** The frame header and what is laid out by it (ITU-T T.81 A.1, A.2, B.2.2). */
import { badFrame, unsupported } from '../codec';
import { isFrameHeader, MARKER, type Segment, uint16At } from './segments';

export const BLOCK = 64;

export interface Component {
  readonly id: number;
  /** Sampling factors, 1 to 4. */
  readonly h: number;
  readonly v: number;
  readonly quantizer: number;
  /** Blocks that hold samples of the image. */
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** Blocks in whole MCUs: what interleaved scans code. */
  readonly stride: number;
  readonly paddedDown: number;
}

export interface FrameHeader {
  /** Marker of the frame header: which process the image is coded by. */
  readonly process: number;
  /** Bits of a sample. */
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly Component[];
  readonly hMost: number;
  readonly vMost: number;
  readonly mcusAcross: number;
  readonly mcusDown: number;
}

/** The name of a process that is not supported, by its frame header's marker. */
function refusal(process: number): string {
  if (process >= 0xc9) return 'arithmetic-coding';
  return process >= 0xc5 ? 'hierarchical' : 'lossless-process';
}

/**
 * The header of the only frame.
 * @param processes markers of the processes that the caller knows
 * @throws DicomError `unsupported-compression` for other processes, `bad-frame`
 */
export function readFrameHeader(
  bytes: Uint8Array,
  segments: readonly Segment[],
  processes: readonly number[],
): FrameHeader {
  const headers = segments.filter(({ marker }) => isFrameHeader(marker));
  if (headers.length === 0) throw badFrame('jpeg');
  const [{ marker: process, start, end }] = headers;
  if (!processes.includes(process)) throw unsupported(refusal(process));
  if (headers.length > 1) throw badFrame('jpeg', headers[1].start);
  const count = bytes[start + 5];
  if (end - start < 6 || end - start !== 6 + 3 * count) throw badFrame('jpeg', start);
  const rows = uint16At(bytes, start + 1) || numberOfLines(bytes, segments);
  const columns = uint16At(bytes, start + 3);
  if (rows === 0 || columns === 0 || count === 0 || count > 4) throw badFrame('jpeg', start);
  const factors = Array.from({ length: count }, (_, index) => {
    const at = start + 6 + 3 * index;
    const [id, h, v, quantizer] = [bytes[at], bytes[at + 1] >> 4, bytes[at + 1] & 15, bytes[at + 2]];
    if (h < 1 || h > 4 || v < 1 || v > 4 || quantizer > 3) throw badFrame('jpeg', at);
    return { id, h, v, quantizer };
  });
  if (new Set(factors.map(({ id }) => id)).size < count) throw badFrame('jpeg', start);
  return layOut({ process, precision: bytes[start], rows, columns }, factors);
}

/** DNL gives the number of lines after the first scan where the frame header has 0 (T.81 B.2.5). */
function numberOfLines(bytes: Uint8Array, segments: readonly Segment[]): number {
  const dnl = segments.find(({ marker }) => marker === MARKER.DNL);
  return dnl && dnl.end - dnl.start === 2 ? uint16At(bytes, dnl.start) : 0;
}

function layOut(
  image: Pick<FrameHeader, 'process' | 'precision' | 'rows' | 'columns'>,
  factors: readonly Pick<Component, 'id' | 'h' | 'v' | 'quantizer'>[],
): FrameHeader {
  const hMost = Math.max(...factors.map(({ h }) => h));
  const vMost = Math.max(...factors.map(({ v }) => v));
  const mcusAcross = Math.ceil(image.columns / (8 * hMost));
  const mcusDown = Math.ceil(image.rows / (8 * vMost));
  const components = factors.map((factor) => ({
    ...factor,
    blocksAcross: Math.ceil(Math.ceil((image.columns * factor.h) / hMost) / 8),
    blocksDown: Math.ceil(Math.ceil((image.rows * factor.v) / vMost) / 8),
    stride: mcusAcross * factor.h,
    paddedDown: mcusDown * factor.v,
  }));
  return { ...image, components, hMost, vMost, mcusAcross, mcusDown };
}
