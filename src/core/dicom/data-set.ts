import type { Warning } from '../errors';
import type { ByteSource } from '../io/byte-source';
import type { RetainedBytes } from '../io/retained-bytes';
import { CharacterSet } from './charset/character-set';
import { formatTag, ITEM, type Tag } from './tag';
import type { TransferSyntax } from './transfer-syntax';
import { usesCharset, VR, type VrCode, wordSize } from './vr';

/** What a row of the element table is. */
export const KIND = { element: 0, sequence: 1, item: 2, fragments: 3 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

export const FLAG = {
  /** The two lowest bits hold the kind. */
  kind: 3,
  undefinedLength: 4,
  /** The header (of an item: its content) is written with explicit VR. */
  explicitVr: 8,
  bigEndian: 16,
  /** The file says UN or an unknown VR; the `vr` column tells what the dictionary knows. */
  vrUnknownInFile: 32,
  /** Two letters where the VR stands, but no VR of PS3.5. */
  badVr: 64,
  /** An implicit VR header where the transfer syntax demands explicit VR. */
  misplacedImplicit: 128,
} as const;

/**
 * A data set as a table: one row a data element, sequence or item, in the order of the file, without an
 * object for each. Values stay where they are, as byte ranges, and are decoded on demand.
 *
 * Offsets are absolute bytes in `source`: the file, or for Deflated Explicit VR Little Endian the file
 * with its data set inflated.
 */
export interface DataSetTable {
  readonly count: number;
  readonly tags: Uint32Array;
  readonly vrs: Uint8Array;
  readonly flags: Uint8Array;
  /** Bytes from the tag to the value. */
  readonly headerLengths: Uint8Array;
  readonly starts: Float64Array;
  /** End of the whole element, delimitation items included. */
  readonly ends: Float64Array;
  /** Row of the enclosing item (of an item: of its sequence), -1 at the top level. */
  readonly parents: Int32Array;
  /** The first row after this one and all it contains. */
  readonly nexts: Int32Array;
}

/** Pixel data in fragments (PS3.5 A.4): the item headers were read, no fragment's value. */
export interface FragmentList {
  readonly row: number;
  /** Absolute offsets of the fragments' values and their lengths in bytes; the first is the Basic Offset Table. */
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
}

export interface DataSetInit extends DataSetTable {
  /** The file as it is; differs from `source` for Deflated Explicit VR Little Endian only. */
  readonly file: ByteSource;
  readonly source: ByteSource;
  readonly retained: RetainedBytes;
  readonly syntax: TransferSyntax;
  /** First row after the file meta information. */
  readonly firstRow: number;
  /** Where the file meta information ends and the data set begins. */
  readonly dataSetStart: number;
  readonly dataSetEnd: number;
  readonly hasPreamble: boolean;
  readonly fragments: readonly FragmentList[];
  /** Bytes outside of values that should be zero and are not: an output has zeros there. */
  readonly zeroes: readonly { readonly start: number; readonly end: number }[];
  readonly warnings: readonly Warning[];
}

/** (0008,0005) Specific Character Set */
const SPECIFIC_CHARACTER_SET: Tag = 0x00080005;

export class DataSet implements DataSetInit {
  readonly file: ByteSource;
  readonly source: ByteSource;
  readonly retained: RetainedBytes;
  readonly syntax: TransferSyntax;
  readonly firstRow: number;
  readonly dataSetStart: number;
  readonly dataSetEnd: number;
  readonly hasPreamble: boolean;
  readonly fragments: readonly FragmentList[];
  readonly zeroes: DataSetInit['zeroes'];
  readonly warnings: readonly Warning[];
  readonly count: number;
  readonly tags: Uint32Array;
  readonly vrs: Uint8Array;
  readonly flags: Uint8Array;
  readonly headerLengths: Uint8Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly parents: Int32Array;
  readonly nexts: Int32Array;
  private readonly charsets = new Map<number, CharacterSet>();
  private nestedCharsets: boolean | undefined;

  constructor(init: DataSetInit) {
    this.file = init.file;
    this.source = init.source;
    this.retained = init.retained;
    this.syntax = init.syntax;
    this.firstRow = init.firstRow;
    this.dataSetStart = init.dataSetStart;
    this.dataSetEnd = init.dataSetEnd;
    this.hasPreamble = init.hasPreamble;
    this.fragments = init.fragments;
    this.zeroes = init.zeroes;
    this.warnings = init.warnings;
    this.count = init.count;
    this.tags = init.tags;
    this.vrs = init.vrs;
    this.flags = init.flags;
    this.headerLengths = init.headerLengths;
    this.starts = init.starts;
    this.ends = init.ends;
    this.parents = init.parents;
    this.nexts = init.nexts;
  }

  kind(row: number): Kind {
    return ((this.flags[row] as number) & FLAG.kind) as Kind;
  }

  has(row: number, flag: number): boolean {
    return ((this.flags[row] as number) & flag) !== 0;
  }

  valueStart(row: number): number {
    return (this.starts[row] as number) + (this.headerLengths[row] as number);
  }

  /** End of the value, without the delimitation item. */
  valueEnd(row: number): number {
    return (this.ends[row] as number) - (this.has(row, FLAG.undefinedLength) ? 8 : 0);
  }

  valueLength(row: number): number {
    return this.valueEnd(row) - this.valueStart(row);
  }

  /** The raw value, or undefined where it was jumped over; padding and byte order are those of the file. */
  value(row: number): Uint8Array | undefined {
    return this.retained.view(this.valueStart(row), this.valueEnd(row));
  }

  /** Row of an element at the top level, or in an item, or -1. */
  find(tag: Tag, item = -1): number {
    let row = item < 0 ? 0 : item + 1;
    const end = item < 0 ? this.count : (this.nexts[item] as number);
    while (row < end) {
      if (this.tags[row] === tag) return row;
      row = this.nexts[row] as number;
    }
    return -1;
  }

  /** The character set in force for a row: the one of its item, or of an enclosing one (PS3.3 C.12.1.1.2). */
  charset(row: number): CharacterSet {
    this.nestedCharsets ??= this.hasNestedCharsets();
    if (!this.nestedCharsets) return this.charsets.get(-1) ?? this.charsetOf(-1);
    return this.charsetOf(row);
  }

  private hasNestedCharsets(): boolean {
    const { tags, parents, count } = this;
    for (let row = 0; row < count; row++) {
      if (tags[row] === SPECIFIC_CHARACTER_SET && parents[row] !== -1) return true;
    }
    return false;
  }

  private charsetOf(row: number): CharacterSet {
    if (row < 0) return this.ownCharset(-1);
    const item = this.kind(row) === KIND.item ? row : (this.parents[row] as number);
    if (item >= 0 && this.kind(item) === KIND.sequence) return this.charsetOf(item);
    return this.ownCharset(item);
  }

  private ownCharset(item: number): CharacterSet {
    const known = this.charsets.get(item);
    if (known) return known;
    const own = this.find(SPECIFIC_CHARACTER_SET, item);
    const value = own < 0 ? undefined : this.value(own);
    let charset: CharacterSet;
    if (value) charset = charsetNamed(latin1(value));
    else if (item < 0) charset = CharacterSet.DEFAULT;
    else charset = this.charsetOf(this.parents[item] as number);
    this.charsets.set(item, charset);
    return charset;
  }

  /** The decoded value of a text element, padding removed; '' where it is absent or binary. */
  text(row: number): string {
    if (row < 0) return '';
    const value = this.value(row);
    if (!value) return '';
    const vr = this.vrs[row] as VrCode;
    return trimPadding(usesCharset(vr) ? this.charset(row).decode(value, vr) : latin1(value));
  }

  /** First number of a binary or text element, or undefined. */
  number(row: number): number | undefined {
    const value = row < 0 ? undefined : this.value(row);
    if (!value || value.length === 0) return undefined;
    const vr = this.vrs[row] as VrCode;
    if (vr === VR.IS || vr === VR.DS) {
      const parsed = Number.parseFloat(latin1(value));
      return Number.isNaN(parsed) ? undefined : parsed;
    }
    const size = wordSize(vr);
    if (value.length < size) return undefined;
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const little = !this.has(row, FLAG.bigEndian);
    switch (vr) {
      case VR.US:
        return view.getUint16(0, little);
      case VR.SS:
        return view.getInt16(0, little);
      case VR.UL:
        return view.getUint32(0, little);
      case VR.SL:
        return view.getInt32(0, little);
      case VR.FL:
        return view.getFloat32(0, little);
      case VR.FD:
        return view.getFloat64(0, little);
      default:
        return undefined;
    }
  }

  /** All values of an element of VR US. */
  numbers(row: number): readonly number[] {
    const value = row < 0 ? undefined : this.value(row);
    if (!value || this.vrs[row] !== VR.US) return [];
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const little = !this.has(row, FLAG.bigEndian);
    return Array.from({ length: value.length >> 1 }, (_, i) => view.getUint16(2 * i, little));
  }

  /** Tag path of a row, such as `(0008,1140)[0].(0008,1155)`; items end in their number. */
  path(row: number): string {
    if (row < 0) return '';
    const parent = this.parents[row] as number;
    if (this.tags[row] === ITEM) return `${this.path(parent)}[${this.itemIndex(row)}]`;
    const own = formatTag(this.tags[row] as Tag);
    return parent < 0 ? own : `${this.path(parent)}.${own}`;
  }

  /** Position of an item in its sequence, from 0. */
  itemIndex(row: number): number {
    let index = 0;
    for (let r = (this.parents[row] as number) + 1; r < row; r = this.nexts[r] as number) index++;
    return index;
  }

  /** True for what no sequence holds. */
  isAtTop(row: number): boolean {
    return this.parents[row] === -1;
  }

  depth(row: number): number {
    let depth = 0;
    for (let r = this.parents[row] as number; r >= 0; r = this.parents[r] as number) depth++;
    return depth;
  }
}

const namedCharsets = new Map<string, CharacterSet>();
const MOST_CHARSETS = 1_000;

/** The character set of a raw value of (0008,0005); few are in use, so each is looked up once. */
function charsetNamed(value: string): CharacterSet {
  let charset = namedCharsets.get(value);
  if (!charset) {
    charset = CharacterSet.of(value.split('\\').map(trimPadding));
    if (namedCharsets.size < MOST_CHARSETS) namedCharsets.set(value, charset);
  }
  return charset;
}

/** Bytes as characters of the same number: for values that are ASCII by definition. */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length < 64) {
    let text = '';
    for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number);
    return text;
  }
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) pieces.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return pieces.join('');
}

/** Without trailing spaces and NULLs, and leading spaces. */
export function trimPadding(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0)) end--;
  let start = 0;
  while (start < end && text.charCodeAt(start) === 0x20) start++;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
