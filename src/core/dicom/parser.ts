import { DicomError, type ErrorCode, type ErrorDetails, type Warning, type WarningCode } from '../errors';
import type { RetainedBytes } from '../io/retained-bytes';
import { FLAG, type FragmentList, KIND } from './data-set';
import { dictionaryVr } from './dictionary';
import { TableBuilder } from './table-builder';
import {
  formatTag,
  groupOf,
  ITEM,
  ITEM_DELIMITATION,
  isPrivate,
  PIXEL_DATA,
  SEQUENCE_DELIMITATION,
  type Tag,
} from './tag';
import { hasLongHeader, isText, NO_VR, VR, type VrCode, vrCode } from './vr';

const UNDEFINED_LENGTH = 0xffffffff;
/** Deeper nesting than this is an attack or damage, not an examination. */
export const DEEPEST_NESTING = 1000;
/** A text value longer than this is refused: it could not be cleaned in memory. */
const LONGEST_TEXT = 268_435_456;
/** Binary values longer than this are jumped over, not read. */
const LONGEST_BINARY_READ = 65_536;
/** Zeros at the end are looked at in pieces of this size. */
const PADDING_STEP = 1_048_576;
/** Nested values that might be sequences could be tried over and over; a real file needs a few. */
const MOST_RETRIES = 10_000;

const EXPLICIT = 1;
const BIG = 2;

interface Frame {
  readonly row: number;
  readonly isItem: boolean;
  /** Absolute end, or -1 for undefined length. */
  readonly end: number;
  /** No descendant may pass this. */
  readonly limit: number;
  encoding: number;
  lastTag: Tag;
  /** The value may prove not to be a sequence after all; then it is read again as the next in `encodings`. */
  readonly trial: Trial | undefined;
}

interface Trial {
  readonly encodings: readonly number[];
  readonly warnings: number;
  readonly fragments: number;
  readonly valueEnd: number;
}

/**
 * Reads element headers of a data set (PS3.5 7), iteratively, whatever its nesting. `run` goes on until
 * it is done or needs bytes: then `needStart` and `needEnd` tell which, the caller loads them into
 * `retained` (or for the header of a fragment into `scratch`) and calls `run` again.
 */
export class Parser {
  readonly table: TableBuilder;
  readonly warnings: Warning[] = [];
  readonly fragments: FragmentList[] = [];
  /** End of the last element; padding may follow. */
  dataSetEnd: number;
  needStart = 0;
  needEnd = 0;
  /** The bytes asked for lie between pixel data: to be read exactly, into `scratch`. */
  needExactly = false;
  scratch: Uint8Array | undefined;

  private readonly retained: RetainedBytes;
  private readonly end: number;
  private readonly rootEncoding: number;
  private pos: number;
  private readonly stack: Frame[] = [];
  private rootLastTag: Tag = 0;
  private openFragments: { row: number; starts: number[]; lengths: number[]; limit: number } | undefined;
  private buffer: Uint8Array = new Uint8Array(0);
  private bufferStart = 0;
  private bufferEnd = 0;
  private retries = 0;

  constructor(
    retained: RetainedBytes,
    start: number,
    end: number,
    explicitVr: boolean,
    bigEndian: boolean,
    table = new TableBuilder(),
  ) {
    this.table = table;
    this.dataSetEnd = end;
    this.retained = retained;
    this.pos = start;
    this.end = end;
    this.rootEncoding = (explicitVr ? EXPLICIT : 0) | (bigEndian ? BIG : 0);
  }

  /** Reads on. @returns true when the data set was read to its end, false when bytes are needed */
  run(): boolean {
    for (;;) {
      try {
        return this.step();
      } catch (error) {
        if (!(error instanceof DicomError) || error.code === 'nested-too-deep' || !this.retry()) throw error;
      }
    }
  }

  get position(): number {
    return this.pos;
  }

  private step(): boolean {
    for (;;) {
      if (this.openFragments) {
        if (!this.readFragment(this.openFragments)) return false;
        continue;
      }
      const frame = this.stack[this.stack.length - 1];
      if (!frame) {
        if (this.pos >= this.end) return true;
        if (!this.readElement(undefined)) return false;
      } else if (frame.end >= 0 && this.pos >= frame.end) {
        this.close(frame, this.pos);
      } else if (frame.isItem ? !this.readElement(frame) : !this.readItem(frame)) {
        return false;
      }
    }
  }

