/** How the browser's codec worker is asked, through Comlink. Ending the worker is how work is aborted. */
import type { PlainError } from '../core/errors';
import type { EncodedFrame, Frame, FrameInfo } from './codec';
import type { Rectangle } from './jpeg/flatten';
import type { MaskedStream } from './jpeg/jpeg';

/** Errors do not survive `postMessage` with their fields, so they come as plain objects. */
export type CodecAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PlainError };

/** The same as `Codecs`. Results are transferred; so may be what is given, by the caller's choice. */
export interface CodecApi {
  decode(transferSyntax: string, bytes: Uint8Array, info: FrameInfo): Promise<CodecAnswer<Frame>>;
  encode(transferSyntax: string, frame: Frame): Promise<CodecAnswer<EncodedFrame>>;
  mask(
    bytes: Uint8Array,
    info: FrameInfo,
    rectangles: readonly Rectangle[],
    fill?: readonly number[],
  ): Promise<CodecAnswer<MaskedStream>>;
}
