/**
 * The offscreen document: owns the workers with codecs, for all tabs of the extension. It is made when a tab has the
 * first compressed frame to mask, and closes itself when nobody had any for a while.
 */
import * as Comlink from 'comlink';
import { CodecPool, type CodecThread } from '../codecs/pool';
import { PoolServer } from '../codecs/pool-server';
import type { CodecApi } from '../codecs/worker-api';

const IDLE_MILLISECONDS = 5_000;
const MEMORY = 1_500_000_000;
/** A slow machine codes a megabyte of samples in less than this. */
const PATIENCE_PER_BYTE = 0.005;
const LEAST_PATIENCE = 30_000;

function startWorker(): CodecThread {
  const worker = new Worker(new URL('../codecs/worker.ts', import.meta.url), { type: 'module' });
  const broken = new Promise<void>((resolve) => {
    worker.addEventListener('error', () => resolve());
    worker.addEventListener('messageerror', () => resolve());
  });
  return { api: Comlink.wrap<CodecApi>(worker) as unknown as CodecApi, broken, end: () => worker.terminate() };
}

const pool = new CodecPool({
  start: startWorker,
  size: Math.max(1, Math.min(4, navigator.hardwareConcurrency)),
  memory: MEMORY,
  patience: (bytes) => LEAST_PATIENCE + bytes * PATIENCE_PER_BYTE,
});

let timer: ReturnType<typeof setTimeout> | undefined;
function closeWhenIdle(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (server.isBusy) closeWhenIdle();
    else close();
  }, IDLE_MILLISECONDS);
}
const server = new PoolServer({ pool, lock: crypto.randomUUID(), onIdle: closeWhenIdle });

addEventListener('message', ({ origin, ports: [port] }) => {
  if (origin === location.origin && port) server.serve(port);
});
closeWhenIdle();
