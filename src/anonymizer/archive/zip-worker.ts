/** The worker that reads outputs: for their digests, and to put them into one ZIP, which refers to their bytes. */
import * as Comlink from 'comlink';
import { sha256OfBlob } from '../../jobs/digest';
import { crc32 } from '../../jobs/zip/crc32';
import { directory, localHeader, uniqueNames, type ZipEntry } from '../../jobs/zip/zip-format';
import type { ArchiveAnswer, ArchiveFile, MoreFiles } from '../state/output/zip-download';

const REPORT_MS = 100;

/** Tells how many bytes were read of how many, now and then. */
function progress(total: number, onProgress: (done: number, total: number) => void): (bytes: number) => void {
  let done = 0;
  let reported = 0;
  return (bytes) => {
    done += bytes;
    const now = performance.now();
    if (now - reported < REPORT_MS) return;
    reported = now;
    onProgress(done, total);
  };
}

export class ZipHost {
  /** SHA-256 of an output, null where it can't be read any more. */
  async digest(blob: Blob, onProgress: (done: number, total: number) => void): Promise<string | null> {
    const onRead = progress(blob.size, onProgress);
    return sha256OfBlob(blob, (piece) => onRead(piece.length)).catch(() => null);
  }

  /**
   * `onProgress` is told bytes read, of how many; `more` is given the digests of the files and answers what else
   * goes in. Answers the ZIP, or the index of the file that can't be read.
   */
  async zip(
    files: readonly ArchiveFile[],
    onProgress: (done: number, total: number) => void,
    more: (digests: readonly string[]) => Promise<ReturnType<MoreFiles>>,
  ): Promise<ArchiveAnswer> {
    const onRead = progress(
      files.reduce((sum, { blob }) => sum + blob.size, 0),
      onProgress,
    );
    const names = uniqueNames(files.map(({ name }) => name));
    const parts: BlobPart[] = [];
    const entries: ZipEntry[] = [];
    const offsets: number[] = [];
    let at = 0;
    const add = async (name: string, blob: Blob): Promise<string> => {
      let crc = 0;
      const digest = await sha256OfBlob(blob, (piece) => {
        crc = crc32(piece, crc);
        onRead(piece.length);
      });
      const entry = { name, size: blob.size, crc };
      const header = localHeader(entry);
      parts.push(header, blob);
      entries.push(entry);
      offsets.push(at);
      at += header.length + blob.size;
      return digest;
    };
    const digests: string[] = [];
    for (const [index, { blob }] of files.entries()) {
      const digest = await add(names[index] ?? '', blob).catch(() => null);
      if (digest === null) return { ok: false, unreadable: index };
      digests.push(digest);
    }
    for (const { name, blob } of await more(digests)) await add(name, blob);
    parts.push(directory(entries, offsets, at));
    return { ok: true, blob: new Blob(parts, { type: 'application/zip' }) };
  }
}

Comlink.expose(new ZipHost());
