/**
 * The connected regions of a plane at every threshold, as a tree: a region at one brightness lies in the one that it
 * has become at a lower brightness (the max-tree of mathematical morphology, built by union-find).
 */
import type { Plane } from './plane';

/** Columns of one entry for each pixel; only those of a region's own pixel (`isRegion`) mean the region. */
export interface ComponentTree {
  /** Pixels in the order of their brightness, darkest first. */
  readonly order: Int32Array;
  /** For a region: the one that it lies in; the root is its own. */
  readonly parent: Int32Array;
  readonly level: Uint8Array;
  readonly area: Int32Array;
  /** Sides of pixels that border on something darker, those of the image's edge included. */
  readonly perimeter: Int32Array;
  /** The brightest pixel. */
  readonly peak: Uint8Array;
  readonly left: Uint16Array;
  readonly right: Uint16Array;
  readonly top: Uint16Array;
  readonly bottom: Uint16Array;
}

export function isRegion({ parent, level }: ComponentTree, pixel: number): boolean {
  const above = parent[pixel];
  return above === pixel || level[above] !== level[pixel];
}

/** @param step - brightness is told apart in steps of this size: a power of two */
export function componentTree({ columns, rows, data }: Plane, step: number): ComponentTree {
  const count = columns * rows;
  const shift = Math.log2(step);
  const level = data.map((value) => value >> shift);
  const order = sorted(level);
  const parent = new Int32Array(count);
  const area = new Int32Array(count).fill(1);
  const perimeter = new Int32Array(count);
  const root = new Int32Array(count).fill(-1);
  for (let i = count - 1; i >= 0; i--) {
    const pixel = order[i];
    parent[pixel] = pixel;
    root[pixel] = pixel;
    const x = pixel % columns;
    const hasLeft = x > 0;
    const hasRight = x < columns - 1;
    const above = pixel - columns;
    const below = pixel + columns;
    let open = 4;
    const join = (other: number): boolean => {
      if (root[other] < 0) return false;
      let top = other;
      while (root[top] !== top) {
        root[top] = root[root[top]];
        top = root[top];
      }
      if (top !== pixel) {
        root[top] = pixel;
        parent[top] = pixel;
      }
      return true;
    };
    if (hasLeft && join(pixel - 1)) open -= 2;
    if (hasRight && join(pixel + 1)) open -= 2;
    if (above >= 0) {
      if (join(above)) open -= 2;
      if (hasLeft) join(above - 1);
      if (hasRight) join(above + 1);
    }
    if (below < count) {
      if (join(below)) open -= 2;
      if (hasLeft) join(below - 1);
      if (hasRight) join(below + 1);
    }
    perimeter[pixel] = open;
  }
  for (let i = 0; i < count; i++) {
    const pixel = order[i];
    const above = parent[pixel];
    if (level[parent[above]] === level[above]) parent[pixel] = parent[above];
  }
  return measure({ order, parent, level, area, perimeter, peak: data.slice() }, columns);
}

type Unmeasured = Omit<ComponentTree, 'left' | 'right' | 'top' | 'bottom'>;

/** Adds up what regions are made of, the brightest first. */
function measure(tree: Unmeasured, columns: number): ComponentTree {
  const { order, parent, area, perimeter, peak } = tree;
  const count = order.length;
  const left = new Uint16Array(count);
  const right = new Uint16Array(count);
  const top = new Uint16Array(count);
  const bottom = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    left[i] = i % columns;
    right[i] = left[i];
    top[i] = (i - left[i]) / columns;
    bottom[i] = top[i];
  }
  for (let i = count - 1; i >= 0; i--) {
    const pixel = order[i];
    const above = parent[pixel];
    if (above === pixel) continue;
    area[above] += area[pixel];
    perimeter[above] += perimeter[pixel];
    if (peak[pixel] > peak[above]) peak[above] = peak[pixel];
    if (left[pixel] < left[above]) left[above] = left[pixel];
    if (right[pixel] > right[above]) right[above] = right[pixel];
    if (top[pixel] < top[above]) top[above] = top[pixel];
    if (bottom[pixel] > bottom[above]) bottom[above] = bottom[pixel];
  }
  return { ...tree, left, right, top, bottom };
}

function sorted(level: Uint8Array): Int32Array {
  const starts = new Int32Array(257);
  for (const value of level) starts[value + 1] += 1;
  for (let value = 0; value < 256; value++) starts[value + 1] += starts[value];
  const order = new Int32Array(level.length);
  for (let i = 0; i < level.length; i++) order[starts[level[i]]++] = i;
  return order;
}
