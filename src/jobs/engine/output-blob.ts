/** An output as a Blob: ranges of the original stay references to it, so that it costs what its new bytes cost. */
import { DicomError } from '../../core/errors';
import { BlobSource, type Part } from '../../core/io/byte-source';
import { type CancelSignal, throwIfCancelled } from '../../core/parallel';

/** New bytes beyond this leave the heap of JavaScript for the browser's store of Blobs, which may use the disk. */
const MOST_IN_MEMORY = 16_777_216;
/** Of new fragments: each that is a Blob costs two ways to the browser's process. */
const MOST_FRAGMENTS_IN_MEMORY = 67_108_864;
/** Bytes read at once of what has to be read to be written. */
const STEP = 4_194_304;

/** @throws DicomError `unreadable`, `cancelled` */
export async function toBlob(parts: readonly Part[], signal?: CancelSignal): Promise<Blob> {
  let pieces: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let inMemory = 0;
  const add = (bytes: Uint8Array): void => {
    pieces.push(new Uint8Array(bytes));
    inMemory += bytes.length;
    if (inMemory < MOST_IN_MEMORY) return;
    pieces = [new Blob(pieces)];
    inMemory = 0;
  };
  for (const part of parts) {
    if (part.kind === 'bytes') add(part.bytes);
    else if (part.source instanceof BlobSource) pieces.push(blobOf(part.source).slice(part.start, part.end));
    else {
      for (let at = part.start; at < part.end; at += STEP) {
        throwIfCancelled(signal);
        add(await part.source.read(at, Math.min(part.end, at + STEP)));
      }
    }
  }
  return new Blob(pieces, { type: 'application/dicom' });
}

/** Keeps the bytes of new fragments until they are written: the first in memory, the rest in Blobs. */
export function holdInBlobs(): (bytes: Uint8Array) => Part {
  let inMemory = 0;
  return (bytes) => {
    if (inMemory + bytes.length <= MOST_FRAGMENTS_IN_MEMORY) {
      inMemory += bytes.length;
      return { kind: 'bytes', bytes };
    }
    const source = new BlobSource(new Blob([new Uint8Array(bytes)]));
    return { kind: 'slice', source, start: 0, end: bytes.length };
  };
}

function blobOf({ blob }: BlobSource): Blob {
  if (blob instanceof Blob) return blob;
  throw new DicomError('internal');
}
