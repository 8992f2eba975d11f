/** The thread behind `ThreadWriter`. */
import { parentPort, workerData } from 'node:worker_threads';
import { DicomError, type PlainError } from '../core/errors';
import type { Part } from '../core/io/byte-source';
import { FileSource, type OpenFile } from './file-source';
import { StopSign } from './stop';
import { type Target, type Written, writeOutput } from './write-output';

/** An output to be written. */
export interface WriteTask extends Omit<Target, 'signal'> {
  /** It is closed when all is written. */
  readonly file: OpenFile;
  /** In the order of the output: so many of the new bytes, or a range of the open file. */
  readonly pieces: readonly (number | readonly [start: number, end: number])[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type WriteAnswer =
  | { readonly ok: true; readonly written: Written }
  | { readonly ok: false; readonly error: PlainError };

const signal = new StopSign(workerData as Int32Array);

async function write({ file, pieces, bytes, ...target }: WriteTask): Promise<WriteAnswer> {
  const source = FileSource.ofOpen(file);
  try {
    let at = 0;
    const parts = pieces.map((piece): Part => {
      if (typeof piece !== 'number') return { kind: 'slice', source, start: piece[0], end: piece[1] };
      at += piece;
      return { kind: 'bytes', bytes: bytes.subarray(at - piece, at) };
    });
    return { ok: true, written: await writeOutput(parts, { ...target, signal }) };
  } catch (error) {
    return { ok: false, error: (error instanceof DicomError ? error : new DicomError('internal')).toPlain() };
  } finally {
    source.close();
  }
}

/** One after the other: a large one lets signals in while it is written. */
async function writeAll(tasks: readonly WriteTask[]): Promise<readonly WriteAnswer[]> {
  const answers: WriteAnswer[] = [];
  for (const task of tasks) answers.push(await write(task));
  return answers;
}

let turn = Promise.resolve();
parentPort?.on('message', (tasks: readonly WriteTask[]) => {
  turn = turn.then(async () => parentPort?.postMessage(await writeAll(tasks)));
});
