import type { LutDescriptor } from './lut';

const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/**
 * Expands segmented palette data (PS3.3 C.7.9.2), given as 16-bit words; with 8-bit entries each word holds
 * two numbers. Undefined if the segments do not give as many entries as the descriptor says.
 */
export function expandSegments(words: Uint16Array, descriptor: LutDescriptor): Uint16Array | undefined {
  const numbers =
    descriptor.bits > 8 ? words : Uint16Array.from({ length: words.length * 2 }, (_, i) => byteOf(words, i));
  const expander = new Expander(numbers, descriptor);
  return expander.run(0, Number.POSITIVE_INFINITY, true) ? expander.entries : undefined;
}

function byteOf(words: Uint16Array, index: number): number {
  return (words[index >> 1] >> (8 * (index & 1))) & 0xff;
}

class Expander {
  readonly entries: Uint16Array;
  private length = 0;
  private readonly numbers: Uint16Array;
  /** Numbers that the offset of an indirect segment takes, and bytes of one. */
  private readonly offsetNumbers: number;
  private readonly numberBytes: number;

  constructor(numbers: Uint16Array, { length, bits }: LutDescriptor) {
    this.numbers = numbers;
    this.entries = new Uint16Array(length);
    this.numberBytes = bits > 8 ? 2 : 1;
    this.offsetNumbers = 4 / this.numberBytes;
  }

  /** Expands `segments` segments from number `at` on. @returns true if all entries are there */
  run(at: number, segments: number, allowsIndirect: boolean): boolean {
    const { numbers, entries } = this;
    let next = at;
    for (let i = 0; i < segments && this.length < entries.length; i++) {
      if (next + 2 >= numbers.length) return false;
      const [opcode, count] = [numbers[next], numbers[next + 1]];
      next += 2;
      if (opcode === DISCRETE) {
        this.copy(next, count);
        next += count;
      } else if (opcode === LINEAR) {
        if (this.length === 0) return false;
        this.interpolate(numbers[next], count);
        next += 1;
      } else if (opcode === INDIRECT && allowsIndirect) {
        this.run(this.offset(next) / this.numberBytes, count, false);
        next += this.offsetNumbers;
      } else return false;
    }
    return this.length === entries.length;
  }

  private copy(at: number, count: number): void {
    const taken = this.numbers.subarray(at, at + Math.min(count, this.entries.length - this.length));
    this.entries.set(taken, this.length);
    this.length += taken.length;
  }

  /** `count` entries on the line from the entry before to `target`, which the last of them is. */
  private interpolate(target: number, count: number): void {
    const { entries } = this;
    const start = entries[this.length - 1];
    for (let i = 1; i <= count && this.length < entries.length; i++) {
      entries[this.length++] = Math.round(start + ((target - start) * i) / count);
    }
  }

  /** A byte offset, least significant number first. */
  private offset(at: number): number {
    let offset = 0;
    for (let i = this.offsetNumbers - 1; i >= 0; i--) {
      offset = offset * 2 ** (8 * this.numberBytes) + (this.numbers[at + i] ?? 0);
    }
    return offset;
  }
}
