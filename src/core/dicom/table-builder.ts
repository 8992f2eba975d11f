import { type DataSetTable, FLAG, KIND, type Kind } from './data-set';
import type { Tag } from './tag';
import type { VrCode } from './vr';

type Columns = Omit<DataSetTable, 'count'>;

/** A multiple of eight, so that all columns are aligned. */
const FIRST_CAPACITY = 512;
const BYTES_PER_ROW = 31;
/** Memory that is never touched costs nothing, copying does. */
const GROWTH = 4;

/** Collects rows of an element table in typed arrays that grow. */
export class TableBuilder implements DataSetTable {
  count = 0;
  private columns: Columns;

  /** @param capacity - rows to make room for at first */
  constructor(capacity = FIRST_CAPACITY) {
    this.columns = makeColumns(capacity);
  }

  get tags(): Uint32Array {
    return this.columns.tags;
  }

  get vrs(): Uint8Array {
    return this.columns.vrs;
  }

  get flags(): Uint8Array {
    return this.columns.flags;
  }

  get headerLengths(): Uint8Array {
    return this.columns.headerLengths;
  }

  get starts(): Float64Array {
    return this.columns.starts;
  }

  get ends(): Float64Array {
    return this.columns.ends;
  }

  get parents(): Int32Array {
    return this.columns.parents;
  }

  get nexts(): Int32Array {
    return this.columns.nexts;
  }

  add(tag: Tag, vr: VrCode, flags: number, start: number, headerLength: number, end: number, parent: number): number {
    const row = this.count++;
    if (row === this.columns.tags.length) this.grow();
    const { columns } = this;
    columns.tags[row] = tag;
    columns.vrs[row] = vr;
    columns.flags[row] = flags;
    columns.starts[row] = start;
    columns.headerLengths[row] = headerLength;
    columns.ends[row] = end;
    columns.parents[row] = parent;
    columns.nexts[row] = row + 1;
    return row;
  }

  setKind(row: number, kind: Kind): void {
    this.flags[row] = ((this.flags[row] as number) & ~FLAG.kind) | kind;
  }

  /** All rows from `count` on are forgotten: what a trial read turned out not to be. */
  truncate(count: number): void {
    this.count = count;
  }

  /** The table as it is; its columns may be longer than `count`. */
  table(): DataSetTable {
    return { count: this.count, ...this.columns };
  }

  private grow(): void {
    const old = this.columns;
    const larger = makeColumns(old.tags.length * GROWTH);
    larger.tags.set(old.tags);
    larger.vrs.set(old.vrs);
    larger.flags.set(old.flags);
    larger.headerLengths.set(old.headerLengths);
    larger.starts.set(old.starts);
    larger.ends.set(old.ends);
    larger.parents.set(old.parents);
    larger.nexts.set(old.nexts);
    this.columns = larger;
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

/** All columns lie in one buffer: many files are small, and each buffer costs an allocation. */
function makeColumns(capacity: number): Columns {
  const buffer = new ArrayBuffer(capacity * BYTES_PER_ROW);
  return {
    starts: new Float64Array(buffer, 0, capacity),
    ends: new Float64Array(buffer, capacity * 8, capacity),
    tags: new Uint32Array(buffer, capacity * 16, capacity),
    parents: new Int32Array(buffer, capacity * 20, capacity),
    nexts: new Int32Array(buffer, capacity * 24, capacity),
    vrs: new Uint8Array(buffer, capacity * 28, capacity),
    flags: new Uint8Array(buffer, capacity * 29, capacity),
    headerLengths: new Uint8Array(buffer, capacity * 30, capacity),
  };
}
