import type { SampleArray } from './samples';

/**
 * The greatest (or least) value at each place over frames that are added one by one: burned-in text of any frame
 * shows in it. Takes stored samples or rendered RGBA; every array has the length of the first.
 */
export class Projection<T extends SampleArray | Uint8ClampedArray> {
  private current: T | undefined;
  private readonly keepsLeast: boolean;

  /** @param least - keep the least: the brightest of MONOCHROME1 samples */
  constructor(least = false) {
    this.keepsLeast = least;
  }

  /** The values so far; undefined before the first frame. The array is reused. */
  get values(): T | undefined {
    return this.current;
  }

  add(frame: T): void {
    const { current } = this;
    if (!current) this.current = frame.slice() as T;
    else if (this.keepsLeast) keepLeast(current, frame);
    else keepGreatest(current, frame);
  }
}

function keepGreatest(into: SampleArray | Uint8ClampedArray, from: SampleArray | Uint8ClampedArray): void {
  for (let i = 0; i < into.length; i++) if (from[i] > into[i]) into[i] = from[i];
}

function keepLeast(into: SampleArray | Uint8ClampedArray, from: SampleArray | Uint8ClampedArray): void {
  for (let i = 0; i < into.length; i++) if (from[i] < into[i]) into[i] = from[i];
}
