/** JPEG by what a frame is, as its transfer syntax may say otherwise: DCT or lossless. */
import type { Codec, Frame, FrameInfo, Samples } from './codec';
import { jpegCodec } from './jpeg/jpeg';
import { isFrameHeader, MARKER, splitSegments } from './jpeg/segments';
import { jpegLosslessCodec } from './jpeg-lossless/jpeg-lossless';

export const jpegFamilyCodec: Codec = {
  decode: (bytes: Uint8Array, info: FrameInfo, room?: Samples): Frame =>
    (isLossless(bytes) ? jpegLosslessCodec : jpegCodec).decode(bytes, info, room),
  ...(jpegLosslessCodec.encode && { encode: jpegLosslessCodec.encode }),
};

/** True if a frame is coded by samples, so that it can't be masked by coefficients. */
export function isLossless(bytes: Uint8Array): boolean {
  return splitSegments(bytes).segments.find(({ marker }) => isFrameHeader(marker))?.marker === MARKER.SOF3;
}
