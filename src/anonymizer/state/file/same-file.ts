/** Whether a file is open already. */
import type { FileView, Picked } from './file-view';

const COMPARED = 256 * 1024;

/** The open file that a chosen one is, by name, size, time of change, and its first and last bytes. */
export async function sameFile(files: readonly FileView[], picked: Picked): Promise<FileView | undefined> {
  for (const file of files) if (looksSame(file.picked, picked) && (await holdSame(file.picked, picked))) return file;
  return undefined;
}

/** Exported scanners call every series' first image IM1: equal names and sizes alone prove nothing. */
export function looksSame(one: Picked, other: Picked): boolean {
  return (
    one.blob instanceof File &&
    other.blob instanceof File &&
    one.blob.name === other.blob.name &&
    one.blob.size === other.blob.size &&
    one.blob.lastModified === other.blob.lastModified
  );
}

async function holdSame({ blob: one }: Picked, { blob: other }: Picked): Promise<boolean> {
  if (!one || !other) return false;
  for (const start of [0, Math.max(0, one.size - COMPARED)]) {
    const [a, b] = await Promise.all([piece(one, start), piece(other, start)]);
    if (!a || !b || a.some((byte, index) => byte !== b[index])) return false;
  }
  return true;
}

async function piece(blob: Blob, start: number): Promise<Uint8Array | null> {
  const bytes = await blob
    .slice(start, start + COMPARED)
    .arrayBuffer()
    .catch(() => null);
  return bytes && new Uint8Array(bytes);
}
