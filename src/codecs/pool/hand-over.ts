/** Bytes between threads: they change hands, nothing is copied. */
import * as Comlink from 'comlink';

/** Transfers bytes with what they belong to: they must have a buffer of their own. */
export function handOver<T>(value: T, bytes: Uint8Array): T {
  return Comlink.transfer(value, [bytes.buffer as ArrayBuffer]);
}

/** Bytes that can be handed over without taking others with them. */
export function owned(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
