import { ASCII, type G0Element, type G1Element } from './code-elements';
import { holdsAscii, Iso2022Reader } from './iso2022-reader';
import { ESCAPE, type Reader } from './reader';

/** Characters of a decoded value, in UTF-16 units; `end` is exclusive. */
export interface CharacterRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes in the making, with the elements that a reader of them would have active. */
class Output {
  readonly bytes: number[] = [];
  g0: G0Element | undefined;
  g1: G1Element | undefined;
  private readonly reader: Iso2022Reader | undefined;

  constructor(reader: Reader) {
    this.reader = reader instanceof Iso2022Reader ? reader : undefined;
    this.reset();
  }

  reset(): void {
    this.g0 = this.reader?.initial.g0;
    this.g1 = this.reader?.initial.g1;
  }

  copy(bytes: Uint8Array, start: number, end: number): void {
    for (let index = start; index < end; index++) this.bytes.push(bytes[index] as number);
  }

  private write(text: string): void {
    for (let index = 0; index < text.length; index++) this.bytes.push(text.charCodeAt(index));
  }

  activateG0(element: G0Element | undefined): void {
    if (element === this.g0) return;
    if (element) this.write(`\x1b${element.escape}`);
    this.g0 = element;
  }

  activateG1(element: G1Element | undefined): void {
    if (element === this.g1) return;
    if (element) this.write(`\x1b${element.escape}`);
    this.g1 = element;
  }

  ascii(text: string): void {
    if (text === '') return;
    if (this.g0 && !holdsAscii(this.g0)) this.activateG0(ASCII);
    this.write(text);
    const reader = this.reader;
    if (reader && [...text].some((character) => reader.isDelimiter(character.charCodeAt(0)))) this.reset();
  }
}

/**
 * Takes ranges of characters out of a value and puts an ASCII `replacement` in the place of each.
 * Kept characters keep their bytes and the escape sequences that they need; escapes that nothing needs any
 * more go. With nothing to take out the value is byte-identical.
 * @param ranges ascending, not overlapping; an empty range does nothing
 */
export function cutCharacters(
  bytes: Uint8Array,
  reader: Reader,
  ranges: readonly CharacterRange[],
  replacement: string,
): Uint8Array {
  const wanted = ranges.filter((range) => range.end > range.start);
  const extension = reader instanceof Iso2022Reader ? reader : undefined;
  const output = new Output(reader);
  let rangeIndex = 0;
  let replaced = -1;
  let unit = 0;
  for (let at = 0; at < bytes.length; ) {
    const g0 = extension?.g0;
    const g1 = extension?.g1;
    const code = reader.next(bytes, at);
    const end = at + reader.length;
    // An escape is written again where a kept character needs it: an idle one would read as text elsewhere.
    if (code === ESCAPE && wanted.length > 0) {
      at = end;
      continue;
    }
    if (code === ESCAPE) {
      output.copy(bytes, at, end);
      const designated = extension?.designated;
      if (designated?.kind === 'g0') output.g0 = designated.element;
      else if (designated) output.g1 = designated.element;
    } else {
      const width = code > 0xffff ? 2 : 1;
      while (rangeIndex < wanted.length && (wanted[rangeIndex] as CharacterRange).end <= unit) rangeIndex++;
      const range = wanted[rangeIndex];
      if (range && range.start < unit + width) {
        if (replaced !== rangeIndex) output.ascii(replacement);
        replaced = rangeIndex;
      } else {
        const byte = bytes[at] as number;
        if (byte >= 0x80) output.activateG1(g1);
        else if (byte > 0x20) output.activateG0(g0);
        output.copy(bytes, at, end);
        if (extension?.wasReset) output.reset();
      }
      unit += width;
    }
    at = end;
  }
  // The value ends in the state in which it ended before (PS3.5 6.1.2.5.3).
  if (wanted.length > 0) output.activateG0(extension?.g0);
  return Uint8Array.from(output.bytes);
}
