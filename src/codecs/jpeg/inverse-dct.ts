/** Dequantization and inverse DCT of a block (ITU-T T.81 A.3.3, A.3.4) in integers, after Loeffler, Ligtenberg and Moschytz. */
import { BLOCK } from './frame-header';

/** Where the k-th coefficient in zigzag order stands in the block, row by row (T.81 Figure 5). */
export const ZIGZAG = zigzag();

/** Bits of the constants' fractions. */
const FRACTION = 13;
const fixed = (value: number) => Math.round(value * (1 << FRACTION));

/** Multipliers of the algorithm's rotations: c(n) is the cosine of n pi / 16, each times the root of 2. */
const cosine = (n: number) => Math.SQRT2 * Math.cos((n * Math.PI) / 16);
const [C1, C2, C3, C5, C6, C7] = [1, 2, 3, 5, 6, 7].map(cosine);
const EVEN_SUM = fixed(C6);
const EVEN_2 = fixed(C2 - C6);
const EVEN_6 = fixed(C2 + C6);
const ODD_1 = fixed(C1 + C3 - C5 - C7);
const ODD_3 = fixed(C1 + C3 + C5 - C7);
const ODD_5 = fixed(C1 + C3 - C5 + C7);
const ODD_7 = fixed(C3 + C5 - C1 - C7);
const CROSS_17 = fixed(C3 - C7);
const CROSS_35 = fixed(C1 + C3);
const CROSS_37 = fixed(C3 + C5);
const CROSS_15 = fixed(C3 - C5);
const CROSS_ALL = fixed(C3);

/** A block between the steps: as it is, and turned so that its columns are its rows. */
const upright = new Int32Array(BLOCK);
const turned = new Int32Array(BLOCK);

function zigzag(): Uint8Array {
  const places = Array.from({ length: BLOCK }, (_, place) => ({ row: place >> 3, column: place & 7, place }));
  places.sort((one, other) => {
    const [diagonal, otherDiagonal] = [one.row + one.column, other.row + other.column];
    if (diagonal !== otherDiagonal) return diagonal - otherDiagonal;
    return diagonal % 2 === 0 ? other.row - one.row : one.row - other.row;
  });
  return Uint8Array.from(places, ({ place }) => place);
}

/**
 * Writes the 8 x 8 samples of a block to `out`, `stride` samples a row.
 * @param quantizer in zigzag order, as the coefficients are
 */
export function inverseDct(
  coefficients: Int16Array,
  offset: number,
  quantizer: Uint16Array,
  precision: number,
  out: Uint16Array,
  to: number,
  stride: number,
): void {
  const most = (1 << precision) - 1;
  const middle = 1 << (precision - 1);
  // Fraction bits kept between the passes; 12-bit samples leave room for one only.
  const kept = precision > 8 ? 1 : 2;
  let last = BLOCK - 1;
  while (last > 0 && coefficients[offset + last] === 0) last--;
  if (last === 0) {
    const sample = clamp(((coefficients[offset] * quantizer[0] + 4) >> 3) + middle, most);
    for (let row = 0; row < 8; row++) {
      const start = to + row * stride;
      for (let at = start; at < start + 8; at++) out[at] = sample;
    }
    return;
  }
  upright.fill(0);
  for (let k = 0; k <= last; k++) upright[ZIGZAG[k]] = coefficients[offset + k] * quantizer[k];
  transformColumns(upright, turned, FRACTION - kept);
  transformColumns(turned, upright, FRACTION + kept + 3);
  for (let from = 0, at = to; from < BLOCK; from += 8, at += stride) {
    out[at] = clamp(upright[from] + middle, most);
    out[at + 1] = clamp(upright[from + 1] + middle, most);
    out[at + 2] = clamp(upright[from + 2] + middle, most);
    out[at + 3] = clamp(upright[from + 3] + middle, most);
    out[at + 4] = clamp(upright[from + 4] + middle, most);
    out[at + 5] = clamp(upright[from + 5] + middle, most);
    out[at + 6] = clamp(upright[from + 6] + middle, most);
    out[at + 7] = clamp(upright[from + 7] + middle, most);
  }
}

/** @param most - a power of two minus one */
function clamp(sample: number, most: number): number {
  if ((sample & ~most) === 0) return sample;
  return sample < 0 ? 0 : most;
}

/**
 * One dimension: columns of `source` become rows of `target`, rounded and shifted right by `shift`. `imul` and `| 0`
 * say that 32-bit integers are enough: without them the engine counts in floating point.
 */
function transformColumns(source: Int32Array, target: Int32Array, shift: number): void {
  const half = 1 << (shift - 1);
  for (let column = 0, to = 0; column < 8; column++, to += 8) {
    const x0 = source[column];
    const x1 = source[column + 8];
    const x2 = source[column + 16];
    const x3 = source[column + 24];
    const x4 = source[column + 32];
    const x5 = source[column + 40];
    const x6 = source[column + 48];
    const x7 = source[column + 56];

    const evenSum = Math.imul(x2 + x6, EVEN_SUM);
    const even2 = (evenSum + Math.imul(x2, EVEN_2)) | 0;
    const even6 = (evenSum - Math.imul(x6, EVEN_6)) | 0;
    const sum = (((x0 + x4) << FRACTION) + half) | 0;
    const difference = (((x0 - x4) << FRACTION) + half) | 0;
    const e0 = (sum + even2) | 0;
    const e3 = (sum - even2) | 0;
    const e1 = (difference + even6) | 0;
    const e2 = (difference - even6) | 0;

    const all = Math.imul(x1 + x3 + x5 + x7, CROSS_ALL);
    const with17 = Math.imul(x1 + x7, CROSS_17);
    const with35 = Math.imul(x3 + x5, CROSS_35);
    const with37 = (all - Math.imul(x3 + x7, CROSS_37)) | 0;
    const with15 = (all - Math.imul(x1 + x5, CROSS_15)) | 0;
    const o7 = (Math.imul(x7, ODD_7) - with17 + with37) | 0;
    const o5 = (Math.imul(x5, ODD_5) - with35 + with15) | 0;
    const o3 = (Math.imul(x3, ODD_3) - with35 + with37) | 0;
    const o1 = (Math.imul(x1, ODD_1) - with17 + with15) | 0;

    target[to] = (e0 + o1) >> shift;
    target[to + 7] = (e0 - o1) >> shift;
    target[to + 1] = (e1 + o3) >> shift;
    target[to + 6] = (e1 - o3) >> shift;
    target[to + 2] = (e2 + o5) >> shift;
    target[to + 5] = (e2 - o5) >> shift;
    target[to + 3] = (e3 + o7) >> shift;
    target[to + 4] = (e3 - o7) >> shift;
  }
}
