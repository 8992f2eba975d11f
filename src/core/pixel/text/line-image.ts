/** A line of text as a reader of documents wants it: dark on white, upright, letters of one size. */
import type { Rectangle } from '../rectangle';
import type { TextLine } from './lines';
import type { Plane } from './plane';

/** Which way up a line is: as the picture is, or with its letters' heads to the left or to the right. */
export type Turn = 'upright' | 'heads-left' | 'heads-right';

export interface LineImage {
  readonly plane: Plane;
  /** Where a part of it lies in the picture. */
  readonly toPicture: (part: Rectangle) => Rectangle;
}

/** Height of letters that the reader was made for. */
const LETTER = 32;
const MARGIN = 12;
/** What is taken from around the line, in heights of its letters: letters that were not found as such. */
const AROUND = { along: 1.2, across: 0.3 };
const WIDEST = 3200;

export function lineImage(picture: Plane, line: TextLine, turn: Turn): LineImage {
  const { left, top, right, bottom } = surroundings(line, picture);
  const isAcross = turn === 'upright';
  const [length, height] = isAcross ? [right - left, bottom - top] : [bottom - top, right - left];
  const scale = Math.min(LETTER / line.size, (WIDEST - 2 * MARGIN) / length);
  const columns = Math.max(1, Math.round(length * scale)) + 2 * MARGIN;
  const rows = Math.max(1, Math.round(height * scale)) + 2 * MARGIN;
  const data = new Uint8Array(columns * rows).fill(255);
  const contrast = Math.max(1, line.ink - line.ground);
  for (let v = MARGIN; v < rows - MARGIN; v++) {
    for (let u = MARGIN; u < columns - MARGIN; u++) {
      const along = (u - MARGIN + 0.5) / scale;
      const down = (v - MARGIN + 0.5) / scale;
      const x = isAcross ? left + along : turn === 'heads-left' ? left + down : right - down;
      const y = isAcross ? top + down : turn === 'heads-left' ? bottom - along : top + along;
      const darkness = (between(picture, x - 0.5, y - 0.5) - line.ground) / contrast;
      data[v * columns + u] = 255 - 255 * Math.max(0, Math.min(1, darkness));
    }
  }
  const toPicture = ({ x, y, width, height: high }: Rectangle): Rectangle => {
    const along = { from: (x - MARGIN) / scale, size: width / scale };
    const down = { from: (y - MARGIN) / scale, size: high / scale };
    if (isAcross) return { x: left + along.from, y: top + down.from, width: along.size, height: down.size };
    return turn === 'heads-left'
      ? { x: left + down.from, y: bottom - along.from - along.size, width: down.size, height: along.size }
      : { x: right - down.from - down.size, y: top + along.from, width: down.size, height: along.size };
  };
  return { plane: { columns, rows, data }, toPicture };
}

function surroundings({ x, y, width, height, size, direction }: TextLine, { columns, rows }: Plane) {
  const along = Math.ceil(AROUND.along * size);
  const across = Math.ceil(AROUND.across * size);
  const [dx, dy] = direction === 'across' ? [along, across] : [across, along];
  return {
    left: Math.max(0, x - dx),
    top: Math.max(0, y - dy),
    right: Math.min(columns, x + width + dx),
    bottom: Math.min(rows, y + height + dy),
  };
}

/** Brightness between the middles of four pixels. */
function between({ columns, rows, data }: Plane, x: number, y: number): number {
  const left = Math.max(0, Math.min(columns - 1, Math.floor(x)));
  const top = Math.max(0, Math.min(rows - 1, Math.floor(y)));
  const right = Math.min(columns - 1, left + 1);
  const bottom = Math.min(rows - 1, top + 1);
  const [dx, dy] = [Math.max(0, Math.min(1, x - left)), Math.max(0, Math.min(1, y - top))];
  const above = data[top * columns + left] * (1 - dx) + data[top * columns + right] * dx;
  const below = data[bottom * columns + left] * (1 - dx) + data[bottom * columns + right] * dx;
  return above * (1 - dy) + below * dy;
}
