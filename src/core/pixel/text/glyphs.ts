/**
 * What may be a letter: a region that stands out sharply. Writing that was burned into a picture has edges that no
 * tissue has, so its regions hardly grow while the threshold sinks (maximally stable extremal regions).
 */
import type { Rectangle } from '../rectangle';
import { type ComponentTree, componentTree, isRegion } from './component-tree';
import { cut, type Plane } from './plane';

export interface Glyph extends Rectangle {
  /** Brightness of its brightest pixel. */
  readonly ink: number;
  /** Brightness down to which it stays apart from what is around it. */
  readonly ground: number;
  readonly area: number;
  /** Width of its strokes in pixels, on average. */
  readonly stroke: number;
}

const STEP = 4;
/** Levels by which the threshold sinks for a region to prove that it is stable. */
const DELTA = 4;
/** A region may grow by this share of its area meanwhile. */
const MOST_GROWTH = 0.9;
const LEAST_AREA = 6;
const LEAST_SIDE = 4;
/** The shorter side; the longer may be that of letters that touch. */
const MOST_SIDE = 96;
const MOST_LONG_SIDE = 480;
const LEAST_CONTRAST = 20;
/** Pixels of a tile, its overlap included. */
const TILE = 1200;
const OVERLAP = 128;

/** The glyphs of a plane of any size, found tile by tile: memory is that of a tile. */
export function* findGlyphs(plane: Plane): Generator<Glyph[]> {
  const { columns, rows } = plane;
  const inner = TILE - OVERLAP;
  for (let y = 0; y < rows; y += inner) {
    for (let x = 0; x < columns; x += inner) {
      const left = Math.max(0, x - OVERLAP / 2);
      const top = Math.max(0, y - OVERLAP / 2);
      const width = Math.min(columns, x + inner + OVERLAP / 2) - left;
      const height = Math.min(rows, y + inner + OVERLAP / 2) - top;
      const tile = cut(plane, { x: left, y: top, width, height });
      const found = glyphsOf(tile).map((one) => ({ ...one, x: one.x + left, y: one.y + top }));
      // What lies in the overlap is found by two tiles; it belongs to the one that its middle is in.
      yield found.filter((one) => {
        const middle = { x: one.x + one.width / 2, y: one.y + one.height / 2 };
        return middle.x >= x && middle.x < x + inner && middle.y >= y && middle.y < y + inner;
      });
    }
  }
}

function glyphsOf(tile: Plane): Glyph[] {
  const tree = componentTree(tile, STEP);
  const stable = stableRegions(tree);
  return stable.map((region) => {
    const { x, y, width, height } = boundsOf(tree, region);
    const area = tree.area[region];
    return {
      x,
      y,
      width,
      height,
      area,
      ink: tree.peak[region],
      ground: (tree.level[lowest(tree, region)] + 1) * STEP - 1,
      stroke: (2 * area) / tree.perimeter[region],
    };
  });
}

function boundsOf({ left, right, top, bottom }: ComponentTree, region: number): Rectangle {
  return {
    x: left[region],
    y: top[region],
    width: right[region] - left[region] + 1,
    height: bottom[region] - top[region] + 1,
  };
}

/** Of all regions of a place, the most stable one that can be a letter. */
function stableRegions(tree: ComponentTree): number[] {
  const { order, parent } = tree;
  const growths = new Map<number, number>();
  for (let i = order.length - 1; i >= 0; i--) {
    const region = order[i];
    if (!isRegion(tree, region) || !canBeGlyph(tree, region)) continue;
    const growth = growthOf(tree, region);
    if (growth <= MOST_GROWTH) growths.set(region, growth);
  }
  // From the brightest down: a region gives way to the one around it that is as large, if that is more stable.
  const best = new Map<number, number>();
  const kept: number[] = [];
  for (const [region, growth] of growths) {
    const above = sameAround(tree, region, growths);
    if (above !== undefined && (growths.get(above) as number) <= growth) continue;
    best.set(region, growth);
    kept.push(region);
  }
  const inside = new Set<number>();
  for (const region of kept) {
    for (let up = parent[region]; up !== parent[up]; up = parent[up]) {
      if (!isSameSize(tree, region, up)) break;
      if (best.has(up)) inside.add(up);
    }
  }
  return kept.filter((region) => !inside.has(region));
}

function sameAround(tree: ComponentTree, region: number, growths: ReadonlyMap<number, number>): number | undefined {
  for (let up = tree.parent[region]; up !== tree.parent[up]; up = tree.parent[up]) {
    if (!isSameSize(tree, region, up)) return undefined;
    if (growths.has(up)) return up;
  }
  return undefined;
}

function isSameSize(tree: ComponentTree, one: number, around: number): boolean {
  return tree.area[around] < 2 * tree.area[one];
}

function canBeGlyph(tree: ComponentTree, region: number): boolean {
  const { width, height } = boundsOf(tree, region);
  const [short, long] = width < height ? [width, height] : [height, width];
  const area = tree.area[region];
  return (
    area >= LEAST_AREA &&
    long >= LEAST_SIDE &&
    short <= MOST_SIDE &&
    long <= MOST_LONG_SIDE &&
    area >= 0.08 * width * height &&
    tree.peak[region] - tree.level[region] * STEP < 256
  );
}

/** How much a region grows while the threshold sinks, as a share of its area. */
function growthOf({ parent, level, area }: ComponentTree, region: number): number {
  const target = level[region] - DELTA;
  let up = region;
  while (level[parent[up]] >= target && parent[up] !== up) up = parent[up];
  return (area[up] - area[region]) / area[region];
}

/** The darkest region that is still about as large: below it, it joins what is around. */
function lowest(tree: ComponentTree, region: number): number {
  let up = region;
  while (tree.parent[up] !== up && tree.area[tree.parent[up]] < 2.5 * tree.area[region]) up = tree.parent[up];
  return tree.parent[up];
}

export function hasContrast({ ink, ground }: Glyph): boolean {
  return ink - ground >= LEAST_CONTRAST;
}
