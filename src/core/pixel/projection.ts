import type { SampleArray } from './samples';

/** The highest bit of each byte of a word. */
const HIGH = 0x80808080 | 0;

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
    else if (current instanceof Uint8ClampedArray) keepBrightest(wordsOf(current), wordsOf(frame));
    else keepGreatest(current, frame);
  }
}

function keepGreatest(into: SampleArray | Uint8ClampedArray, from: SampleArray | Uint8ClampedArray): void {
  for (let i = 0; i < into.length; i++) if (from[i] > into[i]) into[i] = from[i];
}

function keepLeast(into: SampleArray | Uint8ClampedArray, from: SampleArray | Uint8ClampedArray): void {
  for (let i = 0; i < into.length; i++) if (from[i] < into[i]) into[i] = from[i];
}

/** RGBA, a pixel a word. */
function wordsOf({ buffer, byteOffset, length }: SampleArray | Uint8ClampedArray): Int32Array {
  return new Int32Array(buffer, byteOffset, length / 4);
}

/** The greater of each byte, for the four of a word at once. */
function keepBrightest(into: Int32Array, from: Int32Array): void {
  for (let i = 0; i < into.length; i++) {
    const a = into[i];
    const b = from[i];
    if (a === b) continue;
    // Compares the lower seven bits of each byte: the highest stays where those of `a` are not less.
    const low = (a | HIGH) - (b & ~HIGH);
    const isKept = ((a & ~b) | (~(a ^ b) & low)) & HIGH;
    const kept = isKept | (isKept - (isKept >>> 7));
    into[i] = (a & kept) | (b & ~kept);
  }
}
