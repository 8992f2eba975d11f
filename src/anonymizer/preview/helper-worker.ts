import * as Comlink from 'comlink';
import { poolSize } from '../../codecs/pool/pool-size';
import type { CollectedBatch, FrameBatch, Helper, HelperApi } from './helper-api';

/** Another worker of the script that this one runs. */
class HelperWorker implements Helper {
  readonly ready: Promise<boolean>;
  private readonly worker = new Worker(location.href, { type: 'module' });
  private readonly api = Comlink.wrap<HelperApi>(this.worker);
  private readonly gone: Promise<null>;
  private leave: () => void = () => undefined;

  constructor() {
    this.gone = new Promise((resolve) => {
      this.leave = () => resolve(null);
    });
    this.worker.addEventListener('error', () => this.end());
    this.worker.addEventListener('messageerror', () => this.end());
    this.ready = Promise.race([this.api.start(), this.gone]).then(
      (started) => started !== null,
      () => false,
    );
  }

  collect(batch: FrameBatch): Promise<CollectedBatch | null> {
    const collected = this.api.collect(batch).catch(() => {
      this.end();
      return null;
    });
    return Promise.race([collected, this.gone]);
  }

  end(): void {
    this.worker.terminate();
    this.leave();
  }
}

/** With this worker as many as a page's pool of codecs has. */
export function hireHelpers(most: number): readonly Helper[] {
  return Array.from({ length: Math.min(most, poolSize() - 1) }, () => new HelperWorker());
}
