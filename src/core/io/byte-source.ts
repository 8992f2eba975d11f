import { DicomError } from '../errors';

/**
 * Where bytes come from: random access to a file or to bytes in memory. Offsets are absolute and in
 * bytes, `end` is exclusive; files may be larger than 4 GB.
 */
export interface ByteSource {
  readonly size: number;
  /**
   * Reads exactly `end - start` bytes. Sources in memory answer at once, others with a promise. Where there are no
   * `bytes`, files and Blobs give memory that belongs to the caller.
   *
   * @throws DicomError `unreadable` if the bytes cannot be had
   */
  read(start: number, end: number): Uint8Array | Promise<Uint8Array>;
  /** All bytes, where they are in memory anyway. */
  readonly bytes?: Uint8Array;
  /** How many bytes are best read first, where the source knows better than its readers. */
  readonly firstWindow?: number;
}

/** Reads [start, end) of one source. */
export type ReadBytes = ByteSource['read'];

/** The part of `Blob` that is needed; browsers, workers and Node have it. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export class BytesSource implements ByteSource {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  read(start: number, end: number): Uint8Array {
    checkRange(this, start, end);
    return this.bytes.subarray(start, end);
  }
}

export class BlobSource implements ByteSource {
  readonly size: number;
  readonly blob: BlobLike;

  constructor(blob: BlobLike) {
    this.blob = blob;
    this.size = blob.size;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    checkRange(this, start, end);
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await this.blob.slice(start, end).arrayBuffer());
    } catch {
      throw new DicomError('unreadable', { offset: start });
    }
    if (bytes.length !== end - start) throw new DicomError('unreadable', { offset: start + bytes.length });
    return bytes;
  }
}

/** A range of bytes in a source, end exclusive. */
export interface Slice {
  readonly kind: 'slice';
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
}

/** A piece of an output: new bytes, or a range of a source that is never copied. */
export type Part = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | Slice;

export function partSize(part: Part): number {
  return part.kind === 'bytes' ? part.bytes.length : part.end - part.start;
}

/** Parts read as one file, so that an output can be checked before it is written. */
export class PartsSource implements ByteSource {
  readonly size: number;
  /** The first part is new bytes: the header of the output, and nothing behind it. */
  readonly firstWindow: number;
  readonly bytes?: Uint8Array;
  private readonly parts: readonly Part[];
  private readonly starts: readonly number[];

  constructor(parts: readonly Part[]) {
    let at = 0;
    this.parts = parts;
    this.starts = parts.map((part) => {
      const start = at;
      at += partSize(part);
      return start;
    });
    this.size = at;
    const [first] = parts;
    this.firstWindow = first ? partSize(first) : 0;
    if (parts.length === 1 && first?.kind === 'bytes') this.bytes = first.bytes;
  }

  read(start: number, end: number): Uint8Array | Promise<Uint8Array> {
    checkRange(this, start, end);
    const pieces: (Uint8Array | Promise<Uint8Array>)[] = [];
    for (let i = this.indexAt(start); i < this.parts.length && (this.starts[i] ?? 0) < end; i++) {
      const part = this.parts[i];
      if (!part) break;
      const base = this.starts[i] ?? 0;
      const from = Math.max(0, start - base);
      const to = Math.min(partSize(part), end - base);
      if (from < to) {
        pieces.push(
          part.kind === 'bytes' ? part.bytes.subarray(from, to) : part.source.read(part.start + from, part.start + to),
        );
      }
    }
    if (pieces.length === 1) return pieces[0] as Uint8Array | Promise<Uint8Array>;
    if (pieces.some((piece) => piece instanceof Promise)) return Promise.all(pieces).then(joinBytes);
    return joinBytes(pieces as Uint8Array[]);
  }

  /** The bytes around `offset` that are in memory anyway, and where they begin; undefined if none are. */
  inMemory(offset: number): { readonly start: number; readonly bytes: Uint8Array } | undefined {
    const i = this.indexAt(offset);
    const part = this.parts[i];
    const start = this.starts[i] ?? 0;
    if (part?.kind === 'bytes') return { start, bytes: part.bytes };
    const whole = part?.source.bytes;
    return whole && { start, bytes: whole.subarray(part.start, part.end) };
  }

  /** The range of `source` that [start, end) of this file refers to, or -1 where it does not. */
  originOf(source: ByteSource, start: number, end: number): number {
    const i = this.indexAt(start);
    const part = this.parts[i];
    const base = this.starts[i] ?? 0;
    if (part?.kind !== 'slice' || part.source !== source || end > base + partSize(part)) return -1;
    return part.start + (start - base);
  }

  /** [start, end) of this file in pieces: where in `source` each is a range of, -1 where it is none. */
  *originsOf(source: ByteSource, start: number, end: number): Generator<Slice & { readonly origin: number }> {
    for (let i = this.indexAt(start); i < this.parts.length && this.starts[i] < end; i++) {
      const part = this.parts[i];
      const base = this.starts[i];
      const from = Math.max(start, base);
      const to = Math.min(end, base + partSize(part));
      if (from >= to) continue;
      const origin = part.kind === 'slice' && part.source === source ? part.start + (from - base) : -1;
      yield { kind: 'slice', source: this, start: from, end: to, origin };
    }
  }

  private indexAt(offset: number): number {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0];
  let size = 0;
  for (const piece of pieces) size += piece.length;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function checkRange(source: ByteSource, start: number, end: number): void {
  if (start < 0 || end < start || end > source.size) {
    throw new RangeError(`[${start}, ${end}) is not within [0, ${source.size})`);
  }
}
