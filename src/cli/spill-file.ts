import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { DicomError } from '../core/errors';
import type { ByteSource, Part } from '../core/io/byte-source';

/** New fragments beyond this go to the disk: those of a large image would fill the memory. */
const MOST_IN_MEMORY = 67_108_864;

/** Keeps new bytes until their output is written: in memory, and what is too much in a file beside the outputs. */
export class SpillFile implements ByteSource {
  size = 0;
  private readonly path: string;
  private descriptor: number | undefined;
  private inMemory = 0;
  private isClosed = false;

  /** @param folder - of the outputs */
  constructor(folder: string) {
    this.path = join(folder, `.veil-${process.pid}-${threadId}.part`);
  }

  /** @throws DicomError `not-written` */
  readonly hold = (bytes: Uint8Array): Part => {
    if (this.isClosed) throw new DicomError('not-written');
    if (this.inMemory + bytes.length <= MOST_IN_MEMORY) {
      this.inMemory += bytes.length;
      return { kind: 'bytes', bytes };
    }
    const start = this.size;
    try {
      this.descriptor ??= openSync(this.path, 'w+', 0o600);
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.descriptor, bytes, done, bytes.length - done, start + done);
      }
    } catch {
      throw new DicomError('not-written');
    }
    this.size += bytes.length;
    return { kind: 'slice', source: this, start, end: this.size };
  };

  read(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - start);
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(this.descriptor ?? -1, bytes, done, bytes.length - done, start + done);
      if (count === 0) throw new DicomError('unreadable');
      done += count;
    }
    return bytes;
  }

  /** The output is written: nothing of it is left here. */
  close(): void {
    this.isClosed = true;
    if (this.descriptor === undefined) return;
    closeSync(this.descriptor);
    rmSync(this.path, { force: true });
  }
}
