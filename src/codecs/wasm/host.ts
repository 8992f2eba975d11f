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
   * @throws DicomError `codec-failed` whatever the module throws: C++ exceptions come as numbers,
   *   faults as errors, and after either the module's memory can't be trusted any more
   */
  run<T>(action: (module: M) => T): T {
    const { module } = this;
    if (!module) throw this.failure();
    try {
      const result = action(module);
      if (module.HEAPU8.length > MOST_MEMORY) this.module = undefined;
      return result;
    } catch (error) {
      this.module = undefined;
      throw error instanceof DicomError ? error : this.failure();
    }
  }

  private failure(): DicomError {
    return new DicomError('codec-failed', {}, { codec: this.name });
  }
}

/**
 * Gives `decoder` a frame and hands on what it made of it, of which `length` bytes are wanted.
 * @throws DicomError `bad-frame` where the decoder refuses the frame, by a C++ exception or by silence
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
