/** Fetches a link as the user's browser would: with their session, past no cache, and with nothing said about where from. */
import type { FetchAnswer } from './state/link-fetch';

/** The largest body that is taken; beyond it, somebody should save the file first. */
const LARGEST = 4_294_967_296;
/** Chunks are handed to the browser in pieces of this size, so they don't pile up in the page's memory. */
const PIECE = 16_777_216;

/**
 * `onProgress` is told bytes: read, and of how many (null where the server does not say). `onward`: the link leads on
 * to another site, from which the user lets the extension read.
 */
export async function fetchBody(
  link: string,
  onward: boolean,
  onProgress: (done: number, total: number | null) => void,
  cancelled: AbortSignal,
): Promise<FetchAnswer> {
  try {
    const response = await fetch(link, {
      // The host that was allowed can be read all the same. Another one, after a redirect, gives nothing to read,
      // where with CORS one that was not allowed would put the address into the console.
      mode: onward ? 'cors' : 'no-cors',
      credentials: 'include',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: cancelled,
    });
    if (response.type === 'opaque') return { ok: false, failure: 'other-site' };
    const refused = refusal(response.status);
    if (refused) {
      await response.body?.cancel();
      return { ok: false, failure: refused };
    }
    const blob = await read(response, onProgress);
    if (blob === null) return { ok: false, failure: 'too-large' };
    return {
      ok: true,
      blob,
      type: response.headers.get('content-type') ?? '',
      disposition: response.headers.get('content-disposition'),
      redirected: response.redirected,
    };
  } catch {
    return { ok: false, failure: navigator.onLine ? 'unreachable' : 'offline' };
  }
}

function refusal(status: number) {
  if (status < 400) return undefined;
  if (status === 401 || status === 407) return 'sign-in';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  return 'server-error';
}

/** The body as a Blob, null where it is too large. */
async function read(response: Response, onProgress: (done: number, total: number | null) => void) {
  const encoded = response.headers.has('content-encoding');
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const total = encoded || Number.isNaN(length) ? null : length;
  const reader = response.body?.getReader();
  const pieces: Blob[] = [];
  let chunks: BlobPart[] = [];
  let inChunks = 0;
  let done = 0;
  const fold = () => {
    pieces.push(new Blob(chunks));
    chunks = [];
    inChunks = 0;
  };
  onProgress(0, total);
  while (reader) {
    const next = await reader.read();
    if (next.done) break;
    done += next.value.length;
    inChunks += next.value.length;
    if (Math.max(done, total ?? 0) > LARGEST) {
      await reader.cancel();
      return null;
    }
    chunks.push(next.value);
    if (inChunks >= PIECE) fold();
    onProgress(done, total);
  }
  fold();
  return new Blob(pieces);
}
