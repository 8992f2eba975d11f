/** Parts of a `multipart/related` answer, as DICOMweb servers give (PS3.18 8.6.1, RFC 2387). */
export interface Part {
  /** Its Content-Type, in small letters; '' where it has none. */
  readonly type: string;
  readonly body: Blob;
}

const WINDOW = 8_388_608;
const LONGEST_HEADER = 8192;
const CR = 0x0d;
const DASH = 0x2d;

/** The boundary that a Content-Type names. */
export function boundaryOf(type: string): string | undefined {
  const match = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(type);
  return match?.[1] ?? match?.[2];
}

/** The parts of a body, as ranges of it; null where it does not end as it should: it is cut off. */
export async function multipartParts(body: Blob, boundary: string): Promise<readonly Part[] | null> {
  const marker = new TextEncoder().encode(`\r\n--${boundary}`);
  const parts: Part[] = [];
  // A boundary at the very start has no line break of its own.
  const first = new Uint8Array(await body.slice(0, marker.length - 2).arrayBuffer());
  let at = startsWith(first, marker.subarray(2)) ? -2 : await find(body, marker, 0);
  while (at !== -1) {
    const after = at + marker.length;
    const header = new Uint8Array(await body.slice(after, after + LONGEST_HEADER).arrayBuffer());
    if (header[0] === DASH && header[1] === DASH) return parts;
    const text = new TextDecoder('latin1').decode(header);
    const end = text.indexOf('\r\n\r\n');
    const next = end < 0 ? -1 : await find(body, marker, after + end + 2);
    if (next < 0) return null;
    const type = /^content-type:\s*(.*)$/im.exec(text.slice(0, end))?.[1] ?? '';
    parts.push({ type: type.trim().toLowerCase(), body: body.slice(after + end + 4, Math.max(next, after + end + 4)) });
    at = next;
  }
  return null;
}

/** Where `marker` is next, from `from` on; -1 where it is not. */
async function find(body: Blob, marker: Uint8Array, from: number): Promise<number> {
  for (let start = from; start < body.size; start += WINDOW - marker.length) {
    const bytes = new Uint8Array(await body.slice(start, start + WINDOW).arrayBuffer());
    for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) {
      if (startsWith(bytes.subarray(at, at + marker.length), marker)) return start + at;
    }
  }
  return -1;
}

function startsWith(bytes: Uint8Array, marker: Uint8Array): boolean {
  return bytes.length >= marker.length && marker.every((byte, index) => bytes[index] === byte);
}
