/** A pool of module workers with codecs, in the page that calls this. */
import * as Comlink from 'comlink';
import { CodecPool, type CodecThread } from './pool';
import { PoolServer } from './pool-server';
import { poolSize } from './pool-size';
import type { CodecApi } from './worker-api';

const IDLE_MILLISECONDS = 5_000;
const MEMORY = 1_500_000_000;
/** A slow machine codes a megabyte of samples in less than this. */
const PATIENCE_PER_BYTE = 0.005;
const LEAST_PATIENCE = 30_000;

function startWorker(): CodecThread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const broken = new Promise<void>((resolve) => {
    worker.addEventListener('error', () => resolve());
    worker.addEventListener('messageerror', () => resolve());
  });
  return { api: Comlink.wrap<CodecApi>(worker) as unknown as CodecApi, broken, end: () => worker.terminate() };
}

/**
 * @param options - `lock`: a name that no other lock has; `onRest`: called when nobody had a frame for a while, and no
 *   worker is left
 */
export function startPool({ lock, onRest }: { readonly lock: string; readonly onRest?: () => void }): PoolServer {
  const pool = new CodecPool({
    start: startWorker,
    size: poolSize(),
    memory: MEMORY,
    patience: (bytes) => LEAST_PATIENCE + bytes * PATIENCE_PER_BYTE,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restWhenIdle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (server.isBusy) return restWhenIdle();
      pool.rest();
      onRest?.();
    }, IDLE_MILLISECONDS);
  };
  const server = new PoolServer({ pool, lock, onIdle: restWhenIdle });
  restWhenIdle();
  return server;
}
