import type { Warning, WarningCode } from '../errors';
import { FLAG } from './data-set';
import { type ElementHeader, UNDEFINED_LENGTH } from './element-header';
import type { TableBuilder } from './table-builder';
import { formatTag, type Tag } from './tag';

/** The sequence or item around an element. */
interface Holder {
  readonly row: number;
}

/** Bytes of a source, end exclusive. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** How much there was of everything, to go back to. */
export interface DeviationsMark {
  readonly warnings: readonly Warning[];
  readonly zeroes: number;
}

/** What is odd about a data set and harms nothing, and the bytes that an output should have zeros in place of. */
export class Deviations {
  readonly warnings: Warning[] = [];
  /** Bytes that the standard wants to be zero and that are not. */
  readonly zeroes: ByteRange[] = [];
  private readonly table: TableBuilder;

  constructor(table: TableBuilder) {
    this.table = table;
  }

  /** The first place of each kind of deviation is kept, the others are counted. */
  warn(code: WarningCode, offset: number, tag: Tag, holder: Holder | undefined): void {
    const index = this.warnings.findIndex((warning) => warning.code === code);
    const known = this.warnings[index];
    if (known) {
      this.warnings[index] = { ...known, count: (known.count ?? 1) + 1 };
      return;
    }
    const path = holder ? `${this.table.pathOf(holder.row, formatTag)}.${formatTag(tag)}` : formatTag(tag);
    this.warnings.push({ code, offset, tag: path, count: 1 });
  }

  toBeZero(start: number, end: number, tag: Tag, holder: Holder | undefined): void {
    this.zeroes.push({ start, end });
    this.warn('unusual-encoding', start, tag, holder);
  }

  /** Notes what is odd about an element: once, when all its bytes were there. @param last - the tag before it */
  noteElement(header: ElementHeader, start: number, last: Tag, holder: Holder | undefined): void {
    const { tag, flags, length } = header;
    if (tag <= last) this.warn(tag === last ? 'duplicate-element' : 'not-ascending', start, tag, holder);
    if (flags & FLAG.misplacedImplicit) this.warn('implicit-vr-inside-explicit', start, tag, holder);
    if (flags & FLAG.badVr) this.warn('unknown-vr', start, tag, holder);
    if (header.hasReservedBytes) this.toBeZero(start + 6, start + 8, tag, holder);
    if (length !== UNDEFINED_LENGTH && length & 1) this.warn('odd-length', start, tag, holder);
  }

  mark(): DeviationsMark {
    return { warnings: [...this.warnings], zeroes: this.zeroes.length };
  }

  goBack({ warnings, zeroes }: DeviationsMark): void {
    this.warnings.splice(0, this.warnings.length, ...warnings);
    this.zeroes.length = zeroes;
  }
}
