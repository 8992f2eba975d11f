/** High-Throughput JPEG 2000 by OpenJPH. What is coded again is coded reversibly. */
import { type Codec, type EncodedFrame, type Frame, type FrameInfo, unsupported } from '../codec';
import { readCodestream } from '../jpeg2000/codestream';
import { decoderInput, encoderInput, frameFrom } from '../jpeg2000/wavelet';
import { runDecoder, runEncoder, type WasmHost } from '../wasm/host';

/** HTJ2K with RPCL options wants this order, tile-part lengths, and a least resolution within 64 x 64 (PS3.5 8.2.16). */
const RPCL = 2;
const LEAST_RESOLUTION = 64;
const FEWEST_LEVELS = 5;

type Host = WasmHost<Cornerstone.OpenJph>;

export function htj2kCodec(host: Host): Codec {
  return {
    decode: (bytes, info) => decode(host, bytes, info),
    encode: (frame) => encode(host, frame),
  };
}

function decode(host: Host, bytes: Uint8Array, info: FrameInfo): Frame {
  const stream = readCodestream('htj2k', bytes, info);
  if (!stream.highThroughput) throw unsupported('jpeg-2000-in-htj2k');
  const input = decoderInput(stream);
  const cells = host.run((module) => runDecoder('htj2k', new module.HTJ2KDecoder(), input.bytes, input.length));
  return frameFrom('htj2k', stream, cells, info);
}

function encode(host: Host, frame: Frame): EncodedFrame {
  const { cells, size, finish } = encoderInput('htj2k', frame);
  // The WebAssembly build takes the samples of deep colour from the wrong places.
  if (size.componentCount > 1 && size.bitsPerSample > 8) throw unsupported('deep-colour');
  const longest = Math.max(size.width, size.height);
  const levels = Math.max(FEWEST_LEVELS, Math.ceil(Math.log2(longest / LEAST_RESOLUTION)));
  const bytes = host.run((module) =>
    runEncoder(new module.HTJ2KEncoder(), size, cells, (encoder) => {
      encoder.setDecompositions(levels);
      encoder.setQuality(true, 0);
      encoder.setProgressionOrder(RPCL);
      encoder.setTLMMarker(true);
    }),
  );
  return finish(bytes);
}
