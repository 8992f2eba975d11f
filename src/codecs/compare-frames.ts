import type { FrameFault } from '../core/pixel/frame-coder';
import type { Rectangle } from '../core/pixel/rectangle';
import type { Frame } from './codec';

export interface Expected {
  /** What must be black. */
  readonly masked: readonly Rectangle[];
  /** What may differ: the same, or whole blocks around it. */
  readonly changed: readonly Rectangle[];
  /** The samples of a black pixel. */
  readonly black: readonly number[];
}

const FREE = 1;
const MASKED = 2;

/**
 * Looks at each sample of two decoded frames: black under the masks, the same beside them. Only the bits that are
 * coded count.
 */
export function compareFrames(
  before: Frame,
  after: Frame,
  { masked, changed, black }: Expected,
): FrameFault | undefined {
  const { rows, columns, samplesPerPixel, bitsStored, coding } = before;
  if (after.samples.length !== before.samples.length || after.bitsStored !== bitsStored) return 'other-pixels-differ';
  const bits = bitsStored >= 32 ? -1 : 2 ** bitsStored - 1;
  const lost = coding.kind === 'jpeg-lossless' ? coding.pointTransform : 0;
  const isWhole = coding.kind === 'native' || coding.kind === 'deflated' || coding.kind === 'rle';
  const counted = isWhole ? -1 : (bits >> lost) << lost;
  const slack = slackOf(before, black);
  const row = new Uint8Array(columns);
  for (let y = 0; y < rows; y++) {
    row.fill(0);
    mark(row, y, changed, FREE);
    mark(row, y, masked, MASKED);
    for (let x = 0, at = y * columns * samplesPerPixel; x < columns; x++) {
      for (let color = 0; color < samplesPerPixel; color++, at++) {
        if (row[x] === 0 && before.samples[at] !== after.samples[at]) return 'other-pixels-differ';
        if (row[x] !== MASKED || ((after.samples[at] ^ black[color]) & counted) === 0) continue;
        if (Math.abs(after.samples[at] - black[color]) > slack) return 'not-masked';
      }
    }
  }
  return undefined;
}

/** A flat block of lossy JPEG hits the ends of the scale exactly, other values as near as its quantizer allows. */
function slackOf({ coding, bitsStored, samplesPerPixel }: Frame, [black]: readonly number[]): number {
  const isEnd = black === 0 || black === 2 ** bitsStored - 1;
  return coding.kind === 'jpeg' && samplesPerPixel === 1 && !isEnd ? 2 ** (bitsStored - 4) : 0;
}

function mark(row: Uint8Array, y: number, rectangles: readonly Rectangle[], as: number): void {
  for (const { x, y: top, width, height } of rectangles) {
    if (y >= top && y < top + height) row.fill(as, Math.max(0, x), Math.max(0, x + width));
  }
}
