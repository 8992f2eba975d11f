import { isSingleText, isText, usesCharset, VR, type VrCode } from '../vr';
import { ASCII, type Designation, designationAt, type G0Element, type G1Element, ROMAN } from './code-elements';
import { ESCAPE, type Reader } from './reader';
import { latinTable, lookUp, squareTable, wideTable } from './tables';

const ESC = 0x1b;
const BACKSLASH = 0x5c;
const KATAKANA = 0xff61;
const REPLACEMENT = 0xfffd;

/** The elements that are active where a value, a line or a component begins (PS3.5 6.1.2.5.3). */
export interface InitialState {
  readonly g0: G0Element;
  readonly g1: G1Element | undefined;
}

/**
 * Text with code extensions (PS3.5 6.1.2.5): escapes change the sets in G0 (bytes below 0x80) and G1
 * until the next delimiter. Codes without a character in a double-byte set read as U+FFFD, all other
 * stray bytes as in Latin-1.
 */
export class Iso2022Reader implements Reader {
  length = 1;
  g0: G0Element;
  g1: G1Element | undefined;
  /** What the last `next` designated, if that was an escape. */
  designated: Designation | undefined;
  /** The last `next` was a delimiter, so the initial elements are active again. */
  wasReset = false;
  readonly initial: InitialState;
  private readonly multiValued: boolean;
  private readonly personName: boolean;
  private readonly roman: boolean;

  constructor(initial: InitialState, vr: VrCode) {
    this.initial = initial;
    this.g0 = initial.g0;
    this.g1 = initial.g1;
    this.multiValued = !isSingleText(vr);
    this.personName = vr === VR.PN;
    // VRs of the default repertoire (UR, DT...) write a tilde where JIS X 0201 has an overline.
    this.roman = usesCharset(vr) || !isText(vr);
  }

  next(bytes: Uint8Array, at: number): number {
    const byte = bytes[at] as number;
    this.length = 1;
    this.wasReset = false;
    this.designated = undefined;
    if (byte >= 0x80) return this.upper(bytes, at, byte);
    if (byte === ESC) return this.escape(bytes, at);
    if (byte > 0x20 && this.g0.kind === 'square') {
      const trail = bytes[at + 1] ?? 0;
      if (byte > 0x7e || trail < 0x21 || trail > 0x7e) return byte;
      this.length = 2;
      return lookUp(squareTable(this.g0.table), byte, trail) || REPLACEMENT;
    }
    if (byte > 0x20 && byte < 0x60 && this.g0.kind === 'kana') return KATAKANA + byte - 0x21;
    if (this.isDelimiter(byte)) {
      this.g0 = this.initial.g0;
      this.g1 = this.initial.g1;
      this.wasReset = true;
      return byte;
    }
    if (this.g0.kind === 'roman' && this.roman) {
      if (byte === BACKSLASH) return 0xa5;
      if (byte === 0x7e) return 0x203e;
    }
    return byte;
  }

  /** A character after which the initial elements are active, where G0 is a single-byte set. */
  isDelimiter(byte: number): boolean {
    if (byte < 0x20) return byte !== ESC;
    if (byte === BACKSLASH) return this.multiValued;
    return this.personName && (byte === 0x5e || byte === 0x3d);
  }

  private escape(bytes: Uint8Array, at: number): number {
    const found = designationAt(bytes, at);
    if (!found) return ESC;
    this.length = found.length;
    this.designated = found.to;
    if (found.to.kind === 'g0') this.g0 = found.to.element;
    else this.g1 = found.to.element;
    return ESCAPE;
  }

  private upper(bytes: Uint8Array, at: number, byte: number): number {
    const element = this.g1;
    if (!element) return byte;
    if (element.kind === 'latin') return latinTable(element.registration)[byte - 0x80] as number;
    if (element.kana && byte >= 0xa1 && byte <= 0xdf) return KATAKANA + byte - 0xa1;
    const trail = bytes[at + 1] ?? 0;
    const unit = lookUp(wideTable(element.table), byte, trail);
    if (unit !== 0) {
      this.length = 2;
      return unit;
    }
    if (byte < 0xa1 || trail < 0xa1 || byte === 0xff || trail === 0xff || element.kana) return byte;
    this.length = 2;
    return REPLACEMENT;
  }
}

/** Single-byte G0 elements hold ASCII letters and digits at their places. */
export function holdsAscii(element: G0Element): boolean {
  return element === ASCII || element === ROMAN;
}
