/** What Tesseract loads by itself, and how the build keeps it and ZXing away from the network. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

/** Where packages would fetch their parts if nobody said where these lie. */
const NETWORK = /https:\/\/(cdn\.jsdelivr\.net|fastly\.jsdelivr\.net|unpkg\.com)/g;
const NOWHERE = 'about:';

/**
 * Puts the engine's worker, its WebAssembly and what it knows of Latin letters into the folder ocr.
 *
 * @param core - its build: `relaxedsimd` runs in every Chromium that the manifest admits, `simd` in Firefox too
 */
export function ocrFiles(core: 'relaxedsimd' | 'simd'): Plugin {
  const wasm = `tesseract.js-core/tesseract-core-${core}-lstm.wasm`;
  const files: readonly (readonly [file: string, name: string])[] = [
    ['tesseract.js/dist/worker.min.js', 'worker.js'],
    [wasm.replace(/wasm$/, 'js'), 'core.js'],
    // The script asks for it by this name, beside the worker.
    [wasm, basename(wasm)],
    ['@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz', 'eng.traineddata.gz'],
  ];
  return {
    name: 'ocr-files',
    generateBundle() {
      for (const [file, name] of files) {
        const source = readFileSync(join('node_modules', file));
        const text = () => source.toString('utf8').replaceAll(NETWORK, NOWHERE);
        this.emitFile({ type: 'asset', fileName: `ocr/${name}`, source: name.endsWith('.js') ? text() : source });
      }
    },
  };
}

/** Takes out of bundled packages the addresses that they fall back to: nothing is ever loaded from there. */
export function withoutNetwork(): Plugin {
  return {
    name: 'without-network',
    transform: (code, id) =>
      /node_modules\/(tesseract\.js|zxing-wasm)\//.test(id)
        ? { code: code.replaceAll(NETWORK, NOWHERE), map: null }
        : null,
  };
}
