/** Who writes outputs: this thread, or one beside it while this one is at the next file. */
import { Worker } from 'node:worker_threads';
import { DicomError } from '../core/errors';
import { type Part, partSize } from '../core/io/byte-source';
import type { FileSource } from './file-source';
import { type Target, type Written, writeOutput } from './write-output';
import type { WriteAnswer, WriteTask } from './write-worker';

/** Outputs that are handed over together: a message costs about as much as a small file. */
const GROUP = 4;
/** Outputs that wait for the other thread: what is new of them is in memory. */
const MOST_WAITING = 32;
const MOST_BYTES_WAITING = 67_108_864;

/** An output that was taken over: another file may be opened. */
export interface Taken {
  /** @throws DicomError as `writeOutput` */
  readonly written: Promise<Written>;
}

export interface OutputWriter {
  /** Resolves when another file may be opened. @throws DicomError as `writeOutput` */
  take(parts: readonly Part[], source: FileSource, target: Target): Promise<Taken>;
  /** When all is written. */
  end(): void;
}

export class LocalWriter implements OutputWriter {
  async take(parts: readonly Part[], _source: FileSource, target: Target): Promise<Taken> {
    const written = await writeOutput(parts, target);
    return { written: Promise.resolve(written) };
  }

  end(): void {
    // Nothing is left to do.
  }
}

interface Waiting {
  readonly bytes: number;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: DicomError) => void;
}

/** A thread that writes outputs in turn. Bytes that stay go from file to file there, and never through this one. */
export class ThreadWriter implements OutputWriter {
  private readonly worker: Worker;
  private readonly local = new LocalWriter();
  private readonly waiting: Waiting[] = [];
  private group: WriteTask[] = [];
  private bytesWaiting = 0;
  private isBroken = false;
  private onRoom: (() => void) | undefined;

  /** @param stop - the memory of a `StopSign` */
  constructor(stop: Int32Array) {
    // Each file is opened here and closed there.
    this.worker = new Worker(new URL('./write-worker.js', import.meta.url), {
      workerData: stop,
      trackUnmanagedFds: false,
    });
    this.worker.on('message', (answers: readonly WriteAnswer[]) => this.hear(answers));
    this.worker.on('error', () => this.breakDown());
  }

  async take(parts: readonly Part[], source: FileSource, target: Target): Promise<Taken> {
    if (parts.some((part) => part.kind === 'slice' && part.source !== source)) {
      return this.local.take(parts, source, target);
    }
    while (!this.hasRoom && !this.isBroken) {
      this.post();
      await new Promise<void>((resolve) => {
        this.onRoom = resolve;
      });
    }
    if (this.isBroken) throw new DicomError('internal');
    const { path, overwrite, digest } = target;
    const { pieces, bytes } = gather(parts);
    const task: WriteTask = { file: source.release(), pieces, bytes, path, overwrite, digest };
    const { length } = bytes;
    // When this thread has nothing else to do, the group may be as small as it is.
    if (this.group.push(task) === 1) setImmediate(() => this.post());
    if (this.group.length === GROUP) this.post();
    this.bytesWaiting += length;
    return { written: new Promise((resolve, reject) => this.waiting.push({ bytes: length, resolve, reject })) };
  }

  end(): void {
    void this.worker.terminate();
  }

  /** An output that alone is more than may wait, waits alone. */
  private get hasRoom(): boolean {
    return this.waiting.length === 0 || (this.waiting.length < MOST_WAITING && this.bytesWaiting < MOST_BYTES_WAITING);
  }

  private post(): void {
    if (this.group.length === 0) return;
    const memory = this.group.map(({ bytes }) => bytes.buffer);
    this.worker.postMessage(this.group, memory);
    this.group = [];
  }

  private hear(answers: readonly WriteAnswer[]): void {
    for (const answer of answers) {
      const first = this.waiting.shift();
      if (!first) return;
      this.bytesWaiting -= first.bytes;
      if (answer.ok) first.resolve(answer.written);
      else first.reject(DicomError.fromPlain(answer.error));
    }
    this.onRoom?.();
  }

  private breakDown(): void {
    this.isBroken = true;
    for (const { reject } of this.waiting.splice(0)) reject(new DicomError('internal'));
    this.onRoom?.();
  }
}

/** What is in memory, one after the other, to be handed over: a view of memory would take all of that memory along. */
function gather(parts: readonly Part[]): Pick<WriteTask, 'pieces' | 'bytes'> {
  const inMemory = parts.map((part) =>
    part.kind === 'bytes' ? part.bytes : part.source.bytes?.subarray(part.start, part.end),
  );
  const bytes = new Uint8Array(inMemory.reduce((sum, piece) => sum + (piece?.length ?? 0), 0));
  let at = 0;
  const pieces = parts.map((part, index) => {
    const piece = inMemory[index];
    if (piece) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return part.kind === 'slice' && !piece ? ([part.start, part.end] as const) : partSize(part);
  });
  return { pieces, bytes };
}
