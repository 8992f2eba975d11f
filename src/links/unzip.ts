import { type UnzipFileInfo, unzipSync } from 'fflate';

/** ZIPs are unpacked in memory. */
export const LARGEST_ZIP = 1_073_741_824;
const LARGEST_UNPACKED = 2_147_483_648;
const MOST_FILES = 20_000;

export interface Unpacked {
  /** Path in the ZIP. */
  readonly name: string;
  readonly blob: Blob;
}

export type UnzipAnswer =
  | { readonly ok: true; readonly files: readonly Unpacked[] }
  | { readonly ok: false; readonly failure: 'too-large' | 'zip-unreadable' };

/** The files of a ZIP, without those that systems put beside them. Says so where it is damaged, locked or too large. */
export async function unzip(zip: Blob): Promise<UnzipAnswer> {
  let size = 0;
  let count = 0;
  const wanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (name.endsWith('/') || /(^|\/)(__MACOSX\/|\.DS_Store$)/.test(name)) return false;
    size += originalSize;
    count += 1;
    return size <= LARGEST_UNPACKED && count <= MOST_FILES;
  };
  if (zip.size > LARGEST_ZIP) return { ok: false, failure: 'too-large' };
  try {
    const bytes = new Uint8Array(await zip.arrayBuffer());
    if (isLocked(bytes)) return { ok: false, failure: 'zip-unreadable' };
    const entries = Object.entries(unzipSync(bytes, { filter: wanted }));
    if (size > LARGEST_UNPACKED || count > MOST_FILES) return { ok: false, failure: 'too-large' };
    return { ok: true, files: entries.map(([name, bytes]) => ({ name, blob: new Blob([bytes as BlobPart]) })) };
  } catch {
    return { ok: false, failure: 'zip-unreadable' };
  }
}

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const LONGEST_COMMENT = 65_535;

/** True where an entry of the directory is encrypted (APPNOTE 4.3.12), which the unpacker does not look at. */
function isLocked(zip: Uint8Array): boolean {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  const lowest = Math.max(0, end - LONGEST_COMMENT);
  while (end > lowest && view.getUint32(end, true) !== DIRECTORY_END) end -= 1;
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= zip.length && view.getUint32(at, true) === DIRECTORY_ENTRY) {
    if (view.getUint16(at + 8, true) & 1) return true;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return false;
}