  /** True when [pos, pos + length) is in `buffer`; otherwise the caller has to load it. */
  private ensure(length: number, limit: number): boolean {
    const to = this.pos + length;
    if (this.pos >= this.bufferStart && to <= this.bufferEnd) return true;
    if (to > limit) throw this.error(limit >= this.end ? 'truncated' : 'length-past-end', this.pos);
    return this.ensureRange(this.pos, to);
  }

  private ensureRange(start: number, end: number): boolean {
    if (start >= this.bufferStart && end <= this.bufferEnd) return true;
    const around = this.retained.around(start);
    if (around && end <= around.start + around.length) {
      this.buffer = around.bytes;
      this.bufferStart = around.start;
      this.bufferEnd = around.start + around.length;
      return true;
    }
    this.needStart = start;
    this.needEnd = end;
    this.needExactly = false;
    return false;
  }

  private u16(at: number, big: boolean): number {
    const b = this.buffer;
    const i = at - this.bufferStart;
    return big ? ((b[i] as number) << 8) | (b[i + 1] as number) : (b[i] as number) | ((b[i + 1] as number) << 8);
  }

  private u32(at: number, big: boolean): number {
    const first = this.u16(at, big);
    const second = this.u16(at + 2, big);
    return big ? first * 65536 + second : first + second * 65536;
  }

  private tagAt(at: number, big: boolean): Tag {
    return this.u16(at, big) * 65536 + this.u16(at + 2, big);
  }

