/** JPEG 2000 Part 1 by OpenJPEG. What is coded again is coded reversibly, whatever it was before. */
import { type Codec, type EncodedFrame, type Frame, type FrameInfo, unsupported } from '../codec';
import { bytesPerSample, componentCells } from '../wasm/cells';
import { runDecoder, runEncoder, type WasmHost } from '../wasm/host';
import { readCodestream } from './codestream';
import { joinComponents } from './join';
import { decoderInput, encoderInput, frameFrom } from './wavelet';

const RPCL = 2;
const CPRL = 4;
const MOST_LEVELS = 5;

type Host = WasmHost<Cornerstone.OpenJpeg>;

export function jpeg2000Codec(host: Host): Codec {
  return {
    decode: (bytes, info) => decode(host, bytes, info),
    encode: (frame) => encode(host, frame),
  };
}

function decode(host: Host, bytes: Uint8Array, info: FrameInfo): Frame {
  const stream = readCodestream('jpeg-2000', bytes, info);
  if (stream.highThroughput) throw unsupported('htj2k-in-jpeg-2000');
  // The WebAssembly build gives colour of 8 bits and with three components only.
  const isColour = stream.samplesPerPixel > 1;
  if (isColour && (stream.precision > 8 || stream.samplesPerPixel !== 3)) throw unsupported('deep-colour');
  const input = decoderInput(stream);
  const cells = host.run((module) => runDecoder('jpeg-2000', new module.J2KDecoder(), input.bytes, input.length));
  return frameFrom('jpeg-2000', stream, cells, info);
}

function encode(host: Host, frame: Frame): EncodedFrame {
  const { cells, size, finish } = encoderInput('jpeg-2000', frame);
  if (size.componentCount === 1) return finish(encodeCells(host, cells, size, RPCL));
  // The encoder transforms the colours of all frames that have some.
  if (size.isUsingColorTransform) return finish(encodeCells(host, cells, size, RPCL));
  const one = { ...size, componentCount: 1 };
  const width = bytesPerSample(size.bitsPerSample);
  const parts = Array.from({ length: size.componentCount }, (_, component) =>
    encodeCells(host, componentCells(cells, width, size.componentCount, component), one, CPRL),
  );
  return finish(joinComponents(parts));
}

function encodeCells(host: Host, cells: Uint8Array, size: Cornerstone.Size, order: number): Uint8Array {
  // More levels than the image has halves are refused.
  const levels = Math.min(MOST_LEVELS, Math.floor(Math.log2(Math.min(size.width, size.height))));
  return host.run((module) =>
    runEncoder(new module.J2KEncoder(), size, cells, (encoder) => {
      encoder.setDecompositions(levels);
      encoder.setQuality(true, 1);
      encoder.setCompressionRatio(0, 0);
      encoder.setProgressionOrder(order);
    }),
  );
}
