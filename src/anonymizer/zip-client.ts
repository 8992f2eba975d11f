/** The page's side of the ZIP worker: one worker for each ZIP; cancelling ends it. */
import * as Comlink from 'comlink';
import type { Archive, ArchiveAnswer } from './state/zip-download';
import type { ZipHost } from './zip-worker';

export const makeZip: Archive = async (files, onProgress, cancelled) => {
  const worker = new Worker(new URL('./zip-worker.ts', import.meta.url), { type: 'module' });
  const lost = new Promise<ArchiveAnswer>((resolve) => {
    const failed = () => resolve({ ok: false, unreadable: null });
    worker.addEventListener('error', failed);
    worker.addEventListener('messageerror', failed);
    cancelled.addEventListener('abort', failed);
  });
  const host = Comlink.wrap<ZipHost>(worker);
  const made = host.zip([...files], Comlink.proxy(onProgress));
  const answer = await Promise.race([made, lost]).catch(() => ({ ok: false, unreadable: null }) as const);
  worker.terminate();
  return answer;
};
