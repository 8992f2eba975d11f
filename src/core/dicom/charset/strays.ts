import { Iso2022Reader } from './iso2022-reader';
import { ESCAPE, type Reader, SingleByteReader } from './reader';

const ESC = 0x1b;
/** ESC ( B and ESC ( J: back to ASCII, or to what holds its letters. */
const BACK_TO_ASCII = [0x42, 0x4a];
const REPLACEMENT = '\ufffd';

/**
 * A decoded value with U+FFFD for each UTF-16 unit whose bytes are no character of the character set; offsets
 * stay. What follows an escape sequence that the set does not have counts, up to the next one.
 */
export function withStraysMarked(bytes: Uint8Array, reader: Reader, text: string): string {
  let marked = '';
  let unit = 0;
  let escapedUntil = 0;
  for (let at = 0; at < bytes.length; at += reader.length) {
    const code = reader.next(bytes, at);
    if (code === ESCAPE) continue;
    const width = code > 0xffff ? 2 : 1;
    if (code === ESC && at >= escapedUntil) escapedUntil = endOfEscape(bytes, at);
    const isStray = at < escapedUntil || isNoCharacter(reader, bytes[at] as number, code);
    marked += isStray ? REPLACEMENT.repeat(width) : text.slice(unit, unit + width);
    unit += width;
  }
  return marked;
}

function endOfEscape(bytes: Uint8Array, at: number): number {
  if (bytes[at + 1] === 0x28 && BACK_TO_ASCII.includes(bytes[at + 2] ?? 0)) return at + 3;
  const next = bytes.indexOf(ESC, at + 1);
  return next < 0 ? bytes.length : next;
}

/** True where the reader had nothing better than the byte itself. */
function isNoCharacter(reader: Reader, byte: number, code: number): boolean {
  if (reader instanceof SingleByteReader || reader.length > 1 || code !== byte) return false;
  if (!(reader instanceof Iso2022Reader)) return byte >= 0x80;
  return byte >= 0x80 ? reader.g1?.kind !== 'latin' : byte > 0x20 && reader.g0.kind === 'square';
}
