import type { Tag } from './tag';

const GOLDEN_RATIO = 0x9e3779b1;

/**
 * From tags to small numbers (1 to 65535; 0: not there). Open addressing over typed arrays: a query takes
 * a few nanoseconds, where a Map would box the tags above 2^31.
 */
export class TagIndex {
  readonly #shift: number;
  readonly #mask: number;
  readonly #tags: Uint32Array;
  readonly #values: Uint16Array;

  /** `count`: how many tags are going to be set at most. */
  constructor(count: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(count * 2)));
    this.#shift = 32 - bits;
    this.#mask = 2 ** bits - 1;
    this.#tags = new Uint32Array(2 ** bits);
    this.#values = new Uint16Array(2 ** bits);
  }

  set(tag: Tag, value: number): void {
    const slot = this.#slotOf(tag);
    this.#tags[slot] = tag;
    this.#values[slot] = value;
  }

  get(tag: Tag): number {
    return this.#values[this.#slotOf(tag)];
  }

  #slotOf(tag: Tag): number {
    let slot = Math.imul(tag, GOLDEN_RATIO) >>> this.#shift;
    while (this.#values[slot] !== 0 && this.#tags[slot] !== tag) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
