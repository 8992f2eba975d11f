/** Opens a pool to other pages and workers, each through a port of its own. */
import * as Comlink from 'comlink';
import { holdLock } from './between-pages';
import { handOver } from './hand-over';
import type { CodecPool } from './pool';
import type { PoolApi } from './pool-api';

export interface PoolServerOptions {
  readonly pool: CodecPool;
  /** A name that no other lock has. */
  readonly lock: string;
  /** Called when the last run ended, or its client is gone. */
  readonly onIdle: () => void;
}

export class PoolServer {
  private readonly pool: CodecPool;
  private readonly onIdle: () => void;
  private readonly lock: string;
  private readonly locked: Promise<void>;
  private runs = 0;

  constructor({ pool, lock, onIdle }: PoolServerOptions) {
    this.pool = pool;
    this.lock = lock;
    this.onIdle = onIdle;
    this.locked = holdLock(lock);
  }

  /** A run goes on. */
  get isBusy(): boolean {
    return this.runs > 0;
  }

  serve(port: MessagePort): void {
    const runs = new Map<number, AbortController>();
    const { pool, lock, locked } = this;
    const signalOf = (run: number): AbortSignal => runs.get(run)?.signal ?? AbortSignal.abort();
    const end = (run: number): void => {
      const controller = runs.get(run);
      if (!controller) return;
      runs.delete(run);
      controller.abort();
      this.runs--;
      if (this.runs === 0) this.onIdle();
    };
    const api: PoolApi = {
      async greet(clientLock) {
        await locked;
        void navigator.locks.request(clientLock, () => {
          for (const run of [...runs.keys()]) end(run);
          port.close();
        });
        return lock;
      },
      begin: async (run) => {
        runs.set(run, new AbortController());
        this.runs++;
      },
      end: async (run) => end(run),
      async mask(run, task) {
        const masked = await pool.run(task.info, signalOf(run), (api) => api.mask(handOver(task, task.bytes)));
        return masked.ok ? handOver(masked, masked.value.bytes) : masked;
      },
      compare: (run, task, masked, witness) =>
        pool.run(task.info, signalOf(run), (api) => {
          return api.compare(handOver(task, task.bytes), handOver(masked, masked), witness);
        }),
    };
    Comlink.expose(api, port);
  }
}
