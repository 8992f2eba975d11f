import type { RetainedBytes } from '../io/retained-bytes';
import type { Tag } from './tag';

/** Bytes in memory around the place that is being read; offsets are those of the source. */
export class Window {
  private readonly retained: RetainedBytes;
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;

  constructor(retained: RetainedBytes) {
    this.retained = retained;
  }

  /** Moves so that [start, end) is within. @returns false if those bytes were not read yet */
  covers(start: number, end: number): boolean {
    if (start >= this.start && end <= this.end) return true;
    const around = this.retained.around(start);
    if (!around || end > around.start + around.length) return false;
    this.bytes = around.bytes;
    this.start = around.start;
    this.end = around.start + around.length;
    return true;
  }

  byte(at: number): number {
    return this.bytes[at - this.start] as number;
  }

  uint16(at: number, bigEndian: boolean): number {
    const first = this.bytes[at - this.start] as number;
    const second = this.bytes[at - this.start + 1] as number;
    return bigEndian ? (first << 8) | second : first | (second << 8);
  }

  uint32(at: number, bigEndian: boolean): number {
    const first = this.uint16(at, bigEndian);
    const second = this.uint16(at + 2, bigEndian);
    return bigEndian ? first * 65536 + second : first + second * 65536;
  }

  tag(at: number, bigEndian: boolean): Tag {
    return this.uint16(at, bigEndian) * 65536 + this.uint16(at + 2, bigEndian);
  }
}
