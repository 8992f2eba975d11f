/** Tesseract, the engine that reads. It runs in a worker of its own. */
import { createWorker, PSM, type Word as ReadWord, type WorkerOptions } from 'tesseract.js';
import type { Plane } from '../../core/pixel/text/plane';
import type { LineReader, Word } from './reader';

const LSTM_ONLY = 1;
/** Where its files lie: what is not said it would take from the network. */
export type TesseractPaths = Pick<WorkerOptions, 'langPath'> & Partial<Pick<WorkerOptions, 'workerPath' | 'corePath'>>;

export async function openTesseract(paths: TesseractPaths): Promise<LineReader> {
  const worker = await createWorker('eng', LSTM_ONLY, {
    ...paths,
    workerBlobURL: false,
    cacheMethod: 'none',
    gzip: true,
    // What goes wrong is thrown where it was asked for.
    errorHandler: () => undefined,
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE,
    user_defined_dpi: '300',
    debug_file: '/dev/null',
  });
  return {
    read: async (line) => {
      // It takes encoded bytes too, which its types do not say.
      const { data } = await worker.recognize(graymap(line) as never, {}, { text: false, blocks: true });
      return (data.blocks ?? [])
        .flatMap(({ paragraphs }) => paragraphs)
        .flatMap(({ lines }) => lines)
        .flatMap(({ words }) => words)
        .map(wordOf);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

function wordOf({ text, confidence, bbox: { x0, y0, x1, y1 } }: ReadWord): Word {
  return { text, confidence, place: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } };
}

/** A plane as a portable graymap, which takes no encoder. */
function graymap({ columns, rows, data }: Plane): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${columns} ${rows}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}
