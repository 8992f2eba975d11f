/// <reference path="./cornerstone.d.ts" />
/** Where the WebAssembly codecs come from: glue code and binary, each loaded on first use. */
import { type ReadBinary, WasmHost } from './host';

const QUIET = { print: () => undefined, printErr: () => undefined };

export function charlsHost(read: ReadBinary): WasmHost<Cornerstone.Charls> {
  return new WasmHost('jpeg-ls', async () => {
    const { default: factory } = await import('@cornerstonejs/codec-charls/wasmjs');
    const { default: url } = await import('@cornerstonejs/codec-charls/wasm?url');
    return factory({ wasmBinary: await read(url), ...QUIET });
  });
}

export function openJpegHost(read: ReadBinary): WasmHost<Cornerstone.OpenJpeg> {
  return new WasmHost('jpeg-2000', async () => {
    const { default: factory } = await import('@cornerstonejs/codec-openjpeg/wasmjs');
    const { default: url } = await import('@cornerstonejs/codec-openjpeg/wasm?url');
    return factory({ wasmBinary: await read(url), ...QUIET });
  });
}

export function openJphHost(read: ReadBinary): WasmHost<Cornerstone.OpenJph> {
  return new WasmHost('htj2k', async () => {
    const { default: factory } = await import('@cornerstonejs/codec-openjph/wasmjs');
    const { default: url } = await import('@cornerstonejs/codec-openjph/wasm?url');
    return factory({ wasmBinary: await read(url), ...QUIET });
  });
}
