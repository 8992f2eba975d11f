import { closeSync, fstatSync, openSync, read, readSync, type Stats, statSync } from 'node:fs';
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

/** What is read ahead of a file: most headers are shorter. */
const HEAD = 65_536;
/** Memory for heads, of files that are closed. */
const heads: Uint8Array[] = [];

/** What tells that a file is still what it was. */
type Stamp = Pick<Stats, 'size' | 'mtimeMs'>;

/** A file that is open, for all threads. */
export interface OpenFile {
  readonly descriptor: number;
  readonly stamp: Stamp;
}

/** A file on disk. Reads are synchronous: for one process a promise for each read costs more than it gains. */
export class FileSource implements ByteSource {
  readonly bytes?: Uint8Array;
  /** When it was opened first. */
  private readonly stamp: Stamp;
  private readonly descriptor: number;
  /** The first bytes, in memory of `heads`. */
  private readonly head: Uint8Array | undefined;
  private isOpen = true;

  private constructor({ descriptor, stamp }: OpenFile, known: { bytes?: Uint8Array; head?: Uint8Array } = {}) {
    this.descriptor = descriptor;
    this.stamp = stamp;
    this.head = known.head;
    if (known.bytes) this.bytes = known.bytes;
  }

  /**
   * Opens a file, and reads it if it isn't large. One at a time: what an earlier one holds in `bytes` is gone when
   * the next is opened.
   *
   * @throws DicomError `unreadable`
   */
  static open(path: string): FileSource {
    const file = openFile(path);
    const { size } = file.stamp;
    if (size === 0 || size > WHOLE_FILE) return new FileSource(file);
    reused ??= new Uint8Array(REUSED);
    const bytes = size <= REUSED ? reused.subarray(0, size) : new Uint8Array(size);
    const source = new FileSource(file, { bytes });
    source.fillOrClose(bytes, 0);
    return source;
  }

  /**
   * Opens a file, and reads its beginning. Several may be open.
   *
   * @throws DicomError `unreadable`
   */
  static openHead(path: string): FileSource {
    const { source, head } = FileSource.withHead(path);
    source.fillOrClose(head, 0);
    return source;
  }

  /** `openHead`, with the beginning read while this thread does something else. */
  static async openAhead(path: string): Promise<FileSource> {
    const { source, head } = FileSource.withHead(path);
    const count = await new Promise<number>((resolve) => {
      read(source.descriptor, head, 0, head.length, 0, (error, bytesRead) => resolve(error ? 0 : bytesRead));
    });
    // Where an error kept it from being read, it comes again, and is said.
    source.fillOrClose(head.subarray(count), count);
    return source;
  }

  /** The memory for the beginning is not filled yet. */
  private static withHead(path: string): { readonly source: FileSource; readonly head: Uint8Array } {
    const file = openFile(path);
    const { size } = file.stamp;
    const head = (heads.pop() ?? new Uint8Array(HEAD)).subarray(0, size);
    return { source: new FileSource(file, { head, ...(size <= HEAD && { bytes: head }) }), head };
  }

  /** A file that another thread has opened. */
  static ofOpen(file: OpenFile): FileSource {
    return new FileSource(file);
  }

  get size(): number {
    return this.stamp.size;
  }

  /** True if nobody has changed the file since it was opened first. */
  isUnchanged(): boolean {
    const { size, mtimeMs } = fstatSync(this.descriptor);
    return size === this.stamp.size && mtimeMs === this.stamp.mtimeMs;
  }

  read(start: number, end: number): Uint8Array {
    if (this.bytes) return this.bytes.subarray(start, end);
    if (this.head && end <= this.head.length) return this.head.slice(start, end);
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

  private fillOrClose(bytes: Uint8Array, start: number): void {
    try {
      this.fill(bytes, start);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @returns the open file, which somebody else closes; nothing is read here any more */
  release(): OpenFile {
    this.isOpen = false;
    if (this.head) heads.push(new Uint8Array(this.head.buffer));
    return { descriptor: this.descriptor, stamp: this.stamp };
  }

  close(): void {
    if (this.isOpen) closeSync(this.release().descriptor);
  }
}

/** @throws DicomError `unreadable` */
function openFile(path: string): OpenFile {
  // Asked before it is opened: to open a pipe is to wait for its writer.
  const stats = statsOf(path);
  if (!stats) throw unreadable('missing');
  if (!stats.isFile()) throw unreadable(stats.isDirectory() ? 'folder' : 'special');
  return { descriptor: descriptorOf(path), stamp: { size: stats.size, mtimeMs: stats.mtimeMs } };
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
