/** SHA-256 of Blobs: at once where they are small, in pieces where they are not. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const PIECE = 4 * 1024 * 1024;
/** Up to this size the browser's own implementation, which takes all bytes at once, is several times as fast. */
const AT_ONCE = 64 * 1024 * 1024;

/**
 * The digest in hexadecimal digits. `onPiece` sees all bytes, in order, as they are read.
 *
 * @throws DOMException if the Blob cannot be read any more
 */
export async function sha256OfBlob(blob: Blob, onPiece: (piece: Uint8Array) => void): Promise<string> {
  if (blob.size <= AT_ONCE) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    onPiece(bytes);
    return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += PIECE) {
    const piece = new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
    hash.update(piece);
    onPiece(piece);
  }
  return bytesToHex(hash.digest());
}
