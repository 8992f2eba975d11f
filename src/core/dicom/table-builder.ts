import { type DataSetTable, FLAG, KIND, type Kind } from './data-set';
import type { Tag } from './tag';
import type { VrCode } from './vr';

const FIRST_CAPACITY = 512;
/** Memory that is never touched costs nothing, copying does. */
const GROWTH = 4;

/** Collects rows of an element table in typed arrays that grow. */
export class TableBuilder implements DataSetTable {
  count = 0;
  tags: Uint32Array;
  vrs: Uint8Array;
  flags: Uint8Array;
  headerLengths: Uint8Array;
  starts: Float64Array;
  ends: Float64Array;
  parents: Int32Array;
  nexts: Int32Array;

  /** @param capacity - rows to make room for at first */
  constructor(capacity = FIRST_CAPACITY) {
    this.tags = new Uint32Array(capacity);
    this.vrs = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.headerLengths = new Uint8Array(capacity);
    this.starts = new Float64Array(capacity);
    this.ends = new Float64Array(capacity);
    this.parents = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
  }

  add(tag: Tag, vr: VrCode, flags: number, start: number, headerLength: number, end: number, parent: number): number {
    const row = this.count++;
    if (row === this.tags.length) this.grow();
    this.tags[row] = tag;
    this.vrs[row] = vr;
    this.flags[row] = flags;
    this.headerLengths[row] = headerLength;
    this.starts[row] = start;
    this.ends[row] = end;
    this.parents[row] = parent;
    this.nexts[row] = row + 1;
    return row;
  }

  setKind(row: number, kind: Kind): void {
    this.flags[row] = ((this.flags[row] as number) & ~FLAG.kind) | kind;
  }

  /** All rows from `count` on are forgotten: what a trial read turned out not to be. */
  truncate(count: number): void {
    this.count = count;
  }

  table(): DataSetTable {
    const { count } = this;
    return {
      count,
      tags: this.tags.subarray(0, count),
      vrs: this.vrs.subarray(0, count),
      flags: this.flags.subarray(0, count),
      headerLengths: this.headerLengths.subarray(0, count),
      starts: this.starts.subarray(0, count),
      ends: this.ends.subarray(0, count),
      parents: this.parents.subarray(0, count),
      nexts: this.nexts.subarray(0, count),
    };
  }

  private grow(): void {
    const size = this.tags.length * GROWTH;
    this.tags = copy(this.tags, new Uint32Array(size));
    this.vrs = copy(this.vrs, new Uint8Array(size));
    this.flags = copy(this.flags, new Uint8Array(size));
    this.headerLengths = copy(this.headerLengths, new Uint8Array(size));
    this.starts = copy(this.starts, new Float64Array(size));
    this.ends = copy(this.ends, new Float64Array(size));
    this.parents = copy(this.parents, new Int32Array(size));
    this.nexts = copy(this.nexts, new Int32Array(size));
  }

  /** Path of tags for an error, before the data set is complete. */
  pathOf(row: number, format: (tag: Tag) => string): string {
    const parts: string[] = [];
    for (let r = row; r >= 0; r = this.parents[r] as number) {
      if (((this.flags[r] as number) & FLAG.kind) === KIND.item) {
        const parent = this.parents[r] as number;
        let index = 0;
        for (let s = parent + 1; s < r && s < this.count; s = this.nexts[s] as number) index++;
        parts.unshift(`[${index}].`);
      } else parts.unshift(format(this.tags[r] as Tag));
    }
    return parts.join('').replace(/\.$/, '');
  }
}

function copy<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
