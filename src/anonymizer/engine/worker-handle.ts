/** A worker with an engine, as the page holds it. */
import * as Comlink from 'comlink';
import type { PlainError } from '../../core/errors';
import type { Answer, EngineApi, EngineSettings, StudyValues } from '../../jobs/engine-api';
import { connectCodecs } from './codec-host';
import type { EngineHost } from './engine-worker';

export const FAILED: PlainError = { code: 'internal', details: {} };
export const CANCELLED: PlainError = { code: 'cancelled', details: {} };

export class WorkerHandle {
  readonly files = new Set<number>();
  readonly shared: boolean;
  readonly engine: Promise<Comlink.Remote<EngineApi>>;
  private readonly worker: Worker;
  /** Resolves, with the reason, when the worker is gone: calls in flight would wait for ever. */
  private readonly gone: Promise<PlainError>;
  private end: (reason: PlainError) => void = () => undefined;
  ended = false;

  constructor(key: Uint8Array, settings: EngineSettings, known: StudyValues, shared: boolean) {
    this.shared = shared;
    this.worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
    this.gone = new Promise((resolve) => {
      this.end = resolve;
    });
    this.worker.addEventListener('error', () => this.stop(FAILED));
    this.worker.addEventListener('messageerror', () => this.stop(FAILED));
    const host = Comlink.wrap<EngineHost>(this.worker);
    this.engine = this.start(host, key, settings, known);
  }

  private async start(host: Comlink.Remote<EngineHost>, key: Uint8Array, settings: EngineSettings, known: StudyValues) {
    const engine = (await host.create(key, Comlink.proxy(codecPort))) as unknown as Comlink.Remote<EngineApi>;
    await engine.configure(settings);
    await engine.know(known);
    return engine;
  }

  stop(reason: PlainError): void {
    if (this.ended) return;
    this.ended = true;
    this.worker.terminate();
    this.end(reason);
  }

  /** Runs a call; a worker that ends meanwhile, or throws, gives `lost` of the reason. */
  async call<T>(run: (engine: Comlink.Remote<EngineApi>) => Promise<T>, lost: (error: PlainError) => T): Promise<T> {
    const answer = this.engine.then(run).catch(() => lost(FAILED));
    return Promise.race([answer, this.gone.then(lost)]);
  }
}

async function codecPort(): Promise<MessagePort> {
  const port = await connectCodecs();
  return Comlink.transfer(port, [port]);
}

/** The answer of a worker that is gone. */
export function refused<T>(error: PlainError): Answer<T> {
  return { ok: false, error };
}
