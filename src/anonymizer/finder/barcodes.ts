/** Barcodes and two-dimensional codes, read by ZXing. */
import { prepareZXingModule, type ReadInputBarcodeFormat, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { bounding, clip } from '../../core/pixel/rectangle';
import type { Found, Picture } from './found';

/** What wristbands, labels and reports carry. Codes that noise makes by chance are left out. */
const FORMATS: ReadInputBarcodeFormat[] = [
  'QRCode',
  'MicroQRCode',
  'DataMatrix',
  'Aztec',
  'PDF417',
  'Code128',
  'Code39',
  'Code93',
  'EAN13',
  'EAN8',
  'UPCA',
];
/** A code of bars has to be read along so many lines. */
const LEAST_LINES = 3;
const MOST_CODES = 32;
/** Around a code, as a share of its longer side: its edge is found to a module. */
const PADDING = 0.06;

/** @param wasm - where ZXing lies: it would take it from the network by itself */
export async function findBarcodes(picture: Picture, wasm: string): Promise<readonly Found[]> {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  const { rgba, columns, rows } = picture;
  const read = await readBarcodes(new ImageData(rgba, columns, rows), {
    formats: FORMATS,
    tryHarder: true,
    minLineCount: LEAST_LINES,
    maxNumberOfSymbols: MOST_CODES,
  });
  return read.flatMap((code): Found[] => {
    const place = clip(placeOf(code), picture);
    return place ? [{ ...place, kind: 'barcode', text: code.text }] : [];
  });
}

function placeOf({ position: { topLeft, topRight, bottomLeft, bottomRight } }: ReadResult) {
  const corners = [topLeft, topRight, bottomLeft, bottomRight].map(({ x, y }) => ({ x, y, width: 0, height: 0 }));
  const { x, y, width, height } = bounding(corners);
  const by = Math.ceil(PADDING * Math.max(width, height));
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