  private readElement(frame: Frame | undefined): boolean {
    const limit = frame ? frame.limit : this.end;
    const encoding = frame ? frame.encoding : this.rootEncoding;
    const big = (encoding & BIG) !== 0;
    const start = this.pos;
    if (!frame && (limit - start < 8 || this.dataSetEnd < this.end)) return this.readTrailing(start);
    if (!this.ensure(8, limit)) return false;
    const tag = this.tagAt(start, big);

    if (tag === ITEM_DELIMITATION && frame && frame.end < 0) {
      this.pos = start + 8;
      this.close(frame, this.pos);
      return true;
    }
    if (groupOf(tag) === 0xfffe) throw this.error('unexpected-item', start, {}, frame?.row ?? -1);
    if (!frame && tag === 0) return this.readTrailing(start);

    let vr: VrCode;
    let vrInFile: VrCode;
    let headerLength = 8;
    let length: number;
    let flags = big ? FLAG.bigEndian : 0;
    if (encoding & EXPLICIT) {
      flags |= FLAG.explicitVr;
      const i = start + 4 - this.bufferStart;
      vrInFile = vrOfBytes(this.buffer[i] as number, this.buffer[i + 1] as number);
      if (vrInFile === NO_VR && !isUpperCasePair(this.buffer[i] as number, this.buffer[i + 1] as number)) {
        // No VR at all: some writers forget it in single elements.
        length = this.u32(start + 4, big);
        vr = this.implicitVr(tag);
        if (vr === NO_VR || (length !== UNDEFINED_LENGTH && start + 8 + length > limit)) {
          throw this.error('bad-vr', start, { tag: formatTag(tag) }, frame?.row ?? -1, tag);
        }
        flags = (flags & ~FLAG.explicitVr) | FLAG.misplacedImplicit;
        vrInFile = vr;
        this.warn('implicit-vr-inside-explicit', start, tag, frame);
      } else if (vrInFile === NO_VR || hasLongHeader(vrInFile)) {
        // PS3.5 7.1.2: VRs that are not known have the long form.
        if (!this.ensure(12, limit)) return false;
        headerLength = 12;
        length = this.u32(start + 8, big);
        vr = vrInFile;
        if (vrInFile === NO_VR) {
          flags |= FLAG.badVr;
          vr = VR.UN;
          vrInFile = VR.UN;
          this.warn('unknown-vr', start, tag, frame);
        }
      } else {
        length = this.u16(start + 6, big);
        vr = vrInFile;
      }
      if (vr === VR.UN) {
        flags |= FLAG.vrUnknownInFile;
        const known = dictionaryVr(tag);
        if (known !== NO_VR) vr = known;
      }
    } else {
      length = this.u32(start + 4, big);
      vr = this.implicitVr(tag);
      vrInFile = vr;
    }
    this.order(tag, frame, start);

    const valueStart = start + headerLength;
    const parent = frame ? frame.row : -1;
    if (length === UNDEFINED_LENGTH) {
      return this.openUndefined(tag, vr, vrInFile, flags, start, headerLength, encoding, frame, limit, parent);
    }
    const valueEnd = valueStart + length;
    if (valueEnd > limit) {
      throw this.error(
        limit >= this.end ? 'truncated' : 'length-past-end',
        start,
        { length, available: limit - valueStart },
        parent,
        tag,
      );
    }
    if (length & 1) this.warn('odd-length', start, tag, frame);

    if (vr === VR.SQ && vrInFile !== VR.UN) {
      const row = this.table.add(tag, vr, flags | KIND.sequence, start, headerLength, valueEnd, parent);
      this.advance(tag, frame);
      this.push({ row, isItem: false, end: valueEnd, limit: valueEnd, encoding, lastTag: 0, trial: undefined });
      this.pos = valueStart;
      return true;
    }
    // A sequence may hide in UN (PS3.5 6.2.2) or, with implicit VR, in what the dictionary does not know.
    const mayBeSequence =
      length >= 8 && (vrInFile === VR.UN || (!(encoding & EXPLICIT) && (vr === VR.UN || vr === VR.SQ)));
    if (mayBeSequence) {
      if (!this.ensureRange(start, valueStart + 8)) return false;
      const encodings = vrInFile === VR.UN && encoding & EXPLICIT ? [0, encoding, EXPLICIT] : [encoding];
      const first = encodings.findIndex((e) => this.tagAt(valueStart, (e & BIG) !== 0) === ITEM);
      if (first >= 0) {
        const row = this.table.add(tag, vr, flags | KIND.sequence, start, headerLength, valueEnd, parent);
        this.advance(tag, frame);
        this.push({
          row,
          isItem: false,
          end: valueEnd,
          limit: valueEnd,
          encoding: encodings[first] as number,
          lastTag: 0,
          trial: {
            encodings: encodings.slice(first + 1),
            warnings: this.warnings.length,
            fragments: this.fragments.length,
            valueEnd,
          },
        });
        this.pos = valueStart;
        return true;
      }
    }
    if (isText(vr) && length > LONGEST_TEXT) throw this.error('too-large', start, { length }, parent, tag);
    const wanted = isText(vr) || (length <= LONGEST_BINARY_READ && groupOf(tag) !== 0x7fe0);
    if (wanted && !this.ensureRange(start, valueEnd)) return false;
    this.table.add(tag, vr, flags, start, headerLength, valueEnd, parent);
    this.advance(tag, frame);
    this.pos = valueEnd;
    return true;
  }

  private openUndefined(
    tag: Tag,
    vr: VrCode,
    vrInFile: VrCode,
    flags: number,
    start: number,
    headerLength: number,
    encoding: number,
    frame: Frame | undefined,
    limit: number,
    parent: number,
  ): boolean {
    const valueStart = start + headerLength;
    const row = this.table.add(tag, vr, flags | FLAG.undefinedLength, start, headerLength, valueStart, parent);
    this.advance(tag, frame);
    this.pos = valueStart;
    const isBinary = vrInFile === VR.OB || vrInFile === VR.OW || vrInFile === VR.OF || vrInFile === VR.OD;
    if (tag === PIXEL_DATA || isBinary) {
      this.table.setKind(row, KIND.fragments);
      this.openFragments = { row, starts: [], lengths: [], limit };
      return true;
    }
    if (vrInFile !== VR.UN && vr !== VR.SQ && !(vr === NO_VR || vr === VR.UN)) {
      throw this.error('unexpected-item', start, {}, parent, tag);
    }
    this.table.setKind(row, KIND.sequence);
    this.table.vrs[row] = VR.SQ;
    // PS3.5 6.2.2: UN of undefined length holds a sequence in Implicit VR Little Endian.
    const isUn = vrInFile === VR.UN && (encoding & EXPLICIT) !== 0;
    this.push({
      row,
      isItem: false,
      end: -1,
      limit,
      encoding: isUn ? 0 : encoding,
      lastTag: 0,
      trial: isUn
        ? {
            encodings: [encoding],
            warnings: this.warnings.length,
            fragments: this.fragments.length,
            valueEnd: -1,
          }
        : undefined,
    });
    return true;
  }

