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

const work = new Int32Array(BLOCK);

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
    const sample = ((coefficients[offset] * quantizer[0] + 4) >> 3) + middle;
    const clamped = Math.min(most, Math.max(0, sample));
    for (let row = 0; row < 8; row++) out.fill(clamped, to + row * stride, to + row * stride + 8);
    return;
  }
  work.fill(0);
  for (let k = 0; k <= last; k++) work[ZIGZAG[k]] = coefficients[offset + k] * quantizer[k];
  for (let column = 0; column < 8; column++) transform(column, 8, FRACTION - kept);
  for (let row = 0; row < 8; row++) {
    transform(row * 8, 1, FRACTION + kept + 3);
    const start = to + row * stride;
    for (let column = 0; column < 8; column++) {
      const sample = work[row * 8 + column] + middle;
      out[start + column] = Math.min(most, Math.max(0, sample));
    }
  }
}

/** One dimension, in place: eight values from `at` on, `step` apart, rounded and shifted right by `shift`. */
function transform(at: number, step: number, shift: number): void {
  const i1 = at + step;
  const i2 = at + 2 * step;
  const i3 = at + 3 * step;
  const i4 = at + 4 * step;
  const i5 = at + 5 * step;
  const i6 = at + 6 * step;
  const i7 = at + 7 * step;
  const x1 = work[i1];
  const x2 = work[i2];
  const x3 = work[i3];
  const x5 = work[i5];
  const x6 = work[i6];
  const x7 = work[i7];
  const half = 1 << (shift - 1);

  const evenSum = (x2 + x6) * EVEN_SUM;
  const even2 = evenSum + x2 * EVEN_2;
  const even6 = evenSum - x6 * EVEN_6;
  const sum = ((work[at] + work[i4]) << FRACTION) + half;
  const difference = ((work[at] - work[i4]) << FRACTION) + half;
  const e0 = sum + even2;
  const e3 = sum - even2;
  const e1 = difference + even6;
  const e2 = difference - even6;

  const all = (x1 + x3 + x5 + x7) * CROSS_ALL;
  const with17 = -(x1 + x7) * CROSS_17;
  const with35 = -(x3 + x5) * CROSS_35;
  const with37 = all - (x3 + x7) * CROSS_37;
  const with15 = all - (x1 + x5) * CROSS_15;
  const o7 = x7 * ODD_7 + with17 + with37;
  const o5 = x5 * ODD_5 + with35 + with15;
  const o3 = x3 * ODD_3 + with35 + with37;
  const o1 = x1 * ODD_1 + with17 + with15;

  work[at] = (e0 + o1) >> shift;
  work[i7] = (e0 - o1) >> shift;
  work[i1] = (e1 + o3) >> shift;
  work[i6] = (e1 - o3) >> shift;
  work[i2] = (e2 + o5) >> shift;
  work[i5] = (e2 - o5) >> shift;
  work[i3] = (e3 + o7) >> shift;
  work[i4] = (e3 - o7) >> shift;
}
