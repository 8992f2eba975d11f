import type { ReadBytes } from '../io/byte-source';
import type { Edit } from '../splice/edit';

/** Bits `from` to before `to`, counted through the bytes from the lowest of each on. */
export interface BitRun {
  readonly from: number;
  readonly to: number;
  /** Bytes repeated from the run's first byte on; a run that begins within a byte has one. */
  readonly fill: Uint8Array;
}

/** Bytes at the ends of runs are read in blocks of this size. */
const BLOCK = 65_536;
/** New bytes of one edit. */
const LONGEST_EDIT = 49_152;

/**
 * Edits that fill ascending runs of bits which begin and end anywhere: what else is in their first and last byte
 * is read and kept.
 *
 * @param swapsBytes - the bytes lie in pairs, the second first
 * @param size - of the value in bytes; `read` and the edits count from its start
 */
export async function* packedEdits(
  runs: Iterable<BitRun>,
  swapsBytes: boolean,
  size: number,
  read: ReadBytes,
): AsyncGenerator<Edit> {
  const unitBytes = swapsBytes ? 2 : 1;
  const unitBits = unitBytes * 8;
  const flip = swapsBytes ? 1 : 0;
  const reader = new BlockReader(size, read);
  let open: { readonly unit: number; readonly bytes: Uint8Array } | undefined;
  const close = (): Edit[] => {
    const edits = open
      ? [{ start: open.unit * unitBytes, end: open.unit * unitBytes + open.bytes.length, bytes: open.bytes }]
      : [];
    open = undefined;
    return edits;
  };

  for (const { from, to, fill } of runs) {
    const fillAt = (byte: number): number => fill[(byte - Math.floor(from / 8)) % fill.length];
    for (let at = from; at < to; ) {
      const unit = Math.floor(at / unitBits);
      const start = unit * unitBytes;
      const units = at === unit * unitBits ? Math.floor(Math.min(to - at, LONGEST_EDIT * 8) / unitBits) : 0;
      if (units > 0) {
        yield* close();
        const bytes = Uint8Array.from({ length: units * unitBytes }, (_, i) => fillAt(start + (i ^ flip)));
        yield { start, end: start + bytes.length, bytes };
        at += units * unitBits;
        continue;
      }
      if (open?.unit !== unit) {
        yield* close();
        open = { unit, bytes: (await reader.read(start, Math.min(size, start + unitBytes))).slice() };
      }
      const end = Math.min(to, (unit + 1) * unitBits, (Math.floor(at / 8) + 1) * 8);
      const mask = ((1 << (end - at)) - 1) << (at % 8);
      const place = (Math.floor(at / 8) - start) ^ flip;
      const byte = fillAt(Math.floor(at / 8));
      open.bytes[place] = (open.bytes[place] & ~mask) | (byte & mask);
      at = end;
    }
  }
  yield* close();
}

/** Keeps the block that was read last: runs of neighboring rows end near each other. */
class BlockReader {
  private start = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private readonly size: number;
  private readonly source: ReadBytes;

  constructor(size: number, source: ReadBytes) {
    this.size = size;
    this.source = source;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    if (start < this.start || end > this.start + this.bytes.length) {
      this.bytes = await this.source(start, Math.min(this.size, start + BLOCK));
      this.start = start;
    }
    return this.bytes.subarray(start - this.start, end - this.start);
  }
}
