import type { ByteSource, PartsSource, ReadBytes } from '../../io/byte-source';

/** True if `length` bytes of an output from `start` on are those of the original from `origin` on. */
export async function isSame(
  output: PartsSource,
  start: number,
  original: ByteSource,
  origin: number,
  length: number,
  read: ReadBytes = (from, to) => original.read(from, to),
): Promise<boolean> {
  for (const piece of output.originsOf(original, start, start + length)) {
    const wanted = origin + (piece.start - start);
    if (piece.origin >= 0 && piece.origin !== wanted) return false;
    if (piece.origin >= 0) continue;
    const bytes = await output.read(piece.start, piece.end);
    const before = await read(wanted, wanted + (piece.end - piece.start));
    if (bytes.some((byte, i) => byte !== before[i])) return false;
  }
  return true;
}
