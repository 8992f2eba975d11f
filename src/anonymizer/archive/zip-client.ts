/** The page's side of the worker that reads outputs: one worker for each task; cancelling ends it. */
import * as Comlink from 'comlink';
import type { DigestOf } from '../state/output/report-download';
import type { Archive, ArchiveAnswer } from '../state/output/zip-download';
import type { ZipHost } from './zip-worker';

/** Runs a task in a worker of its own; one that fails or is cancelled gives `lost`. */
async function inWorker<T>(
  run: (host: Comlink.Remote<ZipHost>) => Promise<T>,
  lost: T,
  cancelled: AbortSignal,
): Promise<T> {
  const worker = new Worker(new URL('./zip-worker.ts', import.meta.url), { type: 'module' });
  const ended = new Promise<T>((resolve) => {
    const failed = () => resolve(lost);
    worker.addEventListener('error', failed);
    worker.addEventListener('messageerror', failed);
    cancelled.addEventListener('abort', failed);
  });
  const answer = await Promise.race([run(Comlink.wrap<ZipHost>(worker)), ended]).catch(() => lost);
  worker.terminate();
  return answer;
}

export const makeZip: Archive = (files, onProgress, more, cancelled) =>
  inWorker<ArchiveAnswer>(
    (host) =>
      host.zip(
        [...files],
        Comlink.proxy(onProgress),
        Comlink.proxy(async (digests) => more(digests)),
      ),
    { ok: false, unreadable: null },
    cancelled,
  );

export const digestOf: DigestOf = (blob, onProgress, cancelled) =>
  inWorker<string | null>((host) => host.digest(blob, Comlink.proxy(onProgress)), null, cancelled);
