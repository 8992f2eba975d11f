/** Values kept by key as long as they fit a budget of bytes; those used longest ago go first. */
export class ByteBudget<V> {
  private readonly most: number;
  private readonly sizeOf: (value: V) => number;
  private readonly entries = new Map<string, V>();
  private used = 0;

  constructor(most: number, sizeOf: (value: V) => number) {
    this.most = most;
    this.sizeOf = sizeOf;
  }

  get(key: string): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  /** A value larger than the whole budget is not kept. */
  set(key: string, value: V): void {
    this.delete(key);
    const size = this.sizeOf(value);
    if (size > this.most) return;
    this.entries.set(key, value);
    this.used += size;
    for (const oldest of this.entries.keys()) {
      if (this.used <= this.most) return;
      this.delete(oldest);
    }
  }

  deleteAll(isGone: (key: string) => boolean): void {
    for (const key of [...this.entries.keys()]) if (isGone(key)) this.delete(key);
  }

  private delete(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.used -= this.sizeOf(value);
  }
}
