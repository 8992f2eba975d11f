/** The module worker of the extension that decodes, encodes and masks frames. */
import * as Comlink from 'comlink';
import { DicomError } from '../core/errors';
import { Codecs } from './codecs';
import type { CodecAnswer, CodecApi } from './worker-api';

const codecs = new Codecs(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()));

async function answer<T>(work: Promise<T>, buffer: (value: T) => ArrayBufferLike): Promise<CodecAnswer<T>> {
  try {
    const value = await work;
    return Comlink.transfer({ ok: true, value }, [buffer(value) as ArrayBuffer]);
  } catch (error) {
    const known = error instanceof DicomError ? error : new DicomError('codec-failed');
    return { ok: false, error: known.toPlain() };
  }
}

const api: CodecApi = {
  decode: (transferSyntax, bytes, info) =>
    answer(codecs.decode(transferSyntax, bytes, info), ({ samples }) => samples.buffer),
  encode: (transferSyntax, frame) => answer(codecs.encode(transferSyntax, frame), ({ bytes }) => bytes.buffer),
  mask: (bytes, info, rectangles, fill) =>
    answer(codecs.mask(bytes, info, rectangles, fill), (masked) => masked.bytes.buffer),
};

Comlink.expose(api);
