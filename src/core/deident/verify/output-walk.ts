import { formatTag, groupOf, ITEM, ITEM_DELIMITATION, SEQUENCE_DELIMITATION, type Tag } from '../../dicom/tag';
import { DicomError, type ErrorCode } from '../../errors';
import {
  headerSize,
  newOutputHeader,
  type OutputEncoding,
  type OutputHeader,
  readHeader,
  readTag,
  UNDEFINED,
} from './output-header';
import type { OutputWindow } from './output-window';

/** A sequence or an item that the walk is in, or the data set itself. */
export interface Level {
  readonly tag: Tag;
  /** Its content are data elements, not items. */
  readonly holdsElements: boolean;
  /** Its items hold bytes, not data elements. */
  readonly holdsFragments: boolean;
  /** Absolute; infinite where a delimitation item ends it. */
  readonly end: number;
  /** Nothing inside may pass this. */
  readonly limit: number;
  readonly encoding: OutputEncoding;
  /** The row of the plan's data set that this is: -1 for the data set itself, `UNKNOWN_ROW` if it is none of them. */
  readonly row: number;
  /** Items so far. */
  items: number;
}

/** A data element of the output; one object is filled again and again. */
export interface OutputElement extends OutputHeader {
  start: number;
  valueStart: number;
  /** `start` of what follows, or -1 for undefined length. */
  valueEnd: number;
}

export type Entered = Pick<Level, 'encoding' | 'row' | 'holdsFragments'>;

export const UNKNOWN_ROW = -2;

/** What a walk asks of whoever judges the elements it comes to. */
export interface Judge {
  /** @returns where the next element begins, the level to go into, or undefined to end the walk */
  element(element: OutputElement, level: Level): number | Entered | undefined;
  /** An item of a level that holds fragments. */
  fragment(start: number, length: number): void;
  /** @returns the row of the item */
  item(sequence: Level): number;
  /** A delimitation item whose length is not zero (PS3.5 7.5). */
  badDelimiter(): void;
}

/** Values up to this size are in the window when they are judged, unless they are pixels. */
const LARGEST_IN_WINDOW = 1_048_576;
const PIXELS = 0x7fe0;
const DEEPEST = 2_000;

/**
 * Walks over the data elements of an output at every depth (PS3.5 7), without recursion. It shares no code with the
 * reader of originals, so that what one of them gets wrong the other notices.
 */
export class OutputWalk {
  /** Elements, sequences and items passed. */
  elements = 0;
  private readonly window: OutputWindow;
  private readonly levels: Level[];
  private readonly element: OutputElement = {
    ...newOutputHeader(),
    start: 0,
    valueStart: 0,
    valueEnd: 0,
  };
  private pos: number;
  private needEnd = 0;

  constructor(window: OutputWindow, start: number, encoding: OutputEncoding) {
    const end = window.size;
    this.window = window;
    this.pos = start;
    const data = { tag: 0, holdsElements: true, holdsFragments: false, end, limit: end, encoding, row: -1, items: 0 };
    this.levels = [data];
  }

  /** @throws DicomError where the output is no data set */
  async run(judge: Judge): Promise<void> {
    while (!this.advance(judge)) {
      // Between the headers of fragments there are pixels, which nobody wants to see here.
      const isHeader = this.levels.at(-1)?.holdsFragments ?? false;
      const loading = this.window.load(this.pos, this.needEnd, isHeader);
      if (loading) await loading;
    }
  }

  /** The path of an element at the present place, such as `(0008,1140)[0].(0008,1155)`. */
  path(tag?: Tag): string {
    let path = '';
    for (let depth = 1; depth < this.levels.length; depth++) {
      const level = this.levels[depth] as Level;
      if (!level.holdsElements) path += `${path === '' ? '' : '.'}${formatTag(level.tag)}`;
      else path += `[${(this.levels[depth - 1] as Level).items - 1}]`;
    }
    return tag === undefined ? path : `${path}${path === '' ? '' : '.'}${formatTag(tag)}`;
  }

