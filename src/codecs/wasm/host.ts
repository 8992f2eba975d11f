/** Keeps one instance of a WebAssembly codec, and replaces it when it broke. */
import { DicomError } from '../../core/errors';
import { badFrame } from '../codec';

/** Reads a codec's binary; `url` is what the bundler made of its place. */
export type ReadBinary = (url: string) => Promise<Uint8Array>;

/** Memory that an instance has grown to is never given back: past this it is dropped after use. */
const MOST_MEMORY = 512 * 1024 * 1024;

export class WasmHost<M extends Cornerstone.Module> {
  private readonly name: string;
  private readonly load: () => Promise<M>;
  private loading: Promise<M> | undefined;
  private module: M | undefined;

  constructor(name: string, load: () => Promise<M>) {
    this.name = name;
    this.load = load;
  }

  /** Resolves when `run` may be called. */
  async ready(): Promise<void> {
    if (this.module) return;
    this.loading ??= this.load();
    try {
      this.module = await this.loading;
    } catch {
      throw this.failure();
    } finally {
      this.loading = undefined;
    }
  }

  /**
   * Runs an action with the module.
   * @throws DicomError `codec-failed` where the module breaks; its memory can't be trusted then any more
   */
  run<T>(action: (module: M) => T): T {
    const { module } = this;
    if (!module) throw this.failure();
    try {
      const result = action(module);
      if (module.HEAPU8.length > MOST_MEMORY) this.module = undefined;
      return result;
    } catch (error) {
      if (error instanceof DicomError) throw error;
      this.module = undefined;
      throw this.failure();
    }
  }

  private failure(): DicomError {
    return new DicomError('codec-failed', {}, { codec: this.name });
  }
}

const END = Uint8Array.of(0xff, 0xd9);

/**
 * A frame with an end marker: EOI of JPEG-LS and EOC of JPEG 2000 are the same two bytes. Where it is missing,
 * CharLS would look for data behind the end for half a minute, and OpenJPEG would refuse the frame; a
 * second one does no harm.
 */
export function withEnd(frame: Uint8Array): Uint8Array {
  const ended = new Uint8Array(frame.length + END.length);
  ended.set(frame);
  ended.set(END, frame.length);
  return ended;
}

/**
 * Gives `decoder` a frame and hands on what it made of it, of which `length` bytes are wanted.
 * @throws DicomError `bad-frame` where the decoder refuses the frame, by silence or by a C++ exception, which
 *   comes as a number
 */
export function runDecoder(codec: string, decoder: Cornerstone.Decoder, frame: Uint8Array, length: number): Uint8Array {
  try {
    decoder.getEncodedBuffer(frame.length).set(frame);
    decoder.decode();
    const decoded = decoder.getDecodedBuffer();
    if (decoded.length !== length) throw badFrame(codec);
    return new Uint8Array(decoded);
  } catch (error) {
    throw typeof error === 'number' ? badFrame(codec) : error;
  } finally {
    decoder.delete();
  }
}

export function runEncoder<E extends Cornerstone.Encoder>(
  encoder: E,
  size: Cornerstone.Size,
  samples: Uint8Array,
  setUp: (encoder: E) => void,
): Uint8Array {
  try {
    encoder.getDecodedBuffer(size).set(samples);
    setUp(encoder);
    encoder.encode();
    return new Uint8Array(encoder.getEncodedBuffer());
  } finally {
    encoder.delete();
  }
}
