/** How workers with codecs are asked, through Comlink. Ending a worker is how its work is aborted. */
import type { PlainError } from '../../core/errors';
import type { FrameFault, FrameTask, MaskedFrame } from '../../core/pixel/frame-coder';

/** Errors do not survive `postMessage` with their fields, so they come as plain objects. */
export type CodecAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PlainError };

/** The bytes of tasks, and of what is made of them, are transferred: they belong to whoever gets them. */
export interface CodecApi {
  mask(task: FrameTask): Promise<CodecAnswer<MaskedFrame>>;
  compare(
    task: FrameTask,
    masked: Uint8Array,
    witness: string | undefined,
  ): Promise<CodecAnswer<FrameFault | undefined>>;
}
