import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { DicomError } from '../core/errors';
import type { ByteSource } from '../core/io/byte-source';
import type { Obstacle } from './hints';

/**
 * Files up to this size are read whole, at once: all of them is written again anyway, and calls cost more
 * than bytes.
 */
const WHOLE_FILE = 33_554_432;
/** The same where another thread writes: of larger files only what is looked at is read. */
export const WHOLE_HEAD = 65_536;
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
  private isOpen = true;

  private constructor(descriptor: number, size: number, bytes?: Uint8Array) {
    this.descriptor = descriptor;
    this.size = size;
    if (bytes) this.bytes = bytes;
  }

  /**
   * @param most - files up to this size, in bytes, are read whole
   * @throws DicomError `unreadable`
   */
  static open(path: string, most = WHOLE_FILE): FileSource {
    // Asked before it is opened: to open a pipe is to wait for its writer.
    const stats = statsOf(path);
    if (!stats) throw unreadable('missing');
    if (!stats.isFile()) throw unreadable(stats.isDirectory() ? 'folder' : 'special');
    const descriptor = descriptorOf(path);
    const { size } = stats;
    if (size === 0 || size > most) return new FileSource(descriptor, size);
    reused ??= new Uint8Array(REUSED);
    const bytes = size <= REUSED ? reused.subarray(0, size) : new Uint8Array(size);
    const source = new FileSource(descriptor, size, bytes);
    try {
      source.fill(bytes, 0);
    } catch (error) {
      source.close();
      throw error;
    }
    return source;
  }

  /** A file that is open already. */
  static ofOpen(descriptor: number): FileSource {
    return new FileSource(descriptor, fstatSync(descriptor).size);
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

  /** @returns the open file, which somebody else closes */
  release(): number {
    this.isOpen = false;
    return this.descriptor;
  }

  close(): void {
    if (this.isOpen) closeSync(this.descriptor);
    this.isOpen = false;
  }
}

function unreadable(obstacle: Obstacle): DicomError {
  return new DicomError('unreadable', {}, { obstacle });
}

function descriptorOf(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EACCES' || code === 'EPERM' ? unreadable('permission') : new DicomError('unreadable');
  }
}

/** Undefined where nothing is, or where links lead in a circle. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
