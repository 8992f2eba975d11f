/** Bits `from` to before `to` of a value, counted through its bytes from the lowest of each on. */
export interface BitRun {
  readonly from: number;
  readonly to: number;
  /** Bytes repeated from the run's first byte on; a run that begins within a byte has one. */
  readonly fill: Uint8Array;
}

/**
 * Fills what a piece of the value has of a run.
 *
 * @param bytes - the piece
 * @param at - where in the value it begins
 * @param swapsBytes - the bytes of the value lie in pairs, the second first
 */
export function fillBits(bytes: Uint8Array, at: number, { from, to, fill }: BitRun, swapsBytes: boolean): void {
  const first = Math.floor(from / 8);
  if (!swapsBytes && from % 8 === 0 && to % 8 === 0) {
    fillBytes(bytes, Math.max(first, at) - at, Math.min(to / 8, at + bytes.length) - at, fill, first - at);
    return;
  }
  const flip = swapsBytes ? 1 : 0;
  // A byte of a pair that lies across the end of the piece is its neighbor's.
  const start = Math.max(first, at - flip);
  const end = Math.min(Math.ceil(to / 8), at + bytes.length + flip);
  for (let byte = start; byte < end; byte++) {
    const place = (byte ^ flip) - at;
    if (place < 0 || place >= bytes.length) continue;
    const low = Math.max(from - byte * 8, 0);
    const high = Math.min(to - byte * 8, 8);
    const mask = ((1 << (high - low)) - 1) << low;
    bytes[place] = (bytes[place] & ~mask) | (fill[(byte - first) % fill.length] & mask);
  }
}

/** Whole bytes, `origin` being where the first of `fill` would lie. */
function fillBytes(bytes: Uint8Array, from: number, to: number, fill: Uint8Array, origin: number): void {
  if (from >= to) return;
  if (fill.every((byte) => byte === fill[0])) {
    bytes.fill(fill[0], from, to);
    return;
  }
  for (let i = from, j = (from - origin) % fill.length; i < to; i++) {
    bytes[i] = fill[j];
    if (++j === fill.length) j = 0;
  }
}