  /** @returns true at the end, false if bytes up to `needEnd` have to be loaded first */
  private advance(judge: Judge): boolean {
    const { levels } = this;
    for (;;) {
      const level = levels[levels.length - 1];
      if (!level) return true;
      if (this.pos >= level.end) {
        if (this.pos > level.end) throw this.error('length-past-end');
        levels.pop();
      } else if (level.holdsElements ? !this.readElement(level, judge) : !this.readItem(level, judge)) {
        return false;
      }
    }
  }

  private isThere(end: number, limit: number): boolean {
    if (end > limit) throw this.error(limit === this.window.size ? 'truncated' : 'length-past-end');
    this.needEnd = end;
    return this.window.covers(this.pos, end);
  }

  private readElement(level: Level, judge: Judge): boolean {
    const { window, pos, element } = this;
    const { encoding, limit } = level;
    if (!this.isThere(pos + 8, limit)) return false;
    const tag = readTag(window, pos, encoding.bigEndian);
    if (tag === ITEM_DELIMITATION && level.end === Number.POSITIVE_INFINITY) {
      this.leave(encoding, judge);
      return true;
    }
    if (groupOf(tag) === 0xfffe) throw this.error('unexpected-item');
    const size = headerSize(window, pos, encoding);
    if (!this.isThere(pos + size, limit)) return false;
    readHeader(window, pos, size, encoding, element);
    const isUndefined = element.length === UNDEFINED;
    element.start = pos;
    element.valueStart = pos + size;
    element.valueEnd = isUndefined ? -1 : element.valueStart + element.length;
    if (element.valueEnd > limit) throw this.error(limit === window.size ? 'truncated' : 'length-past-end');
    const isWanted = element.length <= LARGEST_IN_WINDOW && groupOf(tag) !== PIXELS;
    if (isWanted && !this.isThere(element.valueEnd, limit)) return false;
    this.elements++;
    const next = judge.element(element, level);
    if (next === undefined) this.levels.length = 0;
    else if (typeof next === 'number') this.pos = next;
    else this.enter(tag, next, level);
    return true;
  }

  private enter(tag: Tag, { encoding, row, holdsFragments }: Entered, around: Level): void {
    const { valueStart, valueEnd } = this.element;
    const end = valueEnd < 0 ? Number.POSITIVE_INFINITY : valueEnd;
    const limit = valueEnd < 0 ? around.limit : valueEnd;
    if (this.levels.length > DEEPEST) throw this.error('nested-too-deep');
    this.levels.push({ tag, holdsElements: false, holdsFragments, end, limit, encoding, row, items: 0 });
    this.pos = valueStart;
  }

  private readItem(level: Level, judge: Judge): boolean {
    const { window, pos } = this;
    const { encoding, limit } = level;
    if (!this.isThere(pos + 8, limit)) return false;
    const tag = readTag(window, pos, encoding.bigEndian);
    if (tag === SEQUENCE_DELIMITATION && level.end === Number.POSITIVE_INFINITY) {
      this.leave(encoding, judge);
      return true;
    }
    if (tag !== ITEM) throw this.error('not-an-item');
    const length = window.uint32(pos + 4, encoding.bigEndian);
    if (level.holdsFragments) {
      if (length === UNDEFINED || pos + 8 + length > limit) throw this.error('length-past-end');
      judge.fragment(pos + 8, length);
      this.pos = pos + 8 + length;
      return true;
    }
    const end = length === UNDEFINED ? Number.POSITIVE_INFINITY : pos + 8 + length;
    if (length !== UNDEFINED && end > limit) throw this.error('length-past-end');
    this.elements++;
    level.items++;
    const row = judge.item(level);
    this.levels.push({ ...level, holdsElements: true, end, limit: Math.min(end, limit), row, items: 0 });
    this.pos = pos + 8;
    return true;
  }

  /** A delimitation item ends the level. */
  private leave({ bigEndian }: OutputEncoding, judge: Judge): void {
    if (this.window.uint32(this.pos + 4, bigEndian) !== 0) judge.badDelimiter();
    this.pos += 8;
    this.levels.pop();
  }

  private error(code: ErrorCode): DicomError {
    const tag = this.path();
    return new DicomError(code, { offset: this.pos, ...(tag !== '' && { tag }) });
  }
}
