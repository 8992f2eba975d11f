import type { ByteSource } from '../io/byte-source';
import { type BitRun, fillBits } from './bit-run';

/** Absolute bytes, `end` exclusive. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

/** A value in which bits are filled in place; neither its length nor anything else changes. */
export interface Filling {
  /** The value, in the original. */
  readonly start: number;
  readonly end: number;
  /** Its bytes lie in pairs, the second first. */
  readonly swapsBytes: boolean;
  /** Ascending runs; those that lie outside of the bits `from` to before `to` may be left out. */
  runs(from: number, to: number): Iterable<BitRun>;
  /** What the runs lie in, ascending; what lies between two spans is larger than `gap` bytes. */
  spans(gap: number): Iterable<ByteSpan>;
}

/**
 * The original with bits of some values filled, as it is read: any range at any time, so that masks on an image of
 * any size need no memory.
 */
export class MaskedSource implements ByteSource {
  readonly size: number;
  private readonly source: ByteSource;
  private readonly fillings: readonly Filling[];

  constructor(source: ByteSource, fillings: readonly Filling[]) {
    this.source = source;
    this.size = source.size;
    this.fillings = fillings;
  }

  read(start: number, end: number): Uint8Array | Promise<Uint8Array> {
    const bytes = this.source.read(start, end);
    return bytes instanceof Promise ? bytes.then((read) => this.filled(read, start)) : this.filled(bytes, start);
  }

  /** Reads as many bytes as `room` has into it. */
  async readInto(room: Uint8Array, start: number): Promise<void> {
    const original = this.source.read(start, start + room.length);
    room.set(original instanceof Promise ? await original : original);
    this.fill(room, start);
  }

  private filled(original: Uint8Array, start: number): Uint8Array {
    // What is not in memory anyway was read for this caller alone.
    const bytes = this.source.bytes ? new Uint8Array(original) : original;
    this.fill(bytes, start);
    return bytes;
  }

  private fill(bytes: Uint8Array, start: number): void {
    for (const filling of this.fillings) {
      if (filling.end <= start || filling.start >= start + bytes.length) continue;
      const at = Math.max(start, filling.start);
      const piece = bytes.subarray(at - start, filling.end - start);
      const offset = at - filling.start;
      for (const run of filling.runs(offset * 8, (offset + piece.length) * 8)) {
        fillBits(piece, offset, run, filling.swapsBytes);
      }
    }
  }
}

/** Ascending runs as spans of whole bytes, or pairs of bytes, counted as the runs are; `gap` as in `Filling.spans`. */
export function* spansOf(runs: Iterable<BitRun>, swapsBytes: boolean, gap: number): Generator<ByteSpan> {
  const unit = swapsBytes ? 16 : 8;
  let open: { start: number; end: number } | undefined;
  for (const { from, to } of runs) {
    const start = (Math.floor(from / unit) * unit) / 8;
    const end = (Math.ceil(to / unit) * unit) / 8;
    if (open && start - open.end <= gap) open.end = Math.max(open.end, end);
    else {
      if (open) yield open;
      open = { start, end };
    }
  }
  if (open) yield open;
}
