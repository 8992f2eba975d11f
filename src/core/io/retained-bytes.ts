import type { ByteSource } from './byte-source';

const FIRST_WINDOW = 65_536;
const LARGEST_WINDOW = 4_194_304;

interface Segment {
  readonly start: number;
  bytes: Uint8Array;
  length: number;
}

/**
 * The bytes of a source that were read, kept for decoding values later. They are read in windows that
 * grow with what was needed so far; a jump over a large value begins a new segment, so what was jumped
 * over is never read.
 */
export class RetainedBytes {
  readonly source: ByteSource;
  private readonly segments: Segment[] = [];

  constructor(source: ByteSource) {
    this.source = source;
    if (source.bytes) this.segments.push({ start: 0, bytes: source.bytes, length: source.bytes.length });
  }

  /** The segment that holds `offset`, or undefined. */
  private find(offset: number): Segment | undefined {
    for (let i = this.segments.length - 1; i >= 0; i--) {
      const segment = this.segments[i];
      if (segment && offset >= segment.start && offset <= segment.start + segment.length) return segment;
    }
    return undefined;
  }

  has(start: number, end: number): boolean {
    const segment = this.find(start);
    return segment !== undefined && end <= segment.start + segment.length;
  }

  /** What is kept of [start, end); the bytes are not copied. */
  view(start: number, end: number): Uint8Array | undefined {
    const segment = this.find(start);
    if (!segment || end > segment.start + segment.length) return undefined;
    return segment.bytes.subarray(start - segment.start, end - segment.start);
  }

  /** The kept bytes around `offset` as they lie in memory: byte i of `bytes` is byte `start + i` of the source. */
  around(offset: number): { readonly start: number; readonly bytes: Uint8Array; readonly length: number } | undefined {
    return this.find(offset);
  }

  /** All that is kept, in ascending order. */
  pieces(): readonly { readonly start: number; readonly bytes: Uint8Array }[] {
    return this.segments.map(({ start, bytes, length }) => ({ start, bytes: bytes.subarray(0, length) }));
  }

  /** Reads on, so that [start, end) is kept; `end` must not pass the source's end. */
  load(start: number, end: number): void | Promise<void> {
    let segment = this.find(start);
    if (segment && end <= segment.start + segment.length) return;
    if (!segment) {
      segment = { start, bytes: new Uint8Array(0), length: 0 };
      this.segments.push(segment);
    }
    const from = segment.start + segment.length;
    const first = this.source.firstWindow ?? FIRST_WINDOW;
    const window = from === 0 ? first : Math.min(LARGEST_WINDOW, Math.max(FIRST_WINDOW, segment.length));
    const to = Math.min(this.source.size, Math.max(end, from + window));
    const target = segment;
    const bytes = this.source.read(from, to);
    if (bytes instanceof Promise) return bytes.then((read) => append(target, read));
    append(target, bytes);
  }
}

function append(segment: Segment, bytes: Uint8Array): void {
  if (segment.length === 0) {
    segment.bytes = bytes;
    segment.length = bytes.length;
    return;
  }
  const needed = segment.length + bytes.length;
  if (segment.bytes.length < needed) {
    const larger = new Uint8Array(Math.max(needed, segment.bytes.length * 2));
    larger.set(segment.bytes.subarray(0, segment.length));
    segment.bytes = larger;
  }
  segment.bytes.set(bytes, segment.length);
  segment.length = needed;
}
