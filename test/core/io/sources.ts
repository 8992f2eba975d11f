/** Sources for tests: tiny windows, counted reads, files that exist in part only. */
import type { ByteSource } from '../../../src/core/io/byte-source';

/** Answers with promises, and keeps no bytes in memory as far as the reader can see. */
export class AsyncSource implements ByteSource {
  readonly size: number;
  private readonly content: Uint8Array;

  constructor(content: Uint8Array) {
    this.content = content;
    this.size = content.length;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    await Promise.resolve();
    return this.content.slice(start, end);
  }
}

/** Writes down what is read. */
export class CountingSource implements ByteSource {
  readonly size: number;
  readonly reads: { readonly start: number; readonly end: number }[] = [];
  private readonly inner: ByteSource;

  constructor(inner: ByteSource) {
    this.inner = inner;
    this.size = inner.size;
  }

  read(start: number, end: number): Uint8Array | Promise<Uint8Array> {
    this.reads.push({ start, end });
    return this.inner.read(start, end);
  }

  /** Bytes read within [start, end). */
  within(start: number, end: number): number {
    return this.reads.reduce(
      (sum, read) => sum + Math.max(0, Math.min(end, read.end) - Math.max(start, read.start)),
      0,
    );
  }
}

/** Pieces of real bytes at offsets, zeros everywhere else: a file of any size. */
export class SparseSource implements ByteSource {
  readonly size: number;
  private readonly pieces: readonly { readonly start: number; readonly bytes: Uint8Array }[];

  constructor(size: number, pieces: readonly { readonly start: number; readonly bytes: Uint8Array }[]) {
    this.size = size;
    this.pieces = pieces;
  }

  read(start: number, end: number): Uint8Array {
    if (end - start > 64_000_000) throw new Error('a read of this size would not fit into memory');
    const out = new Uint8Array(end - start);
    for (const piece of this.pieces) {
      const from = Math.max(start, piece.start);
      const to = Math.min(end, piece.start + piece.bytes.length);
      if (from < to) out.set(piece.bytes.subarray(from - piece.start, to - piece.start), from - start);
    }
    return out;
  }
}
