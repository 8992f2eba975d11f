/** The thread behind `ThreadWriter`. */
import { parentPort, workerData } from 'node:worker_threads';
import { DicomError, type PlainError } from '../core/errors';
import type { Part } from '../core/io/byte-source';
import { FileSource } from './file-source';
import { StopSign } from './stop';
import { type Target, type Written, writeOutput } from './write-output';

/** An output to be written: new bytes, and ranges [start, end) of the file that is open as `descriptor`. */
export interface WriteTask extends Omit<Target, 'signal'> {
  /** Is closed when all is written. */
  readonly descriptor: number;
  readonly pieces: readonly (Uint8Array | readonly [start: number, end: number])[];
}

export type WriteAnswer =
  | { readonly ok: true; readonly written: Written }
  | { readonly ok: false; readonly error: PlainError };

const signal = new StopSign(workerData as Int32Array);

async function write({ descriptor, pieces, ...target }: WriteTask): Promise<WriteAnswer> {
  const source = FileSource.ofOpen(descriptor);
  try {
    const parts = pieces.map(
      (piece): Part =>
        piece instanceof Uint8Array
          ? { kind: 'bytes', bytes: piece }
          : { kind: 'slice', source, start: piece[0], end: piece[1] },
    );
    return { ok: true, written: await writeOutput(parts, { ...target, signal }) };
  } catch (error) {
    return { ok: false, error: (error instanceof DicomError ? error : new DicomError('internal')).toPlain() };
  } finally {
    source.close();
  }
}

/** One after the other: a large one lets signals in while it is written. */
let turn = Promise.resolve();
parentPort?.on('message', (task: WriteTask) => {
  turn = turn.then(async () => parentPort?.postMessage(await write(task)));
});
