/** The worker that searches pictures for text and codes. Tesseract runs in one of its own, which ends with it. */
import * as Comlink from 'comlink';
import zxing from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { answer } from '../../jobs/answer';
import { findAll } from './find';
import type { FinderApi } from './finder-api';
import type { LineReader } from './reader';
import { openTesseract } from './tesseract';

/** Where the build puts what Tesseract is made of. */
const OCR = new URL('/ocr/', location.origin).href;

let reader: Promise<LineReader> | undefined;

const api: FinderApi = {
  find: (pictures, onProgress) =>
    answer(async () => {
      reader ??= openTesseract({
        workerPath: `${OCR}worker.js`,
        corePath: `${OCR}core.js`,
        langPath: OCR,
      });
      return findAll(pictures, await reader, zxing, onProgress);
    }),
};

Comlink.expose(api);
