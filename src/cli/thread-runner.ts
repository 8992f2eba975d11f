import { Worker } from 'node:worker_threads';
import type { StudyValues } from '../core/deident/identifiers/study-identifiers';
import type { FileReport } from '../jobs/report/report';
import type { Input } from './inputs';
import type { Runner, RunnerSetUp } from './runner';
import type { Call } from './worker';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A worker thread that does what it is asked for in turn: while it does one thing, the next can be asked for. */
export class ThreadRunner implements Runner {
  private readonly worker: Worker;
  private readonly started: Promise<unknown>;
  private readonly waiting: Waiting[] = [];

  constructor(setUp: RunnerSetUp) {
    // Files that it opens may be closed by the thread that writes for it.
    this.worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: setUp,
      trackUnmanagedFds: false,
    });
    this.worker.on('message', (answer: unknown) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => {
      for (const { reject } of this.waiting.splice(0)) reject(error);
    });
    this.started = this.answer();
  }

  async learn(inputs: readonly Input[]): Promise<void> {
    await this.call({ method: 'learn', argument: inputs });
  }

  async learnt(): Promise<StudyValues> {
    return (await this.call({ method: 'learnt', argument: undefined })) as StudyValues;
  }

  async know(values: StudyValues): Promise<void> {
    await this.call({ method: 'know', argument: values });
  }

  async anonymize(inputs: readonly Input[]): Promise<readonly FileReport[]> {
    return (await this.call({ method: 'anonymize', argument: inputs })) as readonly FileReport[];
  }

  /** Resolves when it can be asked. */
  async ready(): Promise<void> {
    await this.started;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private async call(call: Call): Promise<unknown> {
    await this.started;
    this.worker.postMessage(call);
    return this.answer();
  }

  private answer(): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
}
