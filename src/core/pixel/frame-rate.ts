import type { DataSet } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { Attributes } from './attributes';

const RECOMMENDED_DISPLAY_FRAME_RATE: Tag = 0x00082144;
const CINE_RATE: Tag = 0x00180040;
const FRAME_TIME: Tag = 0x00181063;
const FRAME_TIME_VECTOR: Tag = 0x00181065;

/** Where the file says nothing. */
const USUAL = 15;
const SLOWEST = 0.5;
const FASTEST = 60;

/** Frames a second at which a multi-frame image is meant to be played (PS3.3 C.7.6.5). */
export function frameRate(dataSet: DataSet): number {
  const attributes = new Attributes(dataSet);
  const stated = [RECOMMENDED_DISPLAY_FRAME_RATE, CINE_RATE].map((tag) => attributes.number(tag));
  // The first entry of the vector is 0: no frame comes before the first.
  const times = attributes.numbers(FRAME_TIME_VECTOR).slice(1);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const milliseconds = [attributes.number(FRAME_TIME), mean].map((time) => time && 1000 / time);
  const rate = [...stated, ...milliseconds].find((one) => one !== undefined && Number.isFinite(one) && one > 0);
  return Math.min(FASTEST, Math.max(SLOWEST, rate ?? USUAL));
}
