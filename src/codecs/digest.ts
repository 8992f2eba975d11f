/** Each lane takes every fourth number: what one waits for does not hold up the others. */
const LANES = 4;
const SEEDS = Int32Array.of(0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35);
const PRIME = 0x01000193;

/** A number that no other one gives, where `lane` is the same. */
function mixed(lane: number, number: number): number {
  const product = Math.imul(lane ^ number, PRIME);
  return product ^ (product >>> 15);
}

/** A fingerprint of numbers in their order. It finds what went wrong, not what somebody made up to deceive. */
export class Digest {
  private readonly lanes = SEEDS.slice();

  /** Takes the numbers from index `from` to before `to`; each counts modulo 2 to the power of 32. */
  add(numbers: ArrayLike<number>, from: number, to: number): void {
    let [first, second, third, fourth] = this.lanes;
    let i = from;
    for (; i + LANES <= to; i += LANES) {
      first = mixed(first, numbers[i]);
      second = mixed(second, numbers[i + 1]);
      third = mixed(third, numbers[i + 2]);
      fourth = mixed(fourth, numbers[i + 3]);
    }
    for (; i < to; i++) first = mixed(first, numbers[i]);
    this.lanes.set([first, second, third, fourth]);
  }

  toString(): string {
    return Array.from(this.lanes, (lane) => (lane >>> 0).toString(16)).join('-');
  }
}
