/** Each lane takes every fourth number: what one waits for does not hold up the others. */
const LANES = 4;
const SEEDS = Int32Array.of(0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35);
const PRIME = 0x01000193;

/** A fingerprint of numbers in their order. It finds what went wrong, not what somebody made up to deceive. */
export class Digest {
  private readonly lanes = SEEDS.slice();

  /** Takes the numbers from index `from` to before `to`; each counts modulo 2 to the power of 32. */
  add(numbers: ArrayLike<number>, from: number, to: number): void {
    const { lanes } = this;
    let first = lanes[0];
    let second = lanes[1];
    let third = lanes[2];
    let fourth = lanes[3];
    let i = from;
    // A lane's next value is another one for each number. Written out: not all engines inline a function here.
    for (; i + LANES <= to; i += LANES) {
      first = Math.imul(first ^ numbers[i], PRIME);
      second = Math.imul(second ^ numbers[i + 1], PRIME);
      third = Math.imul(third ^ numbers[i + 2], PRIME);
      fourth = Math.imul(fourth ^ numbers[i + 3], PRIME);
      first ^= first >>> 15;
      second ^= second >>> 15;
      third ^= third >>> 15;
      fourth ^= fourth >>> 15;
    }
    for (; i < to; i++) {
      first = Math.imul(first ^ numbers[i], PRIME);
      first ^= first >>> 15;
    }
    lanes[0] = first;
    lanes[1] = second;
    lanes[2] = third;
    lanes[3] = fourth;
  }

  toString(): string {
    return Array.from(this.lanes, (lane) => (lane >>> 0).toString(16)).join('-');
  }
}
