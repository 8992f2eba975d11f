import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { DicomError } from '../core/errors';
import type { ByteSource } from '../core/io/byte-source';
import type { Obstacle } from './hints';

/**
 * Files up to this size are read whole, at once: all of them is written again anyway, and calls cost more
 * than bytes.
 */
const WHOLE_FILE = 33_554_432;
/** Smaller ones go into memory that the next file takes over: fresh memory costs more than copying. */
const REUSED = 1_048_576;
let reused: Uint8Array | undefined;

/**
 * A file on disk. Reads are synchronous: for one process a promise for each read costs more than it gains.
 * One file at a time: what an earlier one holds in `bytes` is gone when the next is opened.
 */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly bytes?: Uint8Array;
  private readonly descriptor: number;

  /** @throws DicomError `unreadable` */
  constructor(path: string) {
    // Asked before it is opened: to open a pipe is to wait for its writer.
    const stats = statsOf(path);
    if (!stats) throw unreadable('missing');
    if (!stats.isFile()) throw unreadable(stats.isDirectory() ? 'folder' : 'special');
    try {
      this.descriptor = openSync(path, 'r');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'EACCES' || code === 'EPERM' ? unreadable('permission') : new DicomError('unreadable');
    }
    try {
      this.size = stats.size;
      if (stats.size > 0 && stats.size <= WHOLE_FILE) {
        reused ??= new Uint8Array(REUSED);
        this.bytes = stats.size <= REUSED ? reused.subarray(0, stats.size) : new Uint8Array(stats.size);
        this.fill(this.bytes, 0);
      }
    } catch (error) {
      closeSync(this.descriptor);
      throw error;
    }
  }

  read(start: number, end: number): Uint8Array {
    if (this.bytes) return this.bytes.subarray(start, end);
    const bytes = new Uint8Array(end - start);
    this.fill(bytes, start);
    return bytes;
  }

  /** Fills `bytes` from `start` on. */
  fill(bytes: Uint8Array, start: number): void {
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

function unreadable(obstacle: Obstacle): DicomError {
  return new DicomError('unreadable', {}, { obstacle });
}

/** Undefined where nothing is, or where links lead in a circle. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
