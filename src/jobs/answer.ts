import { DicomError } from '../core/errors';
import type { Answer } from './engine-api';

/** Errors cross a worker as data; what is no DicomError says nothing of its cause, which might name a value. */
export async function answer<T>(run: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    const known = error instanceof DicomError ? error : new DicomError('internal');
    return { ok: false, error: known.toPlain() };
  }
}
