/** Readers take one character at a time from a value, so that each keeps its place in the bytes. */

import { latinTable, lookUp, wideTable } from './tables';

/** What `next` returns for an escape sequence: it takes bytes but is no character. */
export const ESCAPE = -1;

export interface Reader {
  /** Bytes that the last call of `next` took, 1 or more. */
  length: number;
  /** The code point at `at` (less than `bytes.length`), or ESCAPE. */
  next(bytes: Uint8Array, at: number): number;
}

/** One byte, one character: ASCII and one upper half. */
export class SingleByteReader implements Reader {
  readonly length = 1;
  private readonly upper: Uint16Array;

  constructor(registration: number) {
    this.upper = latinTable(registration);
  }

  next(bytes: Uint8Array, at: number): number {
    const byte = bytes[at] as number;
    return byte < 0x80 ? byte : (this.upper[byte - 0x80] as number);
  }
}

/** UTF-8; a byte that begins no well-formed character stands for itself as in Latin-1. */
export class Utf8Reader implements Reader {
  length = 1;

  next(bytes: Uint8Array, at: number): number {
    const lead = bytes[at] as number;
    this.length = 1;
    if (lead < 0xc2 || lead > 0xf4) return lead;
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > bytes.length) return lead;
    let code = lead & (0xff >> (length + 1));
    for (let index = at + 1; index < at + length; index++) {
      const byte = bytes[index] as number;
      if ((byte & 0xc0) !== 0x80) return lead;
      code = (code << 6) | (byte & 0x3f);
    }
    const overlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
    if (overlong || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return lead;
    this.length = length;
    return code;
  }
}

/** GB18030 and its subset GBK; bytes that form no character stand for themselves as in Latin-1. */
export class GbReader implements Reader {
  length = 1;
  private readonly table = wideTable('gb18030');
  private readonly fourBytes = new TextDecoder('gb18030');

  next(bytes: Uint8Array, at: number): number {
    const lead = bytes[at] as number;
    this.length = 1;
    if (lead < 0x81 || lead > 0xfe || at + 1 >= bytes.length) return lead;
    const second = bytes[at + 1] as number;
    if (second >= 0x30 && second <= 0x39) {
      const third = bytes[at + 2] ?? 0;
      const fourth = bytes[at + 3] ?? 0;
      if (third < 0x81 || third > 0xfe || fourth < 0x30 || fourth > 0x39) return lead;
      const text = this.fourBytes.decode(bytes.subarray(at, at + 4));
      const code = text.codePointAt(0) ?? 0;
      // Anything but one character means that the code is not assigned.
      if (text.length !== (code > 0xffff ? 2 : 1) || code === 0xfffd) return lead;
      this.length = 4;
      return code;
    }
    const unit = lookUp(this.table, lead, second);
    if (unit === 0) return lead;
    this.length = 2;
    return unit;
  }
}
