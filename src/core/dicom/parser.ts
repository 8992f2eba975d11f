import { DicomError, type ErrorCode, type ErrorDetails } from '../errors';
import type { RetainedBytes } from '../io/retained-bytes';
import { FLAG, type FragmentList, KIND } from './data-set';
import { Deviations } from './deviations';
import { isKnown } from './dictionary';
import { decodeHeader, type ElementHeader, ENCODING, newHeader, UNDEFINED_LENGTH } from './element-header';
import type { Frame, OpenFragments, Trial } from './frame';
import { TableBuilder } from './table-builder';
import { formatTag, groupOf, ITEM, ITEM_DELIMITATION, PIXEL_DATA, SEQUENCE_DELIMITATION, type Tag } from './tag';
import { isText, NO_VR, VR } from './vr';
import { Window } from './window';

/** Deeper nesting than this is an attack or damage, not an examination. */
export const DEEPEST_NESTING = 1000;
/** A text value longer than this is refused: it could not be cleaned in memory. */
const LONGEST_TEXT = 16_777_216;
/** Binary values longer than this are jumped over, not read. */
const LONGEST_BINARY_READ = 65_536;
/** Zeros at the end are looked at in pieces of this size. */
const PADDING_STEP = 1_048_576;
/** Bytes that may be read again beyond the file's size, because they were no sequence after all. */
const MOST_READ_AGAIN = 1_048_576;

/**
 * Reads element headers of a data set (PS3.5 7), iteratively, whatever its nesting. `run` goes on until
 * it is done or needs bytes: then `needStart` and `needEnd` tell which, the caller loads them into
 * `retained` (or for the header of a fragment into `scratch`) and calls `run` again.
 */
export class Parser {
  readonly table: TableBuilder;
  readonly deviations: Deviations;
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
  private openFragments: OpenFragments | undefined;
  private readonly window: Window;
  private readonly header: ElementHeader = newHeader();
  private readAgain = 0;

