/** A line of text as a reader of documents wants it: dark on white, upright, letters of one size. */
import type { Rectangle } from '../rectangle';
import type { TextLine } from './lines';
import type { Plane } from './plane';

/** Which way up a line is: as the picture is or upside down, or with its letters' heads to the left or to the right. */
export type Turn = 'upright' | 'upside-down' | 'heads-left' | 'heads-right';

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

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type PlaceOf = (along: number, down: number) => { readonly x: number; readonly y: number };

/** Where in the picture a place of the line is, told by how far it is along the line and down from its letters' heads. */
const PLACES: Readonly<Record<Turn, (edges: Edges) => PlaceOf>> = {
  upright:
    ({ left, top }) =>
    (along, down) => ({ x: left + along, y: top + down }),
  'upside-down':
    ({ right, bottom }) =>
    (along, down) => ({ x: right - along, y: bottom - down }),
  'heads-left':
    ({ left, bottom }) =>
    (along, down) => ({ x: left + down, y: bottom - along }),
  'heads-right':
    ({ right, top }) =>
    (along, down) => ({ x: right - down, y: top + along }),
};

export function lineImage(picture: Plane, line: TextLine, turn: Turn): LineImage {
  const { left, top, right, bottom } = surroundings(line, picture);
  const { direction } = line;
  const [length, height] = direction === 'across' ? [right - left, bottom - top] : [bottom - top, right - left];
  const scale = Math.min(LETTER / line.size, (WIDEST - 2 * MARGIN) / length);
  const columns = Math.max(1, Math.round(length * scale)) + 2 * MARGIN;
  const rows = Math.max(1, Math.round(height * scale)) + 2 * MARGIN;
  const placeOf = PLACES[turn]({ left, top, right, bottom });
  const data = new Uint8Array(columns * rows).fill(255);
  const contrast = Math.max(1, line.ink - line.ground);
  for (let v = MARGIN; v < rows - MARGIN; v++) {
    for (let u = MARGIN; u < columns - MARGIN; u++) {
      const along = (u - MARGIN + 0.5) / scale;
      const down = (v - MARGIN + 0.5) / scale;
      const { x, y } = placeOf(along, down);
      const darkness = (between(picture, x - 0.5, y - 0.5) - line.ground) / contrast;
      data[v * columns + u] = 255 - 255 * Math.max(0, Math.min(1, darkness));
    }
  }
  const toPicture = ({ x, y, width, height: high }: Rectangle): Rectangle => {
    const one = placeOf((x - MARGIN) / scale, (y - MARGIN) / scale);
    const other = placeOf((x + width - MARGIN) / scale, (y + high - MARGIN) / scale);
    const size = { width: Math.abs(other.x - one.x), height: Math.abs(other.y - one.y) };
    return { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y), ...size };
  };
  return { plane: { columns, rows, data }, toPicture };
}

function surroundings({ x, y, width, height, size, direction }: TextLine, { columns, rows }: Plane): Edges {
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
