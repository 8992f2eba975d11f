import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { DicomError } from '../core/errors';
import type { ByteSource } from '../core/io/byte-source';

/** Files up to this size are read whole: one call is cheaper than two. */
const WHOLE_FILE = 65_536;

/** A file on disk. Reads are synchronous: for one process a promise for each read costs more than it gains. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly bytes?: Uint8Array;
  private readonly descriptor: number;

  /** @throws DicomError `unreadable` */
  constructor(path: string) {
    try {
      this.descriptor = openSync(path, 'r');
    } catch {
      throw new DicomError('unreadable');
    }
    try {
      const stats = fstatSync(this.descriptor);
      if (!stats.isFile()) throw new DicomError('unreadable');
      this.size = stats.size;
      if (stats.size > 0 && stats.size <= WHOLE_FILE) this.bytes = this.read(0, stats.size);
    } catch (error) {
      closeSync(this.descriptor);
      throw error;
    }
  }

  read(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - start);
    this.readInto(bytes, start);
    return bytes;
  }

  /** Fills `bytes` from `start` on. */
  readInto(bytes: Uint8Array, start: number): void {
    let done = 0;
    while (done < bytes.length) {
      let count: number;
      try {
        count = readSync(this.descriptor, bytes, done, bytes.length - done, start + done);
      } catch {
        throw new DicomError('unreadable', { offset: start + done });
      }
      if (count === 0) throw new DicomError('unreadable', { offset: start + done });
      done += count;
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
