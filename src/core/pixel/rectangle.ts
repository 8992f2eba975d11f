/** Rectangles of pixels, their union and what it leaves. */

/** In pixels, from the image's top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Columns from `left` to before `right`. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

/** Rows from `top` to before `bottom` that have the same spans, which ascend and do not touch. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly spans: readonly Span[];
}

/** The part of a rectangle that lies in the image, grown to whole pixels; undefined where there is none. */
export function clip({ x, y, width, height }: Rectangle, { rows, columns }: Size): Rectangle | undefined {
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(columns, Math.ceil(x + width));
  const bottom = Math.min(rows, Math.ceil(y + height));
  if (!(width > 0 && height > 0 && left < right && top < bottom)) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The smallest rectangle around some. */
export function bounding(rectangles: readonly Rectangle[]): Rectangle {
  const x = Math.min(...rectangles.map((one) => one.x));
  const y = Math.min(...rectangles.map((one) => one.y));
  const right = Math.max(...rectangles.map((one) => one.x + one.width));
  const bottom = Math.max(...rectangles.map((one) => one.y + one.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The share of a rectangle that lies in another. */
export function shareIn(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? (width * height) / (one.width * one.height) : 0;
}

/** The union of rectangles as bands from top to bottom; neighbors differ. */
export function bandsOf(rectangles: readonly Rectangle[]): Band[] {
  const edges = [...new Set(rectangles.flatMap(({ y, height }) => [y, y + height]))].sort((a, b) => a - b);
  const bands: Band[] = [];
  for (let i = 1; i < edges.length; i++) {
    const [top, bottom] = [edges[i - 1], edges[i]];
    const spans = joinSpans(rectangles.filter(({ y, height }) => y <= top && y + height >= bottom));
    const last = bands.at(-1);
    if (spans.length === 0) continue;
    if (last?.bottom === top && sameSpans(last.spans, spans)) bands[bands.length - 1] = { ...last, bottom };
    else bands.push({ top, bottom, spans });
  }
  return bands;
}

/** Bands as rectangles that do not overlap, from top to bottom. */
export function rectanglesOf(bands: readonly Band[]): Rectangle[] {
  return bands.flatMap(({ top, bottom, spans }) =>
    spans.map(({ left, right }) => ({ x: left, y: top, width: right - left, height: bottom - top })),
  );
}

/** All of an image but the given regions, as rectangles that do not overlap: four or fewer around one region. */
export function outside(regions: readonly Rectangle[], size: Size): Rectangle[] {
  const kept = bandsOf(regions.map((region) => clip(region, size)).filter((region) => region !== undefined));
  const bands: Band[] = [];
  let row = 0;
  for (const { top, bottom, spans } of kept) {
    if (row < top) bands.push({ top: row, bottom: top, spans: [{ left: 0, right: size.columns }] });
    const rest = gaps(spans, size.columns);
    if (rest.length > 0) bands.push({ top, bottom, spans: rest });
    row = bottom;
  }
  if (row < size.rows) bands.push({ top: row, bottom: size.rows, spans: [{ left: 0, right: size.columns }] });
  return rectanglesOf(bands);
}

function joinSpans(rectangles: readonly Rectangle[]): Span[] {
  const joined: Span[] = [];
  for (const { x, width } of rectangles.toSorted((a, b) => a.x - b.x)) {
    const last = joined.at(-1);
    if (last && x <= last.right) joined[joined.length - 1] = { ...last, right: Math.max(last.right, x + width) };
    else joined.push({ left: x, right: x + width });
  }
  return joined;
}

function sameSpans(some: readonly Span[], others: readonly Span[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ left, right }, i) => left === others[i].left && right === others[i].right)
  );
}

function gaps(spans: readonly Span[], columns: number): Span[] {
  const free: Span[] = [];
  let column = 0;
  for (const { left, right } of spans) {
    if (column < left) free.push({ left: column, right: left });
    column = right;
  }
  if (column < columns) free.push({ left: column, right: columns });
  return free;
}
