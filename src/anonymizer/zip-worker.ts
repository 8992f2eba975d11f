/** The worker that puts files into one ZIP: it reads them for their checksums, and refers to them in the output. */
import * as Comlink from 'comlink';
import { crc32 } from '../jobs/zip/crc32';
import { directory, localHeader, uniqueNames, type ZipEntry } from '../jobs/zip/zip-format';
import type { ArchiveAnswer, ArchiveFile } from './state/zip-download';

const PIECE = 4 * 1024 * 1024;
const REPORT_MS = 100;

async function checksum(blob: Blob, onRead: (bytes: number) => void): Promise<number> {
  let crc = 0;
  for (let at = 0; at < blob.size; at += PIECE) {
    const piece = new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
    crc = crc32(piece, crc);
    onRead(piece.length);
  }
  return crc;
}

export class ZipHost {
  /** `onProgress` is told bytes read, of how many. Answers the ZIP, or the index of the file that can't be read. */
  async zip(files: readonly ArchiveFile[], onProgress: (done: number, total: number) => void): Promise<ArchiveAnswer> {
    const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
    const names = uniqueNames(files.map(({ name }) => name));
    const parts: BlobPart[] = [];
    const entries: ZipEntry[] = [];
    const offsets: number[] = [];
    let at = 0;
    let done = 0;
    let reported = 0;
    const onRead = (bytes: number) => {
      done += bytes;
      const now = performance.now();
      if (now - reported < REPORT_MS) return;
      reported = now;
      onProgress(done, total);
    };
    for (const [index, { blob }] of files.entries()) {
      const crc = await checksum(blob, onRead).catch(() => null);
      if (crc === null) return { ok: false, unreadable: index };
      const entry = { name: names[index] ?? '', size: blob.size, crc };
      const header = localHeader(entry);
      parts.push(header, blob);
      entries.push(entry);
      offsets.push(at);
      at += header.length + blob.size;
    }
    parts.push(directory(entries, offsets, at));
    return { ok: true, blob: new Blob(parts, { type: 'application/zip' }) };
  }
}

Comlink.expose(new ZipHost());