  constructor(
    retained: RetainedBytes,
    start: number,
    end: number,
    explicitVr: boolean,
    bigEndian: boolean,
    table = new TableBuilder(),
  ) {
    this.table = table;
    this.deviations = new Deviations(table);
    this.dataSetEnd = end;
    this.retained = retained;
    this.pos = start;
    this.end = end;
    this.window = new Window(retained);
    this.rootEncoding = (explicitVr ? ENCODING.explicitVr : 0) | (bigEndian ? ENCODING.bigEndian : 0);
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

  /** True when the next bytes are in the window; otherwise the caller has to load them. */
  private ensure(length: number, limit: number): boolean {
    const to = this.pos + length;
    if (to > limit) throw this.error(this.endCode(limit), this.pos);
    return this.ensureRange(this.pos, to);
  }

  private ensureRange(start: number, end: number): boolean {
    if (this.window.covers(start, end)) return true;
    this.needStart = start;
    this.needEnd = end;
    this.needExactly = false;
    return false;
  }

  /** What it means that something passes `limit`: the file is cut, or a length is wrong. */
  private endCode(limit: number): ErrorCode {
    return limit >= this.end ? 'truncated' : 'length-past-end';
  }

  private readElement(frame: Frame | undefined): boolean {
    const limit = frame ? frame.limit : this.end;
    const start = this.pos;
    if (!frame && (limit - start < 8 || this.dataSetEnd < this.end)) return this.readTrailing(start);
    if (!this.ensure(8, limit)) return false;
    const encoding = frame ? frame.encoding : this.rootEncoding;
    const tag = this.window.tag(start, (encoding & ENCODING.bigEndian) !== 0);
    if (tag === ITEM_DELIMITATION && frame && frame.end < 0) {
      this.checkDelimiter(start, encoding, frame);
      this.pos = start + 8;
      this.close(frame, this.pos);
      return true;
    }
    if (groupOf(tag) === 0xfffe) throw this.error('unexpected-item', start, {}, frame?.row ?? -1);
    if (!frame && tag === 0) return this.readTrailing(start);

    const { header } = this;
    if (decodeHeader(this.window, start, 8, encoding, header) > 8) {
      if (!this.ensure(12, limit)) return false;
      decodeHeader(this.window, start, 12, encoding, header);
    }
    const parent = frame ? frame.row : -1;
    const isUndefined = header.length === UNDEFINED_LENGTH;
    const valueStart = start + header.headerLength;
    if (!isUndefined && valueStart + header.length > limit) {
      const isMisread = (header.flags & FLAG.misplacedImplicit) !== 0;
      const details = { length: header.length, available: limit - valueStart };
      throw this.error(isMisread ? 'bad-vr' : this.endCode(limit), start, details, parent, tag);
    }
    if (isUndefined) this.openUndefined(start, encoding, frame, limit);
    else if (!this.readValue(start, encoding, frame)) return false;
    this.deviations.noteElement(header, start, frame ? frame.lastTag : this.rootLastTag, frame);
    if (frame) frame.lastTag = tag;
    else this.rootLastTag = tag;
    return true;
  }

  /** An element of explicit length. @returns false if its value has to be loaded first */
  private readValue(start: number, encoding: number, frame: Frame | undefined): boolean {
    const { tag, vr, vrInFile, flags, headerLength, length } = this.header;
    const parent = frame ? frame.row : -1;
    const valueStart = start + headerLength;
    const valueEnd = valueStart + length;
    const isExplicit = (encoding & ENCODING.explicitVr) !== 0;
    if (vr === VR.SQ && vrInFile !== VR.UN) return this.openSequence(start, encoding, parent, undefined);
    // A sequence may hide in UN (PS3.5 6.2.2) or, with implicit VR, in what the dictionary does not know.
    if (length >= 8 && (vrInFile === VR.UN || (!isExplicit && vr === VR.UN))) {
      if (!this.ensureRange(start, valueStart + 8)) return false;
      const encodings = isExplicit ? [...new Set([0, encoding, ENCODING.explicitVr])] : [encoding];
      const first = encodings.findIndex((e) => this.window.tag(valueStart, (e & ENCODING.bigEndian) !== 0) === ITEM);
      if (first >= 0) {
        const trial = this.trial(encodings.slice(first + 1), valueEnd);
        return this.openSequence(start, encodings[first] as number, parent, trial);
      }
    }
    if (isText(vr) && length > LONGEST_TEXT) throw this.error('too-large', start, { length }, parent, tag);
    const isWanted = isText(vr) || (length <= LONGEST_BINARY_READ && groupOf(tag) !== 0x7fe0);
    if (isWanted && !this.ensureRange(start, valueEnd)) return false;
    this.table.add(tag, vr, flags, start, headerLength, valueEnd, parent);
    this.pos = valueEnd;
    return true;
  }

  /** A sequence of explicit length. */
  private openSequence(start: number, encoding: number, parent: number, trial: Trial | undefined): true {
    const { tag, vr, flags, headerLength, length } = this.header;
    const end = start + headerLength + length;
    const row = this.table.add(tag, vr, flags | KIND.sequence, start, headerLength, end, parent);
    this.push({ row, isItem: false, end, limit: end, encoding, lastTag: 0, trial });
    this.pos = start + headerLength;
    return true;
  }

  /** An element of undefined length: a sequence, or pixel data in fragments. */
  private openUndefined(start: number, encoding: number, frame: Frame | undefined, limit: number): void {
    const { tag, vr, vrInFile, headerLength } = this.header;
    const parent = frame ? frame.row : -1;
    const isBinary = vrInFile === VR.OB || vrInFile === VR.OW || vrInFile === VR.OF || vrInFile === VR.OD;
    const isFragments = tag === PIXEL_DATA || isBinary;
    if (!isFragments && vrInFile !== VR.UN && vr !== VR.SQ && vr !== VR.UN) {
      throw this.error('unexpected-item', start, {}, parent, tag);
    }
    const valueStart = start + headerLength;
    const flags = this.header.flags | FLAG.undefinedLength | (isFragments ? KIND.fragments : KIND.sequence);
    const row = this.table.add(tag, isFragments ? vr : VR.SQ, flags, start, headerLength, valueStart, parent);
    this.pos = valueStart;
    if (isFragments) {
      this.openFragments = { row, starts: [], lengths: [], limit };
      return;
    }
    // PS3.5 6.2.2: UN of undefined length holds a sequence in Implicit VR Little Endian.
    const isUn = vrInFile === VR.UN && (encoding & ENCODING.explicitVr) !== 0;
    const trial = isUn ? this.trial([encoding], -1) : undefined;
    this.push({ row, isItem: false, end: -1, limit, encoding: isUn ? 0 : encoding, lastTag: 0, trial });
  }

  private trial(encodings: readonly number[], valueEnd: number): Trial {
    return {
      encodings,
      deviations: this.deviations.mark(),
      fragments: this.fragments.length,
      valueEnd,
    };
  }

  private readItem(frame: Frame): boolean {
    if (!this.ensure(8, frame.limit)) return false;
    const start = this.pos;
    const big = (frame.encoding & ENCODING.bigEndian) !== 0;
    const tag = this.window.tag(start, big);
    const length = this.window.uint32(start + 4, big);
    if (tag === SEQUENCE_DELIMITATION) {
      this.checkDelimiter(start, frame.encoding, frame);
      if (frame.end >= 0) this.deviations.warn('delimiter-in-explicit-length', start, SEQUENCE_DELIMITATION, frame);
      this.pos = start + 8;
      if (frame.end < 0 || this.pos === frame.end) {
        if (frame.end < 0) this.close(frame, this.pos);
        return true;
      }
      throw this.error('not-an-item', start, {}, frame.row);
    }
    if (tag !== ITEM) throw this.error('not-an-item', start, {}, frame.row);
    const undefinedLength = length === UNDEFINED_LENGTH;
    const end = undefinedLength ? -1 : start + 8 + length;
    if (end > frame.limit) {
      throw this.error(this.endCode(frame.limit), start, { length, available: frame.limit - start - 8 }, frame.row);
    }
    const flags =
      KIND.item |
      (undefinedLength ? FLAG.undefinedLength : 0) |
      (frame.encoding & ENCODING.explicitVr ? FLAG.explicitVr : 0) |
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

  /** Delimitation items have no value (PS3.5 7.5): what stands for their length must not be copied. */
  private checkDelimiter(start: number, encoding: number, frame: Frame): void {
    const length = this.window.uint32(start + 4, (encoding & ENCODING.bigEndian) !== 0);
    if (length !== 0) this.deviations.toBeZero(start + 4, start + 8, ITEM_DELIMITATION, frame);
  }

  /** One item of pixel data in fragments (PS3.5 A.4): its header is read, its value jumped over. */
  private readFragment(open: OpenFragments): boolean {
    const start = this.pos;
    const big = (this.rootEncoding & ENCODING.bigEndian) !== 0;
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
      if (length !== 0) this.deviations.toBeZero(start + 4, start + 8, SEQUENCE_DELIMITATION, undefined);
      this.pos = start + 8;
      this.table.ends[open.row] = this.pos;
      this.fragments.push({ row: open.row, starts: open.starts, lengths: open.lengths });
      this.openFragments = undefined;
      return true;
    }
    if (tag !== ITEM) throw this.error('not-an-item', start, {}, open.row);
    if (length === UNDEFINED_LENGTH) throw this.error('unexpected-item', start, {}, open.row);
    if (start + 8 + length > open.limit) {
      throw this.error('truncated', start, { length, available: open.limit - start - 8 }, open.row);
    }
    if (length & 1) this.deviations.warn('odd-length', start, ITEM, undefined);
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
      this.deviations.warnings.push({ code: 'trailing-padding', offset: start });
    }
    this.pos = step;
    return true;
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
    for (let at = this.stack.length - 1; at >= 0; at--) {
      const frame = this.stack[at];
      const trial = frame?.trial;
      if (!frame || !trial || (trial.encodings.length === 0 && trial.valueEnd < 0)) continue;
      const { row } = frame;
      const valueStart = (this.table.starts[row] as number) + (this.table.headerLengths[row] as number);
      // Nested values that might be sequences could be read over and over.
      this.readAgain += this.pos - valueStart;
      if (this.readAgain > MOST_READ_AGAIN + this.end) return false;
      this.stack.length = at;
      this.openFragments = undefined;
      this.scratch = undefined;
      this.table.truncate(row + 1);
      this.deviations.goBack(trial.deviations);
      this.fragments.length = trial.fragments;
      const [next, ...rest] = trial.encodings;
      if (next !== undefined) {
        this.pos = valueStart;
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

  private error(code: ErrorCode, offset: number, details: ErrorDetails = {}, row = -1, tag?: Tag): DicomError {
    const parent = row < 0 ? '' : this.table.pathOf(row, formatTag);
    // A tag that nobody knows may be text that was taken for one: it is not told.
    const isTold = tag !== undefined && isKnown(tag);
    const path = isTold ? `${parent}${parent ? '.' : ''}${formatTag(tag)}` : parent;
    return new DicomError(code, { offset, ...(path && { tag: path }) }, details);
  }
}