  private readItem(frame: Frame): boolean {
    if (!this.ensure(8, frame.limit)) return false;
    const start = this.pos;
    const big = (frame.encoding & BIG) !== 0;
    const tag = this.tagAt(start, big);
    const length = this.u32(start + 4, big);
    if (tag === SEQUENCE_DELIMITATION) {
      if (frame.end >= 0) this.warn('delimiter-in-explicit-length', start, SEQUENCE_DELIMITATION, frame);
      this.pos = start + 8;
      if (frame.end < 0 || this.pos === frame.end) {
        if (frame.end < 0) this.close(frame, this.pos);
        return true;
      }
      throw this.error('not-an-item', start, { found: formatTag(tag) }, frame.row);
    }
    if (tag !== ITEM) throw this.error('not-an-item', start, { found: formatTag(tag) }, frame.row);
    const undefinedLength = length === UNDEFINED_LENGTH;
    const end = undefinedLength ? -1 : start + 8 + length;
    if (end > frame.limit) {
      throw this.error(
        frame.limit >= this.end ? 'truncated' : 'length-past-end',
        start,
        { length, available: frame.limit - start - 8 },
        frame.row,
      );
    }
    const flags =
      KIND.item |
      (undefinedLength ? FLAG.undefinedLength : 0) |
      (frame.encoding & EXPLICIT ? FLAG.explicitVr : 0) |
      (big ? FLAG.bigEndian : 0);
    const row = this.table.add(ITEM, NO_VR, flags, start, 8, undefinedLength ? start + 8 : end, frame.row);
    this.push({
      row,
      isItem: true,
      end,
      limit: undefinedLength ? frame.limit : end,
      encoding: frame.encoding,
      lastTag: 0,
      trial: undefined,
    });
    this.pos = start + 8;
    return true;
  }

