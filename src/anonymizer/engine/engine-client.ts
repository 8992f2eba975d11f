/**
 * The page's side of the engine workers. Small files share a few workers; a large file gets one of
 * its own, so that cancelling it (which ends the worker) takes no other file with it.
 */
import * as Comlink from 'comlink';
import type { PlainError } from '../../core/errors';
import type {
  Answer,
  ElementValues,
  EngineApi,
  EngineSettings,
  FileEdits,
  OpenedFile,
  Progress,
  Result,
  RowEdit,
  StudyValues,
  ValueEdit,
} from '../../jobs/engine-api';
import { mergeValues } from '../../jobs/table/merge-values';
import type { Edited, Engines, FileEngine } from '../state/page/engines';
import { connectCodecs } from './codec-host';
import type { EngineHost } from './engine-worker';

const SHARED = Math.max(1, Math.min(3, (navigator.hardwareConcurrency || 2) - 1));
const LARGE = 24 * 1024 * 1024;
const MOST_OWN = 6;

const FAILED: PlainError = { code: 'internal', details: {} };
const CANCELLED: PlainError = { code: 'cancelled', details: {} };

class EngineWorker {
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

function refused<T>(error: PlainError): Answer<T> {
  return { ok: false, error };
}

const NO_EDITS: Answer<readonly FileEdits[]> = { ok: true, value: [] };

/** What was done anywhere, or why nothing was. */
function joined(answers: readonly Answer<readonly FileEdits[]>[]): Answer<readonly FileEdits[]> {
  const done = answers.flatMap((answer) => (answer.ok ? answer.value : []));
  return (done.length === 0 && answers.find((answer) => !answer.ok)) || { ok: true, value: done };
}

/** Engines for the files of one page. `key`: 32 random bytes, kept in memory only. */
export class EnginePool implements Engines {
  private readonly workers: EngineWorker[] = [];
  private readonly key: Uint8Array;
  private settings: EngineSettings;
  /** What the open files say of their studies' people; never leaves the page's memory. */
  private known: StudyValues = [];
  onReplanned: (files: readonly number[]) => void = () => undefined;

  constructor(key: Uint8Array, settings: EngineSettings) {
    this.key = key;
    this.settings = settings;
  }

  get parallel(): number {
    return SHARED;
  }

  async configure(settings: EngineSettings): Promise<void> {
    this.settings = settings;
    this.known = [];
    const workers = this.living();
    const done = await this.each(workers, async (engine) => {
      await engine.configure(settings);
      return true;
    });
    // One that did not take the settings must not go on under others.
    for (const [index, worker] of workers.entries()) if (!done[index]) worker.stop(FAILED);
    for (const worker of this.living()) await this.tellOthers(worker);
  }

  /** What one worker has learnt all others take over. */
  private async tellOthers(worker: EngineWorker): Promise<void> {
    const [learnt] = await this.each([worker], (engine) => engine.learnt());
    if (!learnt || learnt.values.length === 0) return;
    this.known = [...this.known, ...learnt.values];
    const others = this.living().filter((other) => other !== worker);
    const replanned = await this.each(others, (engine) => engine.know(learnt.values));
    const files = [...learnt.replanned, ...replanned.flatMap((some) => some ?? [])];
    if (files.length > 0) this.onReplanned(files);
  }

  private each<T>(
    workers: readonly EngineWorker[],
    run: (engine: Comlink.Remote<EngineApi>) => Promise<T>,
  ): Promise<(T | undefined)[]> {
    return Promise.all(workers.map((worker) => worker.call<T | undefined>(run, () => undefined)));
  }

  async setActions(edits: readonly RowEdit[]): Promise<Answer<readonly FileEdits[]>> {
    const answers = await Promise.all(
      this.living().map((worker) => {
        const ofWorker = edits.filter(({ file }) => worker.files.has(file));
        return ofWorker.length === 0
          ? NO_EDITS
          : worker.call((engine) => engine.setActions(ofWorker), refused<readonly FileEdits[]>);
      }),
    );
    return joined(answers);
  }

