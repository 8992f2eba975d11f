import { createHash, type Hash } from 'node:crypto';
import { closeSync, linkSync, openSync, readSync, renameSync, rmSync, unlinkSync, writevSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { IMPLEMENTATION_CLASS_UID } from '../core/deident/plan/file-meta-plan';
import { DicomError } from '../core/errors';
import type { Part } from '../core/io/byte-source';
import { type CancelSignal, throwIfCancelled } from '../core/parallel';
import { FileSource } from './file-source';
import type { Obstacle } from './hints';
import { makeFolder } from './make-folder';

/** Small enough to stay in the processor's cache between reading and writing. */
const BUFFER_SIZE = 524_288;
/** After so many buffers it is looked for signals: to look costs more than to write one. */
const BUFFERS_IN_A_TURN = 32;
/** Pieces of memory that all systems write in one call. */
const MOST_AT_ONCE = 512;
const MOST_NAMESAKES = 10_000;
/** The file meta information that this software writes is shorter. */
const LONGEST_FILE_META = 1024;

/** Reused for every file: touching new memory costs more than copying. */
let buffer: Uint8Array | undefined;

export interface Target {
  readonly path: string;
  /** An earlier output at the path is replaced; otherwise another name is found beside it. */
  readonly overwrite: boolean;
  /** SHA-256 of what is written is wanted. */
  readonly digest: boolean;
  /** Ends the writing of what is not whole yet. */
  readonly signal: CancelSignal;
}

export interface Written {
  readonly path: string;
  /** In hexadecimal digits. */
  readonly sha256?: string;
}

/**
 * Writes parts under a temporary name beside the target and gives them the final name when all is
 * there: nobody ever sees half a file.
 *
 * @returns the path that was written, and the digest of its bytes where it is wanted
 * @throws DicomError `not-written`, `output-exists`, `cancelled`, `unreadable`; then nothing of it is left
 */
export async function writeOutput(parts: readonly Part[], target: Target): Promise<Written> {
  if (target.overwrite && !isOurs(target.path)) throw new DicomError('output-exists');
  // Threads and other processes may be at work in the same folder, on the same name.
  const temporary = `${target.path}.${process.pid}-${threadId}.part`;
  const hash = target.digest ? createHash('sha256') : undefined;
  try {
    await writeParts(parts, temporary, hash, target.signal);
    checkUnchanged(parts);
    const sha256 = hash?.digest('hex');
    if (target.overwrite) renameSync(temporary, target.path);
    const path = target.overwrite ? target.path : moveToFreeName(temporary, target.path);
    return { path, ...(sha256 !== undefined && { sha256 }) };
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error instanceof DicomError ? error : new DicomError('not-written');
  }
}

/** What was read again has to be what was verified. @throws DicomError `unreadable` */
function checkUnchanged(parts: readonly Part[]): void {
  const sources = new Set(parts.flatMap((part) => (part.kind === 'slice' && !part.source.bytes ? part.source : [])));
  for (const source of sources) {
    if (source instanceof FileSource && !source.isUnchanged()) {
      throw new DicomError('unreadable', {}, { obstacle: 'changed' satisfies Obstacle });
    }
  }
}

/** True where nothing stands at the path, or an output of an earlier run: nothing else is ever replaced. */
function isOurs(path: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  try {
    const head = Buffer.alloc(LONGEST_FILE_META);
    const length = readSync(descriptor, head, 0, head.length, 0);
    return head.subarray(0, length).includes(IMPLEMENTATION_CLASS_UID, 0, 'latin1');
  } catch {
    return false;
  } finally {
    closeSync(descriptor);
  }
}

async function writeParts(
  parts: readonly Part[],
  path: string,
  hash: Hash | undefined,
  signal: CancelSignal,
): Promise<void> {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'w');
  } catch {
    makeFolder(dirname(path));
    descriptor = openSync(path, 'w');
  }
  try {
    const pending: Uint8Array[] = [];
    const flush = (): void => {
      if (hash) for (const piece of pending) hash.update(piece);
      writeAll(descriptor, pending);
      pending.length = 0;
    };
    buffer ??= new Uint8Array(BUFFER_SIZE);
    let used = 0;
    let flushed = 0;
    for (const part of parts) {
      if (part.kind === 'bytes') {
        pending.push(part.bytes);
        continue;
      }
      if (part.source.bytes) {
        pending.push(part.source.bytes.subarray(part.start, part.end));
        continue;
      }
      for (let at = part.start; at < part.end; ) {
        if (used === buffer.length) {
          flush();
          used = 0;
          if (++flushed % BUFFERS_IN_A_TURN === 0) await nextTurn();
          throwIfCancelled(signal);
        }
        const length = Math.min(part.end - at, buffer.length - used);
        const chunk = buffer.subarray(used, used + length);
        if (part.source instanceof FileSource) part.source.fill(chunk, at);
        else chunk.set(await part.source.read(at, at + length));
        pending.push(chunk);
        used += length;
        at += length;
      }
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, pieces: readonly Uint8Array[]): void {
  const rest = pieces.filter((piece) => piece.length > 0);
  let done = 0;
  while (done < rest.length) {
    let written = writevSync(descriptor, rest.slice(done, done + MOST_AT_ONCE));
    for (let piece = rest[done]; piece && written >= piece.length; piece = rest[done]) {
      written -= piece.length;
      done++;
    }
    if (written > 0) rest[done] = (rest[done] as Uint8Array).subarray(written);
  }
}

/** Gives the file a name that is free; two threads never get the same. */
function moveToFreeName(temporary: string, path: string): string {
  for (let i = 1; i <= MOST_NAMESAKES; i++) {
    const candidate = i === 1 ? path : path.replace(/\.dcm$/, `-${i}.dcm`);
    try {
      linkSync(temporary, candidate);
      unlinkSync(temporary);
      return candidate;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      if (!reserve(candidate)) continue;
      renameSync(temporary, candidate);
      return candidate;
    }
  }
  throw new DicomError('output-exists');
}

/** Some file systems have no hard links: there an empty file holds the name. @returns false if it is taken */
function reserve(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