  /** One item of pixel data in fragments (PS3.5 A.4): its header is read, its value jumped over. */
  private readFragment(open: { row: number; starts: number[]; lengths: number[]; limit: number }): boolean {
    const start = this.pos;
    const big = (this.rootEncoding & BIG) !== 0;
    if (start + 8 > open.limit) throw this.error('truncated', start, {}, open.row);
    let bytes = this.scratch;
    this.scratch = undefined;
    if (!bytes) {
      bytes = this.retained.view(start, start + 8);
      if (!bytes) {
        this.needStart = start;
        this.needEnd = start + 8;
        this.needExactly = true;
        return false;
      }
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
    const tag = view.getUint16(0, !big) * 65536 + view.getUint16(2, !big);
    const length = view.getUint32(4, !big);
    if (tag === SEQUENCE_DELIMITATION) {
      this.pos = start + 8;
      this.table.ends[open.row] = this.pos;
      this.fragments.push({ row: open.row, starts: open.starts, lengths: open.lengths });
      this.openFragments = undefined;
      return true;
    }
    if (tag !== ITEM) throw this.error('not-an-item', start, { found: formatTag(tag) }, open.row);
    if (length === UNDEFINED_LENGTH) throw this.error('unexpected-item', start, {}, open.row);
    if (start + 8 + length > open.limit) {
      throw this.error('truncated', start, { length, available: open.limit - start - 8 }, open.row);
    }
    if (length & 1) this.warn('odd-length', start, ITEM, undefined);
    open.starts.push(start + 8);
    open.lengths.push(length);
    this.pos = start + 8 + length;
    return true;
  }

  /** Zeros to the end of the file are padding of a medium or a transfer; all else is damage. */
  private readTrailing(start: number): boolean {
    const step = Math.min(this.end, start + PADDING_STEP);
    const bytes = this.scratch ?? this.retained.view(start, step);
    this.scratch = undefined;
    if (!bytes) {
      this.needStart = start;
      this.needEnd = step;
      this.needExactly = true;
      return false;
    }
    if (bytes.some((byte) => byte !== 0)) {
      throw this.error(this.end - start < 8 ? 'truncated' : 'bad-vr', start, { tag: '(0000,0000)' });
    }
    if (this.dataSetEnd === this.end) {
      this.dataSetEnd = start;
      this.warnings.push({ code: 'trailing-padding', offset: start });
    }
    this.pos = step;
    return true;
  }

  private implicitVr(tag: Tag): VrCode {
    const vr = dictionaryVr(tag);
    if (vr !== NO_VR) return vr;
    // A private creator is LO (PS3.5 7.8.1); other private and unknown elements are UN.
    return isPrivate(tag) && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff ? VR.LO : VR.UN;
  }

  private push(frame: Frame): void {
    if (this.stack.length >= 2 * DEEPEST_NESTING) {
      throw new DicomError('nested-too-deep', { offset: this.pos }, { limit: DEEPEST_NESTING });
    }
    this.stack.push(frame);
  }

  private close(frame: Frame, end: number): void {
    if (end !== frame.end && frame.end >= 0) throw this.error('length-past-end', end, {}, frame.row);
    this.table.ends[frame.row] = end;
    this.table.nexts[frame.row] = this.table.count;
    this.stack.pop();
  }

  /** The innermost value that was only tried as a sequence is read again in another way, if there is one. */
  private retry(): boolean {
    if (++this.retries > MOST_RETRIES) return false;
    for (let at = this.stack.length - 1; at >= 0; at--) {
      const frame = this.stack[at];
      const trial = frame?.trial;
      if (!frame || !trial || (trial.encodings.length === 0 && trial.valueEnd < 0)) continue;
      const { row } = frame;
      this.stack.length = at;
      this.openFragments = undefined;
      this.scratch = undefined;
      this.table.truncate(row + 1);
      this.warnings.length = trial.warnings;
      this.fragments.length = trial.fragments;
      const [next, ...rest] = trial.encodings;
      if (next !== undefined) {
        this.pos = (this.table.starts[row] as number) + (this.table.headerLengths[row] as number);
        this.stack.push({ ...frame, encoding: next, lastTag: 0, trial: { ...trial, encodings: rest } });
      } else {
        this.table.setKind(row, KIND.element);
        this.table.nexts[row] = row + 1;
        this.pos = trial.valueEnd;
      }
      return true;
    }
    return false;
  }

  private order(tag: Tag, frame: Frame | undefined, start: number): void {
    const last = frame ? frame.lastTag : this.rootLastTag;
    if (tag <= last) this.warn(tag === last ? 'duplicate-element' : 'not-ascending', start, tag, frame);
  }

  private advance(tag: Tag, frame: Frame | undefined): void {
    if (frame) frame.lastTag = tag;
    else this.rootLastTag = tag;
  }

  /** The first place of each kind of deviation is kept, the others are counted. */
  private warn(code: WarningCode, offset: number, tag: Tag, frame: Frame | undefined): void {
    const index = this.warnings.findIndex((warning) => warning.code === code);
    const known = this.warnings[index];
    if (known) {
      this.warnings[index] = { ...known, count: (known.count ?? 1) + 1 };
      return;
    }
    const path = frame ? `${this.table.pathOf(frame.row, formatTag)}.${formatTag(tag)}` : formatTag(tag);
    this.warnings.push({ code, offset, tag: path, count: 1 });
  }

  private error(code: ErrorCode, offset: number, details: ErrorDetails = {}, row = -1, tag?: Tag): DicomError {
    const parent = row < 0 ? '' : this.table.pathOf(row, formatTag);
    const path = tag === undefined ? parent : `${parent}${parent ? '.' : ''}${formatTag(tag)}`;
    return new DicomError(code, { offset, ...(path && { tag: path }) }, details);
  }
}

function isUpperCasePair(first: number, second: number): boolean {
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a;
}

const VR_OF_BYTES = new Uint8Array(65536);
for (const name of 'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(
  ' ',
)) {
  VR_OF_BYTES[name.charCodeAt(0) | (name.charCodeAt(1) << 8)] = vrCode(name);
}

function vrOfBytes(first: number, second: number): VrCode {
  return VR_OF_BYTES[first | (second << 8)] as VrCode;
}
