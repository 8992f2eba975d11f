/** Bytes between threads: they change hands, nothing is copied. */
import * as Comlink from 'comlink';
import type { FrameTask } from '../../core/pixel/frame-coder';

/** Transfers bytes with what they belong to: they must have a buffer of their own. */
export function handOver<T>(value: T, bytes: Uint8Array): T {
  return Comlink.transfer(value, [bytes.buffer as ArrayBuffer]);
}

/** Bytes that can be handed over without taking others with them. */
export function owned(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

/** A task that is handed over with its bytes. */
export function ownedTask(task: FrameTask): FrameTask {
  const bytes = owned(task.bytes);
  return handOver({ ...task, bytes }, bytes);
}
