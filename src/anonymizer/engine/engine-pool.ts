/**
 * The page's side of the engine workers. Small files share a few workers; a large file gets one of
 * its own, so that cancelling it (which ends the worker) takes no other file with it.
 */
import type * as Comlink from 'comlink';
import type {
  Answer,
  ElementValues,
  EngineApi,
  EngineSettings,
  FileEdits,
  RowEdit,
  StudyValues,
  ValueEdit,
} from '../../jobs/engine-api';
import { mergeValues } from '../../jobs/table/merge-values';
import type { Engines, FileEngine } from '../state/page/engines';
import { fileEngine } from './file-engine';
import { CANCELLED, FAILED, refused, WorkerHandle } from './worker-handle';

const SHARED = Math.max(1, Math.min(3, (navigator.hardwareConcurrency || 2) - 1));
const LARGE = 24 * 1024 * 1024;
const MOST_OWN = 6;

const NO_EDITS: Answer<readonly FileEdits[]> = { ok: true, value: [] };

/** What was done anywhere, or why nothing was. */
function joined(answers: readonly Answer<readonly FileEdits[]>[]): Answer<readonly FileEdits[]> {
  const done = answers.flatMap((answer) => (answer.ok ? answer.value : []));
  return (done.length === 0 && answers.find((answer) => !answer.ok)) || { ok: true, value: done };
}

/** Engines for the files of one page. `key`: 32 random bytes, kept in memory only. */
export class EnginePool implements Engines {
  private readonly workers: WorkerHandle[] = [];
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
  private async tellOthers(worker: WorkerHandle): Promise<void> {
    const [learnt] = await this.each([worker], (engine) => engine.learnt());
    if (!learnt || learnt.values.length === 0) return;
    this.known = [...this.known, ...learnt.values];
    const others = this.living().filter((other) => other !== worker);
    const replanned = await this.each(others, (engine) => engine.know(learnt.values));
    const files = [...learnt.replanned, ...replanned.flatMap((some) => some ?? [])];
    if (files.length > 0) this.onReplanned(files);
  }

  private each<T>(
    workers: readonly WorkerHandle[],
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
    return fileEngine(file, worker, {
      opened: () => this.tellOthers(worker),
      emptied: () => this.retire(worker),
    });
  }

  private living(): readonly WorkerHandle[] {
    return this.workers.filter((worker) => !worker.ended);
  }

  private place(size: number): WorkerHandle {
    const living = this.living();
    const own = living.filter((worker) => !worker.shared).length;
    if (size >= LARGE && own < MOST_OWN) return this.add(false);
    const shared = living.filter((worker) => worker.shared);
    if (shared.length < SHARED && shared.every((worker) => worker.files.size > 0)) return this.add(true);
    return shared.reduce((least, worker) => (worker.files.size < least.files.size ? worker : least));
  }

  private add(shared: boolean): WorkerHandle {
    const worker = new WorkerHandle(this.key, this.settings, this.known, shared);
    this.workers.push(worker);
    return worker;
  }

  private retire(worker: WorkerHandle): void {
    worker.stop(CANCELLED);
    this.workers.splice(this.workers.indexOf(worker), 1);
  }
}
