/** A fingerprint of numbers in their order. It finds what went wrong, not what somebody made up to deceive. */
export class Digest {
  private first = 0x811c9dc5 | 0;
  private second = 0x9e3779b9 | 0;

  /** Takes the numbers from index `from` to before `to`; each counts modulo 2 to the power of 32. */
  add(numbers: ArrayLike<number>, from: number, to: number): void {
    let { first, second } = this;
    for (let i = from; i < to; i++) {
      const number = numbers[i];
      first = Math.imul(first ^ number, 0x01000193);
      second = Math.imul(second ^ number, 0x85ebca6b | 0);
      second ^= second >>> 13;
    }
    this.first = first;
    this.second = second;
  }

  toString(): string {
    return `${(this.first >>> 0).toString(16)}-${(this.second >>> 0).toString(16)}`;
  }
}
