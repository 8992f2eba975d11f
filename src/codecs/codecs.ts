/** All codecs behind one door: the same on the command line and in the extension's worker. */
import { DicomError } from '../core/errors';
import type { Codec, EncodedFrame, Frame, FrameInfo, Samples } from './codec';
import { unsupported } from './codec';
import { htj2kCodec } from './htj2k/htj2k';
import type { Rectangle } from './jpeg/flatten';
import { type MaskedStream, maskJpeg, seeJpeg } from './jpeg/jpeg';
import { jpegFamilyCodec } from './jpeg-family';
import { jpeg2000Codec } from './jpeg2000/jpeg2000';
import { jpegLsCodec } from './jpegls/jpegls';
import { deflatedCodec, nativeCodec } from './native/native';
import { type Family, familyOf } from './registry';
import { rleCodec } from './rle/rle';
import type { SeenFrame } from './seen-frame';
import type { ReadBinary } from './wasm/host';
import { charlsHost, openJpegHost, openJphHost } from './wasm/modules';

interface Entry {
  readonly codec: Codec;
  /** Loads what the codec needs, once. */
  readonly ready: () => Promise<void>;
}

/** Codes one frame at a time. What it loads, it loads on first use. */
export class Codecs {
  private readonly entries: Readonly<Record<Family, Entry>>;

  constructor(read: ReadBinary) {
    const charls = charlsHost(read);
    const openJpeg = openJpegHost(read);
    const openJph = openJphHost(read);
    const always = async () => undefined;
    this.entries = {
      native: { codec: nativeCodec, ready: always },
      deflated: { codec: deflatedCodec, ready: always },
      rle: { codec: rleCodec, ready: always },
      jpeg: { codec: jpegFamilyCodec, ready: always },
      'jpeg-ls': { codec: jpegLsCodec(charls), ready: () => charls.ready() },
      'jpeg-2000': { codec: jpeg2000Codec(openJpeg), ready: () => openJpeg.ready() },
      htj2k: { codec: htj2kCodec(openJph), ready: () => openJph.ready() },
    };
  }

  /**
   * @param bytes all fragments of the frame, one after the other
   * @param room samples of another frame that nobody needs any more: where it can, the codec writes over them
   * @throws DicomError `bad-frame`, `frame-mismatch`, `unsupported-compression`, `codec-failed`
   */
  async decode(transferSyntax: string, bytes: Uint8Array, info: FrameInfo, room?: Samples): Promise<Frame> {
    const { decode } = await this.codecOf(transferSyntax);
    return withinMemory(() => decode(bytes, info, room));
  }

  /** Codes a frame without loss in the transfer syntax that it was decoded from; its samples may have changed. */
  async encode(transferSyntax: string, frame: Frame): Promise<EncodedFrame> {
    const { encode } = await this.codecOf(transferSyntax);
    if (!encode) throw unsupported('coding');
    return withinMemory(() => encode(frame));
  }

  /** Masks a JPEG frame in the coefficient domain: see `maskJpeg`. */
  async mask(
    bytes: Uint8Array,
    info: FrameInfo,
    rectangles: readonly Rectangle[],
    fill?: readonly number[],
  ): Promise<MaskedStream> {
    return withinMemory(() => maskJpeg(bytes, info, rectangles, fill));
  }

  /** Looks at a JPEG frame in the coefficient domain: see `seeJpeg`. */
  async see(
    bytes: Uint8Array,
    info: FrameInfo,
    rectangles: readonly Rectangle[],
    fill?: readonly number[],
  ): Promise<SeenFrame> {
    return withinMemory(() => seeJpeg(bytes, info, rectangles, fill));
  }

  private async codecOf(transferSyntax: string): Promise<Codec> {
    const { codec, ready } = this.entries[familyOf(transferSyntax)];
    await ready();
    return codec;
  }
}

/** An array that is too large for the host's memory is refused like any other frame. */
function withinMemory<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new DicomError('codec-failed') : error;
  }
}
