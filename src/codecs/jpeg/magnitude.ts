/** How signed numbers are coded: a category, which is how many bits they need, and those bits (ITU-T T.81 F.1.2.1). */

export function category(value: number): number {
  return 32 - Math.clz32(value < 0 ? -value : value);
}

/** The value, or for negative ones the value minus 1; as many of its low bits as its category count. */
export function magnitudeBits(value: number): number {
  return value < 0 ? value - 1 : value;
}

/** The number that the upper `category` bits of a word stand for (T.81 F.2.2.1, EXTEND). */
export function extend(word: number, category: number): number {
  const bits = word >>> (32 - category);
  return word < 0 ? bits : bits - (1 << category) + 1;
}

/** Of the differences of quantized DC coefficients; lossless JPEG knows one category more (T.81 F.1.2.1.1, H.1.2.2). */
export const WIDEST_DIFFERENCE = 15;
