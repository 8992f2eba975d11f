const MOST_WORKERS = 4;

/** Workers that a page's pool has at most: as many as work at once, and no more than memory is likely to bear. */
export function poolSize(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
}

/** Frames that one output has under way: what a worker does next is at hand before it has answered. */
export function framesUnderWay(): number {
  return 2 * poolSize() + 2;
}
