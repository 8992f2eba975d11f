/** The page's side of the worker that searches pictures. It is started when it is asked, and ends when it is idle. */
import * as Comlink from 'comlink';
import type { PlainError } from '../../core/errors';
import type { Answer } from '../../jobs/engine-api';
import type { Finder } from '../state/image/text-search';
import type { FinderApi } from './finder-api';
import type { FindProgress, Found, Picture } from './found';

const FAILED: PlainError = { code: 'internal', details: {} };
const CANCELLED: PlainError = { code: 'cancelled', details: {} };
/** The next picture of a series is often searched right after; then its memory goes back. */
const IDLE_MS = 20_000;

export class FinderWorker implements Finder {
  private worker: Worker | null = null;
  private idle: ReturnType<typeof setTimeout> | undefined;

  async find(
    pictures: readonly Picture[],
    onProgress: (progress: FindProgress) => void,
    cancelled: AbortSignal,
  ): Promise<Answer<readonly Found[]>> {
    clearTimeout(this.idle);
    this.worker ??= new Worker(new URL('./finder-worker.ts', import.meta.url), { type: 'module' });
    const { worker } = this;
    const lost = new Promise<Answer<readonly Found[]>>((resolve) => {
      const end = (error: PlainError) => () => {
        this.end();
        resolve({ ok: false, error });
      };
      worker.onerror = end(FAILED);
      worker.onmessageerror = end(FAILED);
      cancelled.addEventListener('abort', end(CANCELLED), { once: true });
    });
    const api = Comlink.wrap<FinderApi>(worker);
    const handed = Comlink.transfer(
      [...pictures],
      pictures.map(({ rgba }) => rgba.buffer),
    );
    const answer = await Promise.race([api.find(handed, Comlink.proxy(onProgress)), lost]);
    if (this.worker === worker) this.idle = setTimeout(() => this.end(), IDLE_MS);
    return answer;
  }

  private end(): void {
    clearTimeout(this.idle);
    this.worker?.terminate();
    this.worker = null;
  }
}
