/** Whether native pixel data are as long as their description says, told from lengths alone (PS3.5 8.1.1, 8.2). */
import { type DataSet, KIND } from '../dicom/data-set';
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, PIXEL_DATA, type Tag } from '../dicom/tag';
import { Attributes } from './attributes';
import { isColor, PHOTOMETRICS } from './description';

const SAMPLES_PER_PIXEL: Tag = 0x00280002;
const PHOTOMETRIC_INTERPRETATION: Tag = 0x00280004;
const NUMBER_OF_FRAMES: Tag = 0x00280008;
const ROWS: Tag = 0x00280010;
const COLUMNS: Tag = 0x00280011;
const BITS_ALLOCATED: Tag = 0x00280100;

export interface DeclaredLength {
  /** Of Pixel Data, Float Pixel Data or Double Float Pixel Data. */
  readonly tag: Tag;
  /** Bytes of all frames, without padding. */
  readonly expected: number;
  /** Bytes that are there. */
  readonly available: number;
}

/**
 * The length that the description gives the native pixel data of a data set, also where they can't be shown;
 * undefined where there are none, or their description does not tell.
 */
export function declaredLength(dataSet: DataSet): DeclaredLength | undefined {
  const tag = [PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA].find((one) => dataSet.find(one) >= 0);
  if (tag === undefined) return undefined;
  const row = dataSet.find(tag);
  if (dataSet.kind(row) === KIND.fragments) return undefined;
  const attributes = new Attributes(dataSet);
  const [rows, columns, bits] = [ROWS, COLUMNS, BITS_ALLOCATED].map((one) => attributes.number(one) ?? 0);
  const name = attributes.text(PHOTOMETRIC_INTERPRETATION);
  const photometric = PHOTOMETRICS.find((one) => one === name) ?? 'MONOCHROME2';
  const samples = attributes.number(SAMPLES_PER_PIXEL) ?? (isColor(photometric) ? 3 : 1);
  const count = attributes.number(NUMBER_OF_FRAMES) ?? 1;
  const frames = Number.isInteger(count) && count > 0 ? count : 1;
  const available = dataSet.valueEnd(row) - dataSet.valueStart(row);
  const bytesOf = (perPixel: number): number => Math.ceil((frames * rows * columns * perPixel * bits) / 8);
  // Two pixels share their chrominance, unless a writer says so and does not do it.
  const isHalved = photometric.endsWith('_422') && available < bytesOf(samples);
  const expected = bytesOf(isHalved ? 2 : samples);
  return expected > 0 ? { tag, expected, available } : undefined;
}
