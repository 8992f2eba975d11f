/** What a worker with codecs answers: frames are masked one at a time, and errors come as plain objects. */
import { DicomError } from '../../core/errors';
import type { Codecs } from '../codecs';
import { FrameMasker } from '../frame-masker';
import { handOver } from './hand-over';
import type { CodecAnswer, CodecApi } from './worker-api';

async function answer<T>(work: Promise<T>): Promise<CodecAnswer<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    const known = error instanceof DicomError ? error : new DicomError('codec-failed');
    return { ok: false, error: known.toPlain() };
  }
}

export function codecService(codecs: Codecs): CodecApi {
  const masker = new FrameMasker(codecs);
  return {
    async mask(task) {
      const masked = await answer(masker.mask(task));
      return masked.ok ? handOver(masked, masked.value.bytes) : masked;
    },
    compare: (task, masked, witness) => answer(masker.compare(task, masked, witness)),
  };
}
