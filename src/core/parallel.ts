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
 * Runs a task for each item, several at once, begun in the order of the items. After one failed no more are begun, and
 * those that were are waited for: nothing goes on behind the caller's back.
 *
 * @throws what the first of them throws that fails
 */
export async function inParallel<T>(
  items: readonly T[],
  parallel: number,
  task: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const run = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      try {
        await task(items[index], index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, run));
  if (failures.length > 0) throw failures[0];
}
