/** Shares a few threads with codecs among whoever has frames to mask. */
import type { PlainError } from '../../core/errors';
import type { FrameInfo } from '../../core/pixel/frame-coder';
import type { CodecAnswer, CodecApi } from './worker-api';

/** A worker with codecs; ending it is how a frame that takes for ever is got rid of. */
export interface CodecThread {
  readonly api: CodecApi;
  /** Resolves when the thread broke down by itself. */
  readonly broken: Promise<void>;
  end(): void;
}

export interface PoolOptions {
  readonly start: () => CodecThread;
  /** Threads at most. */
  readonly size: number;
  /** Bytes of memory that frames may take together, about; one that takes more waits until it is alone. */
  readonly memory: number;
  /** Milliseconds after which a frame of so many bytes is given up. */
  readonly patience: (bytes: number) => number;
}

interface Job {
  readonly weight: number;
  readonly patience: number;
  /** Starts it; settles when the thread has answered. */
  readonly run: (api: CodecApi) => Promise<unknown>;
  readonly fail: (error: PlainError) => void;
  readonly signal: AbortSignal;
}

/** Samples decoded, a copy of them inside the codec and one outside, and what it needs to work. */
const MEMORY_PER_SAMPLE_BYTE = 8;
/** Milliseconds: a new thread takes longer to get as fast as the old one. */
const PATIENCE_AFTER_CANCEL = 500;
const GIVEN_UP: PlainError = { code: 'codec-failed', details: { reason: 'timeout' } };
const BROKEN: PlainError = { code: 'codec-failed', details: {} };
const CANCELLED: PlainError = { code: 'cancelled', details: {} };

export class CodecPool {
  private readonly options: PoolOptions;
  private readonly idle: CodecThread[] = [];
  private readonly waiting: Job[] = [];
  private readonly running = new Set<Job>();
  /** Threads at work, and how their job learns that they broke down. */
  private readonly working = new Map<CodecThread, () => void>();
  private threads = 0;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /**
   * Has a frame worked on, in its turn. The answer is an error `cancelled` when `signal` is aborted,
   * `codec-failed` where the thread broke down or ran out of time.
   */
  run<T>(
    info: FrameInfo,
    signal: AbortSignal,
    work: (api: CodecApi) => Promise<CodecAnswer<T>>,
  ): Promise<CodecAnswer<T>> {
    const bytes = info.rows * info.columns * info.samplesPerPixel * Math.ceil(info.bitsAllocated / 8);
    const drop = (): void => this.dropCancelled();
    const answered = new Promise<CodecAnswer<T>>((resolve) => {
      const fail = (error: PlainError): void => resolve({ ok: false, error });
      this.waiting.push({
        weight: bytes * MEMORY_PER_SAMPLE_BYTE,
        patience: this.options.patience(bytes),
        run: (api) => work(api).then(resolve),
        fail,
        signal,
      });
      signal.addEventListener('abort', drop);
      this.dropCancelled();
      this.next();
    });
    // One signal is for all frames of an output: they are many.
    return answered.finally(() => signal.removeEventListener('abort', drop));
  }

  /** Ends the threads that have nothing to do: others are started when they are needed. */
  rest(): void {
    for (const thread of this.idle.splice(0)) {
      thread.end();
      this.threads--;
    }
  }

  private dropCancelled(): void {
    for (const job of this.waiting.filter(({ signal }) => signal.aborted)) {
      this.waiting.splice(this.waiting.indexOf(job), 1);
      job.fail(CANCELLED);
    }
  }

  private next(): void {
    const { memory, size } = this.options;
    for (let job = this.waiting[0]; job; job = this.waiting[0]) {
      let inUse = 0;
      for (const { weight } of this.running) inUse += weight;
      if (this.running.size > 0 && inUse + job.weight > memory) return;
      if (this.idle.length === 0 && this.threads === size) return;
      this.waiting.shift();
      this.running.add(job);
      void this.work(job, this.idle.pop() ?? this.startThread());
    }
  }

  private startThread(): CodecThread {
    this.threads++;
    const thread = this.options.start();
    // Once for a thread: what waited for this with each job would be kept as long as the thread.
    void thread.broken.then(() => {
      const fail = this.working.get(thread);
      const index = this.idle.indexOf(thread);
      if (fail) fail();
      else if (index >= 0) {
        this.idle.splice(index, 1);
        this.threads--;
      }
    });
    return thread;
  }

  /** A job that is cancelled has its answer at once; its thread goes on to others if it gets ready soon. */
  private async work(job: Job, thread: CodecThread): Promise<void> {
    let cancel = (): void => undefined;
    const ended = await new Promise<PlainError | undefined>((resolve) => {
      let timer = setTimeout(() => resolve(GIVEN_UP), job.patience);
      const done = (error?: PlainError) => () => {
        clearTimeout(timer);
        resolve(error);
      };
      job.run(thread.api).then(done(), done(BROKEN));
      this.working.set(thread, done(BROKEN));
      cancel = (): void => {
        job.fail(CANCELLED);
        clearTimeout(timer);
        timer = setTimeout(() => resolve(CANCELLED), PATIENCE_AFTER_CANCEL);
      };
      job.signal.addEventListener('abort', cancel);
    });
    job.signal.removeEventListener('abort', cancel);
    this.working.delete(thread);
    this.running.delete(job);
    if (ended) {
      job.fail(ended);
      thread.end();
      this.threads--;
    } else this.idle.push(thread);
    this.next();
  }
}
