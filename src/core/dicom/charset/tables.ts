/**
 * Code tables, made on first use by letting the host's TextDecoder decode every code once (5 to 10 ms
 * for a double-byte set). A table holds UTF-16 units; 0 means that the code is not assigned.
 */

import { latinLabel } from './terms';

const REPLACEMENT = 0xfffd;

/** 94 by 94 sets, both bytes 0x21-0x7E. */
export type SquareName = 'jisx0208' | 'jisx0212';

/**
 * Double-byte encodings with lead bytes from 0x81 and trail bytes from 0x40, which overlap ASCII.
 * 'euc-kr' contains KS X 1001 and 'gb18030' GB 2312, where both bytes are 0xA1-0xFE.
 */
export type WideName = 'shift_jis' | 'euc-kr' | 'gb18030';

/** Which codes of a set a table holds: all, or those before the ideographs and syllables: signs and letters. */
export type Extent = 'whole' | 'letters';

/** The last row of signs and letters, as the encoding's lead byte. */
const LAST_OF_LETTERS: Readonly<Record<SquareName | WideName, number>> = {
  jisx0208: 0xa8,
  jisx0212: 0xab,
  shift_jis: 0x84,
  'euc-kr': 0xac,
  gb18030: 0xa9,
};

/** `units[(lead - leadStart) * columns + (trail - trailStart)]`. */
export interface DoubleTable {
  readonly leadStart: number;
  readonly trailStart: number;
  readonly columns: number;
  readonly units: Uint16Array;
}

/** EUC-JP holds both sets with the high bits set, the second one after a shift. */
const EUC_PREFIX: Readonly<Record<SquareName, readonly number[]>> = { jisx0208: [], jisx0212: [0x8f] };

/**
 * Decodes every double-byte code in one call. Line feeds keep codes apart: no decoder takes one as a
 * trail byte, so after an unassigned code it starts afresh.
 */
function decodeAll(
  label: string,
  prefix: readonly number[],
  leads: readonly [number, number],
  trails: readonly [number, number],
): Uint16Array {
  const stride = prefix.length + 3;
  const columns = trails[1] - trails[0] + 1;
  const count = (leads[1] - leads[0] + 1) * columns;
  const codes = new Uint8Array(count * stride);
  let at = 0;
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (let trail = trails[0]; trail <= trails[1]; trail++) {
      for (const byte of prefix) codes[at++] = byte;
      codes[at++] = lead;
      codes[at++] = trail;
      codes[at++] = 0x0a;
    }
  }
  const text = new TextDecoder(label).decode(codes);
  const units = new Uint16Array(count);
  let start = 0;
  for (let index = 0; index < count; index++) {
    const end = text.indexOf('\n', start);
    const unit = text.charCodeAt(start);
    if (end === start + 1 && unit !== REPLACEMENT) units[index] = unit;
    start = end + 1;
  }
  return units;
}

const tables = new Map<string, DoubleTable>();

function tableOf(name: SquareName | WideName, extent: Extent, make: (lastLead: number) => DoubleTable): DoubleTable {
  const key = `${name} ${extent}`;
  let table = tables.get(key);
  if (!table) {
    table = make(extent === 'whole' ? 0xfe : LAST_OF_LETTERS[name]);
    tables.set(key, table);
  }
  return table;
}

/** The table of a 94 by 94 set, addressed by 7-bit codes. */
export function squareTable(name: SquareName, extent: Extent = 'whole'): DoubleTable {
  return tableOf(name, extent, (lastLead) => {
    const units = decodeAll('euc-jp', EUC_PREFIX[name], [0xa1, lastLead], [0xa1, 0xfe]);
    return { leadStart: 0x21, trailStart: 0x21, columns: 94, units };
  });
}

/** The double-byte codes of an encoding; GBK and GB18030 share theirs. */
export function wideTable(name: WideName, extent: Extent = 'whole'): DoubleTable {
  return tableOf(name, extent, (lastLead) => {
    const units = decodeAll(name, [], [0x81, lastLead], [0x40, 0xfe]);
    return { leadStart: 0x81, trailStart: 0x40, columns: 0xbf, units };
  });
}

/** The unit of a double-byte code, or 0 if it is not assigned or not in the table's range. */
export function lookUp(table: DoubleTable, lead: number, trail: number): number {
  const row = lead - table.leadStart;
  const column = trail - table.trailStart;
  if (row < 0 || column < 0 || column >= table.columns) return 0;
  return table.units[row * table.columns + column] ?? 0;
}

const latins = new Map<number, Uint16Array>();

/**
 * Units of bytes 0x80-0xFF of a part of ISO 8859. Bytes that it leaves open, and 0x80-0x9F, where web
 * decoders put Windows characters, stand for themselves as in Latin-1, so that no byte is lost.
 */
export function latinTable(registration: number): Uint16Array {
  let table = latins.get(registration);
  if (!table) {
    table = Uint16Array.from({ length: 128 }, (_, index) => index + 128);
    const label = latinLabel(registration);
    if (label !== undefined && registration !== 100) {
      const text = new TextDecoder(label).decode(Uint8Array.from(table.subarray(32)));
      for (let index = 0; index < 96; index++) {
        const unit = text.charCodeAt(index);
        if (unit !== REPLACEMENT) table[index + 32] = unit;
      }
    }
    latins.set(registration, table);
  }
  return table;
}

const reverses = new Map<DoubleTable, Uint16Array>();

/** The code (lead in the high byte) of each UTF-16 unit, 0 where the set does not have it. */
export function reverseTable(table: DoubleTable): Uint16Array {
  let reverse = reverses.get(table);
  if (!reverse) {
    reverse = new Uint16Array(65_536);
    const { units, columns, leadStart, trailStart } = table;
    for (let index = units.length - 1; index >= 0; index--) {
      const unit = units[index] as number;
      const lead = leadStart + Math.floor(index / columns);
      // Of several codes for one character the first remains, but Shift-JIS writers skip rows ED and EE.
      if (table === tables.get('shift_jis whole') && (lead === 0xed || lead === 0xee)) continue;
      if (unit !== 0) reverse[unit] = (lead << 8) | (trailStart + (index % columns));
    }
    reverses.set(table, reverse);
  }
  return reverse;
}

const FOUR_BYTE_BMP: Readonly<Record<Extent, number>> = { whole: 39_420, letters: 1_000 };
const fourBytes = new Map<Extent, Uint32Array>();

/** GB18030's four-byte code of `index`, counted from 81 30 81 30. */
export function gbFourBytes(index: number): [number, number, number, number] {
  return [
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

/** Index + 1 of each BMP unit's four-byte code in GB18030, 0 where it has none; letters begin the row of indexes. */
export function gbFourByteTable(extent: Extent): Uint32Array {
  let table = fourBytes.get(extent);
  if (!table) {
    const count = FOUR_BYTE_BMP[extent];
    table = new Uint32Array(65_536);
    const codes = new Uint8Array(count * 4);
    for (let index = 0; index < count; index++) codes.set(gbFourBytes(index), index * 4);
    const text = new TextDecoder('gb18030').decode(codes);
    // Beyond the assigned codes each gives one U+FFFD: still one unit per code.
    for (let index = count - 1; index >= 0; index--) {
      const unit = text.charCodeAt(index);
      if (unit !== REPLACEMENT) table[unit] = index + 1;
    }
    fourBytes.set(extent, table);
  }
  return table;
}
