import * as Comlink from 'comlink';
import type { UnzipAnswer } from '../../links/unzip';

/** Unpacks a ZIP in a worker of its own, which ends with it, or when it is cancelled. */
export async function unzipInWorker(zip: Blob, cancelled: AbortSignal): Promise<UnzipAnswer> {
  const worker = new Worker(new URL('./unzip-worker.ts', import.meta.url), { type: 'module' });
  const lost = new Promise<UnzipAnswer>((resolve) => {
    const fail = () => resolve({ ok: false, failure: 'zip-unreadable' });
    worker.addEventListener('error', fail);
    cancelled.addEventListener('abort', fail);
  });
  const answer = await Promise.race([Comlink.wrap<(zip: Blob) => UnzipAnswer>(worker)(zip), lost]);
  worker.terminate();
  return answer;
}
