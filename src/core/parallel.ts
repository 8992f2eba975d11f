import { DicomError } from './errors';

/** Set by whoever does not want a result any more; an `AbortSignal` is one. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** @throws DicomError `cancelled` */
export function throwIfCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw new DicomError('cancelled');
}

/**
 * Runs a task for each item, several at once, begun in the order of the items. After one failed no more are begun.
 *
 * @throws what the first of them throws that fails
 */
export async function inParallel<T>(
  items: readonly T[],
  parallel: number,
  task: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const run = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        await task(items[index], index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, run));
}