  async values(): Promise<readonly ElementValues[]> {
    const lists = await this.each(this.living(), (engine) => engine.values());
    return mergeValues(lists.flatMap((list) => (list ? [list] : [])));
  }

  async editValues(edit: ValueEdit): Promise<Answer<readonly FileEdits[]>> {
    const answers = this.living().map((worker) =>
      worker.call((engine) => engine.editValues(edit), refused<readonly FileEdits[]>),
    );
    return joined(await Promise.all(answers));
  }

  attach(file: number, size: number): FileEngine {
    const worker = this.place(size);
    worker.files.add(file);
    return {
      open: async (blob, onProgress, documents) => {
        const open = (engine: Comlink.Remote<EngineApi>) =>
          engine.open(file, blob, Comlink.proxy(onProgress), documents);
        const answer = await worker.call(open, refused<OpenedFile>);
        if (answer.ok) await this.tellOthers(worker);
        return answer;
      },
      rows: (query, from, count) =>
        worker.call(
          (engine) => engine.rows(file, query, from, count),
          () => ({ total: 0, elements: 0, rows: [] }),
        ),
      setExpanded: (row, expanded) =>
        worker.call(
          async (engine) => engine.setExpanded(file, row, expanded),
          () => undefined,
        ),
      setAllExpanded: (expanded) =>
        worker.call(
          async (engine) => engine.setAllExpanded(file, expanded),
          () => undefined,
        ),
      indexOf: (query, row) =>
        worker.call(
          (engine) => engine.indexOf(file, query, row),
          () => -1,
        ),
      text: (row) =>
        worker.call(
          (engine) => engine.text(file, row),
          () => ({ original: '', removals: [], newValue: '' }),
        ),
      setAction: (row, action, value) =>
        worker.call((engine) => engine.setAction(file, row, action, value), refused<Edited>),
      restoreEdits: (edits) => worker.call((engine) => engine.restoreEdits(file, edits), refused<OpenedFile>),
      opened: () => worker.call((engine) => engine.opened(file), refused<OpenedFile>),
      setMasks: (masks) => worker.call((engine) => engine.setMasks(file, masks), refused<OpenedFile>),
      confirmPixels: (confirmed) => worker.call((engine) => engine.confirmPixels(file, confirmed), refused<OpenedFile>),
      removePixels: (removed) => worker.call((engine) => engine.removePixels(file, removed), refused<OpenedFile>),
      identify: (texts) =>
        worker.call(
          (engine) => engine.identify(file, texts),
          () => texts.map(() => false),
        ),
      anonymize: (onProgress: (progress: Progress) => void) =>
        worker.call((engine) => engine.anonymize(file, Comlink.proxy(onProgress)), refused<Result>),
      cancel: () =>
        void worker.call(
          async (engine) => engine.cancel(file),
          () => undefined,
        ),
      close: () => {
        if (worker.ended) return;
        worker.files.delete(file);
        if (worker.files.size === 0) this.retire(worker);
        else
          void worker.call(
            async (engine) => engine.close(file),
            () => undefined,
          );
      },
    };
  }

  private living(): readonly EngineWorker[] {
    return this.workers.filter((worker) => !worker.ended);
  }

  private place(size: number): EngineWorker {
    const living = this.living();
    const own = living.filter((worker) => !worker.shared).length;
    if (size >= LARGE && own < MOST_OWN) return this.add(false);
    const shared = living.filter((worker) => worker.shared);
    if (shared.length < SHARED && shared.every((worker) => worker.files.size > 0)) return this.add(true);
    return shared.reduce((least, worker) => (worker.files.size < least.files.size ? worker : least));
  }

  private add(shared: boolean): EngineWorker {
    const worker = new EngineWorker(this.key, this.settings, this.known, shared);
    this.workers.push(worker);
    return worker;
  }

  private retire(worker: EngineWorker): void {
    worker.stop(CANCELLED);
    this.workers.splice(this.workers.indexOf(worker), 1);
  }
}
