/** Scan headers, and the order in which a scan codes its blocks (ITU-T T.81 A.2, B.2.3). */
import { badFrame } from '../codec';
import { BLOCK, type FrameHeader } from './frame-header';
import type { Segment } from './segments';

/** A component in a scan, and the tables it is coded with. */
export interface ScanComponent {
  /** Index among the frame's components. */
  readonly index: number;
  readonly dcTable: number;
  readonly acTable: number;
}

export interface Scan {
  readonly components: readonly ScanComponent[];
  /** Spectral selection: first and last coefficient of the band; for lossless scans the predictor and 0. */
  readonly first: number;
  readonly last: number;
  /** Successive approximation: the bit above the first coded one (0 in a first scan), and the lowest coded one. */
  readonly high: number;
  readonly low: number;
}

export function readScanHeader(bytes: Uint8Array, segment: Segment, header: FrameHeader): Scan {
  const { start, end } = segment;
  const count = bytes[start];
  if (count < 1 || count > 4 || end - start !== 4 + 2 * count) throw badFrame('jpeg', start);
  const components = Array.from({ length: count }, (_, position) => {
    const at = start + 1 + 2 * position;
    const index = header.components.findIndex(({ id }) => id === bytes[at]);
    const [dcTable, acTable] = [bytes[at + 1] >> 4, bytes[at + 1] & 15];
    if (index < 0 || dcTable > 3 || acTable > 3) throw badFrame('jpeg', at);
    return { index, dcTable, acTable };
  });
  if (new Set(components.map(({ index }) => index)).size < count) throw badFrame('jpeg', start);
  const rest = end - 3;
  return {
    components,
    first: bytes[rest],
    last: bytes[rest + 1],
    high: bytes[rest + 2] >> 4,
    low: bytes[rest + 2] & 15,
  };
}

/** How many blocks a scan codes. */
export function blockCount(header: FrameHeader, { components }: Scan): number {
  if (components.length > 1) {
    const blocksInMcu = components.reduce(
      (sum, { index }) => sum + header.components[index].h * header.components[index].v,
      0,
    );
    return header.mcusAcross * header.mcusDown * blocksInMcu;
  }
  const { blocksAcross, blocksDown } = header.components[components[0].index];
  return blocksAcross * blocksDown;
}

/**
 * Visits the blocks of a scan in the order they are coded in: MCU by MCU where several components are
 * interleaved, else row by row without the blocks that only fill up MCUs.
 * @param visit gets the component's position in the scan, and where the block's coefficients begin
 * @param restart is called between two restart intervals
 */
export function visitBlocks(
  header: FrameHeader,
  scan: Scan,
  restartInterval: number,
  visit: (position: number, offset: number) => void,
  restart: () => void,
): void {
  let left = restartInterval;
  const beginMcu = () => {
    if (restartInterval === 0) return;
    if (left === 0) {
      restart();
      left = restartInterval;
    }
    left--;
  };
  if (scan.components.length === 1) {
    const { blocksAcross, blocksDown, stride } = header.components[scan.components[0].index];
    for (let row = 0; row < blocksDown; row++) {
      for (let column = 0; column < blocksAcross; column++) {
        beginMcu();
        visit(0, (row * stride + column) * BLOCK);
      }
    }
    return;
  }
  const components = scan.components.map(({ index }) => header.components[index]);
  for (let mcu = 0; mcu < header.mcusAcross * header.mcusDown; mcu++) {
    beginMcu();
    const down = Math.trunc(mcu / header.mcusAcross);
    const across = mcu % header.mcusAcross;
    for (let position = 0; position < components.length; position++) {
      const { h, v, stride } = components[position];
      for (let y = 0; y < v; y++) {
        for (let x = 0; x < h; x++) visit(position, ((down * v + y) * stride + across * h + x) * BLOCK);
      }
    }
  }
}
