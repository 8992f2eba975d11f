/** The entropy-coded data of a scan, made ready to be read bit by bit. */
import { badFrame } from '../codec';
import { MARKER } from './segments';

/** No block takes more: 64 coefficients of 16 bits code and 16 bits value. What is read past the end are zeros. */
const PADDING = 512;
/** Positions are counted in bits, as small integers. */
const MOST_BYTES = 0x0fffff00;

/** A scan's data without stuffed bytes, cut at restart markers. */
export interface Intervals {
  /** All intervals one after the other, then padding. */
  readonly bytes: Uint8Array;
  /** End of each interval, in bytes. */
  readonly ends: readonly number[];
}

/**
 * Takes the stuffed bytes out of a scan's data and cuts it at its restart markers (T.81 B.1.1.5).
 * @throws DicomError `bad-frame` if these do not count up, as after one was lost
 */
export function splitIntervals(source: Uint8Array, start: number, end: number): Intervals {
  if (end - start > MOST_BYTES) throw badFrame('jpeg', start);
  const bytes = new Uint8Array(end - start + PADDING);
  const ends: number[] = [];
  let filled = 0;
  let at = start;
  while (at < end) {
    const prefix = source.indexOf(0xff, at);
    const stop = prefix < 0 || prefix >= end ? end : prefix;
    bytes.set(source.subarray(at, stop), filled);
    filled += stop - at;
    at = stop + 1;
    while (at < end && source[at] === 0xff) at++;
    if (stop === end || at >= end) break;
    if (source[at] === 0) {
      bytes[filled++] = 0xff;
    } else {
      if (source[at] !== MARKER.RST0 + (ends.length & 7)) throw badFrame('jpeg', at);
      ends.push(filled);
    }
    at++;
  }
  ends.push(filled);
  return { bytes, ends };
}
