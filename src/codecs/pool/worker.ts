/** The module worker of the extension that masks frames, one at a time. */
import * as Comlink from 'comlink';
import { DicomError } from '../../core/errors';
import { Codecs } from '../codecs';
import { FrameMasker } from '../frame-masker';
import type { CodecAnswer, CodecApi } from './worker-api';

const masker = new FrameMasker(new Codecs(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer())));

async function answer<T>(work: Promise<T>): Promise<CodecAnswer<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    const known = error instanceof DicomError ? error : new DicomError('codec-failed');
    return { ok: false, error: known.toPlain() };
  }
}

const api: CodecApi = {
  async mask(task) {
    const masked = await answer(masker.mask(task));
    return masked.ok ? Comlink.transfer(masked, [masked.value.bytes.buffer as ArrayBuffer]) : masked;
  },
  compare: (task, masked, witness) => answer(masker.compare(task, masked, witness)),
};

Comlink.expose(api);
