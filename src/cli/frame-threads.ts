import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { handOver, owned, ownedTask } from '../codecs/pool/hand-over';
import { CodecPool, type CodecThread } from '../codecs/pool/pool';
import type { CodecAnswer, CodecApi } from '../codecs/pool/worker-api';
import { DicomError } from '../core/errors';
import type { FrameCoder, FrameFault, FrameInfo, FrameTask, MaskedFrame } from '../core/pixel/frame-coder';

const MEMORY = 1_500_000_000;
/** Milliseconds. Who works on the command line can end it: only what hangs is given up. */
const PATIENCE = 600_000;

/** Masks frames of one file on several threads. */
export class FrameThreads implements FrameCoder {
  readonly parallel: number;
  private readonly pool: CodecPool;
  private readonly ended = new AbortController();

  constructor(threads: number) {
    this.parallel = threads;
    this.pool = new CodecPool({ start: startThread, size: threads, memory: MEMORY, patience: () => PATIENCE });
  }

  mask(task: FrameTask): Promise<MaskedFrame> {
    return this.run(task.info, (api) => api.mask(ownedTask(task)));
  }

  compare(task: FrameTask, masked: Uint8Array, witness?: string): Promise<FrameFault | undefined> {
    const bytes = owned(masked);
    return this.run(task.info, (api) => api.compare(ownedTask(task), handOver(bytes, bytes), witness));
  }

  /** Ends the threads: those at work are ended with what they do. */
  end(): void {
    this.ended.abort();
    this.pool.rest();
  }

  private async run<T>(info: FrameInfo, work: (api: CodecApi) => Promise<CodecAnswer<T>>): Promise<T> {
    const answer = await this.pool.run(info, this.ended.signal, work);
    if (!answer.ok) throw DicomError.fromPlain(answer.error);
    return answer.value;
  }
}

function startThread(): CodecThread {
  const worker = new Worker(new URL('./codec-worker.js', import.meta.url));
  const broken = new Promise<void>((resolve) => {
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
  });
  const api = Comlink.wrap<CodecApi>(nodeEndpoint(worker)) as unknown as CodecApi;
  return { api, broken, end: () => void worker.terminate() };
}
