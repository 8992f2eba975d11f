import type { PartsSource } from '../../io/byte-source';

/** How much is read at once of what is not in memory: little behind a jump, and more with each step from there. */
const FIRST_STEP = 512;
const LARGEST_STEP = 65_536;

/** The bytes of an output around the place that verification has come to; offsets are those of the output. */
export class OutputWindow {
  readonly size: number;
  private readonly output: PartsSource;
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;
  private step = FIRST_STEP;

  constructor(output: PartsSource) {
    this.output = output;
    this.size = output.size;
  }

  /** True if [start, end) can be looked at; what is in memory anyway always can. */
  covers(start: number, end: number): boolean {
    if (start >= this.start && end <= this.end) return true;
    const piece = this.output.inMemory(start);
    if (!piece || end > piece.start + piece.bytes.length) return false;
    this.show(piece.start, piece.bytes);
    return true;
  }

  /** Reads [start, end), and some more unless that is not wanted. */
  load(start: number, end: number, exactly = false): void | Promise<void> {
    const goesOn = start >= this.start && start <= this.end;
    this.step = goesOn ? Math.min(LARGEST_STEP, 4 * this.step) : FIRST_STEP;
    const bytes = this.output.read(start, exactly ? end : Math.min(this.size, Math.max(end, start + this.step)));
    if (bytes instanceof Promise) return bytes.then((read) => this.show(start, read));
    this.show(start, bytes);
  }

  byte(at: number): number {
    return this.bytes[at - this.start] as number;
  }

  uint16(at: number, bigEndian: boolean): number {
    const i = at - this.start;
    const first = this.bytes[i] as number;
    const second = this.bytes[i + 1] as number;
    return bigEndian ? first * 256 + second : second * 256 + first;
  }

  uint32(at: number, bigEndian: boolean): number {
    const first = this.uint16(at, bigEndian);
    const second = this.uint16(at + 2, bigEndian);
    return bigEndian ? first * 65_536 + second : second * 65_536 + first;
  }

  /** What `covers` was asked for; not copied. */
  view(start: number, end: number): Uint8Array {
    return this.bytes.subarray(start - this.start, end - this.start);
  }

  /** True if the bytes from `at` on are those of `expected`. */
  holds(at: number, expected: Uint8Array, from = 0, to = expected.length): boolean {
    const { bytes } = this;
    let i = at - this.start;
    for (let j = from; j < to; j++, i++) if (bytes[i] !== expected[j]) return false;
    return true;
  }

  private show(start: number, bytes: Uint8Array): void {
    this.bytes = bytes;
    this.start = start;
    this.end = start + bytes.length;
  }
}
