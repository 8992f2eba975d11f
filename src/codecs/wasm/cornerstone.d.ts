/** The parts of the WebAssembly codecs of Cornerstone that are used here; their packages carry no types. */
declare namespace Cornerstone {
  interface Size {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
    readonly isUsingColorTransform: boolean;
  }

  interface Decoder {
    /** Memory of the module that takes `length` bytes of the frame. */
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    /** Memory of the module: valid until `delete`. */
    getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
    delete(): void;
  }

  interface Encoder {
    getDecodedBuffer(size: Size): Uint8Array;
    encode(): void;
    getEncodedBuffer(): Uint8Array | Uint8ClampedArray;
    delete(): void;
  }

  interface WaveletEncoder extends Encoder {
    setDecompositions(levels: number): void;
    /** 0 LRCP, 1 RLCP, 2 RPCL, 3 PCRL, 4 CPRL. */
    setProgressionOrder(order: number): void;
  }

  interface Module {
    readonly HEAPU8: Uint8Array;
  }

  interface Charls extends Module {
    readonly JpegLSDecoder: new () => Decoder;
    readonly JpegLSEncoder: new () => Encoder & {
      setNearLossless(near: number): void;
      setInterleaveMode(mode: number): void;
    };
  }

  interface OpenJpeg extends Module {
    readonly J2KDecoder: new () => Decoder;
    readonly J2KEncoder: new () => WaveletEncoder & {
      setQuality(lossless: boolean, layers: number): void;
      /** Of a layer; 0 leaves nothing out. */
      setCompressionRatio(layer: number, ratio: number): void;
    };
  }

  interface OpenJph extends Module {
    readonly HTJ2KDecoder: new () => Decoder;
    readonly HTJ2KEncoder: new () => WaveletEncoder & {
      setQuality(lossless: boolean, quantizationStep: number): void;
      setTLMMarker(wanted: boolean): void;
    };
  }

  type Factory<M> = (options: {
    readonly wasmBinary: Uint8Array;
    print(line: string): void;
    printErr(line: string): void;
  }) => Promise<M>;
}

declare module '@cornerstonejs/codec-charls/wasmjs' {
  const factory: Cornerstone.Factory<Cornerstone.Charls>;
  export default factory;
}

declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  const factory: Cornerstone.Factory<Cornerstone.OpenJpeg>;
  export default factory;
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: Cornerstone.Factory<Cornerstone.OpenJph>;
  export default factory;
}

declare module '@cornerstonejs/*/wasm?url' {
  const url: string;
  export default url;
}
