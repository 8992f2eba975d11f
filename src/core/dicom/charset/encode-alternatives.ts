import { ASCII, type G0Element, JIS_X_0208, JIS_X_0212, ROMAN } from './code-elements';
import { type Extent, gbFourBytes, gbFourByteTable, latinTable, reverseTable, squareTable, wideTable } from './tables';
import { LATIN_REGISTRATIONS } from './terms';

type Encoded = number[] | undefined;

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = littleEndian ? unit & 0xff : unit >> 8;
    bytes[index * 2 + 1] = littleEndian ? unit >> 8 : unit & 0xff;
  }
  return bytes;
}

function latin(text: string, registration: number): Encoded {
  const upper = latinTable(registration);
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const position = unit < 0x80 ? unit - 0x80 : upper.indexOf(unit);
    if (unit >= 0x80 && position < 0) return undefined;
    bytes.push(position + 0x80);
  }
  return bytes;
}

/** One byte of JIS X 0201, or 0. */
function jisX0201(unit: number): number {
  if (unit === 0xa5) return 0x5c;
  if (unit === 0x203e) return 0x7e;
  return unit >= 0xff61 && unit <= 0xff9f ? unit - 0xff61 + 0xa1 : 0;
}

function doubleByte(text: string, reverse: Uint16Array, single: (unit: number) => number): Encoded {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const one = unit < 0x80 ? unit : single(unit);
    if (one !== 0 || unit === 0) {
      bytes.push(one);
      continue;
    }
    const code = reverse[unit] as number;
    if (code === 0) return undefined;
    bytes.push(code >> 8, code & 0xff);
  }
  return bytes;
}

/** Every character has a code in GB18030; lone surrogates have none. */
function gb18030(text: string, extent: Extent): Encoded {
  const reverse = reverseTable(wideTable('gb18030', extent));
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    const code = point > 0xffff ? 0 : (reverse[point] as number);
    if (point < 0x80) bytes.push(point);
    else if (code !== 0) bytes.push(code >> 8, code & 0xff);
    else if (point > 0xffff) bytes.push(...gbFourBytes(189_000 + point - 0x10000));
    else {
      const index = gbFourByteTable(extent)[point] as number;
      if (index === 0) return undefined;
      bytes.push(...gbFourBytes(index - 1));
    }
  }
  return bytes;
}

/**
 * 7-bit Japanese as between the escapes that enclose it: none before the first and after the last
 * character, those needed where kanji meet Latin letters (or JIS X 0212) within the text.
 */
function iso2022Jp(text: string, latinElement: G0Element, extent: Extent): Encoded {
  const kanji = reverseTable(squareTable('jisx0208', extent));
  const bytes: number[] = [];
  let active: G0Element | undefined;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    let element = latinElement;
    let code = unit;
    if (unit >= 0x80) {
      code = kanji[unit] as number;
      element = code === 0 ? JIS_X_0212 : JIS_X_0208;
      if (code === 0) code = reverseTable(squareTable('jisx0212', extent))[unit] as number;
      if (code === 0) return undefined;
    }
    if (active && active !== element) bytes.push(0x1b, ...new TextEncoder().encode(element.escape));
    active = element;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return bytes;
}

/** Latin letters and combining marks end here. */
const LAST_LATIN = '\u036f';

function addLegacy(text: string, add: (bytes: Encoded) => void): void {
  // The tables of ideographs take long to make, and names in Latin letters need none of them.
  const extent = [...text].every((character) => character <= LAST_LATIN) ? 'letters' : 'whole';
  for (const registration of LATIN_REGISTRATIONS) add(latin(text, registration));
  add(doubleByte(text, reverseTable(wideTable('shift_jis', extent)), jisX0201));
  add(doubleByte(text, reverseTable(wideTable('euc-kr', extent)), () => 0));
  add(gb18030(text, extent));
  add(iso2022Jp(text, ASCII, extent));
  add(iso2022Jp(text, ROMAN, extent));
}

/**
 * The byte forms of a text in every character set of DICOM that has its characters, and in UTF-16, for
 * searching raw bytes; UTF-8 comes first. Both compositions (NFC, NFD) of accented letters are given.
 * One kanji in 7-bit form is two ASCII characters: callers should not search for very short forms.
 * The tables for text outside ASCII are made on the first such call.
 */
export function encodeAlternatives(text: string): Uint8Array[] {
  if (text === '') return [];
  const forms = new Map<string, Uint8Array>();
  const add = (bytes: Encoded | Uint8Array): void => {
    if (bytes) forms.set(bytes.join(), bytes instanceof Uint8Array ? bytes : Uint8Array.from(bytes));
  };
  let isAscii = true;
  for (let index = 0; isAscii && index < text.length; index++) isAscii = text.charCodeAt(index) < 0x80;
  const texts = isAscii ? [text] : [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
  for (const form of texts) {
    add(new TextEncoder().encode(form));
    add(utf16(form, true));
    add(utf16(form, false));
  }
  if (!isAscii) for (const form of texts) addLegacy(form, add);
  return [...forms.values()];
}
