const NONE = new Uint8Array(0);

/** Bytes that are compared word by word where that is possible: there may be gigabytes of them. */
export class Comparable {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  private readonly words: Uint32Array;

  /** @param room - memory where bytes that lie askew may be put for as long as this is used; it begins with a word */
  constructor(bytes: Uint8Array, room: Uint8Array = NONE) {
    this.bytes = bytes.byteOffset % 4 === 0 ? bytes : inRoom(bytes, room);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, bytes.length);
    this.words = new Uint32Array(this.bytes.buffer, this.bytes.byteOffset, bytes.length >> 2);
  }

  /**
   * True if the bytes `from` to before `to` are those of another piece at the same place.
   *
   * @param flip - 1 where bytes lie in pairs, the second first: `from` and `to` count them in their order
   */
  equals(other: Comparable, from: number, to: number, flip: 0 | 1): boolean {
    return this.equalsAt(other, from, to, 0, flip);
  }

  /** True if the bytes `from` to before `to` repeat the first `unit` of them. */
  repeats(from: number, to: number, unit: number, flip: 0 | 1): boolean {
    const whole = unit % 4 === 0 ? unit : unit * (unit % 2 === 0 ? 2 : 4);
    return (
      this.equalsAt(this, from + unit, Math.min(to, from + whole), unit, flip) &&
      this.equalsAt(this, from + whole, to, whole, flip)
    );
  }

  isZero(from: number, to: number, flip: 0 | 1): boolean {
    const { bytes, words } = this;
    let at = from;
    if (flip === 0) {
      for (; at < to && at % 4 !== 0; at++) if (bytes[at] !== 0) return false;
      const end = to >> 2;
      for (let word = at >> 2; word < end; word++) if (words[word] !== 0) return false;
      at = Math.max(at, end << 2);
    }
    for (; at < to; at++) if (bytes[at ^ flip] !== 0) return false;
    return true;
  }

  /** Compares with what lies `back` bytes before. */
  private equalsAt(other: Comparable, from: number, to: number, back: number, flip: 0 | 1): boolean {
    const { bytes, words } = this;
    let at = from;
    if (flip === 0 && back % 4 === 0) {
      for (; at < to && at % 4 !== 0; at++) if (bytes[at] !== other.bytes[at - back]) return false;
      const end = to >> 2;
      for (let word = at >> 2, old = (at - back) >> 2; word < end; word++, old++) {
        if (words[word] !== other.words[old]) return false;
      }
      at = Math.max(at, end << 2);
    }
    for (; at < to; at++) if (bytes[at ^ flip] !== other.bytes[(at - back) ^ flip]) return false;
    return true;
  }
}

function inRoom(bytes: Uint8Array, room: Uint8Array): Uint8Array {
  if (bytes.length > room.length) return new Uint8Array(bytes);
  const copy = room.subarray(0, bytes.length);
  copy.set(bytes);
  return copy;
}
