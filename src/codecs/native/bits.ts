/** Single bit samples, packed from the least significant bit on (PS3.5 8.1.1). */

/** One byte, 0 or 1, for each of `length` bits. */
export function unpackBits(packed: Uint8Array, length: number): Uint8Array {
  const bits = new Uint8Array(length);
  for (let index = 0; index < length; index++) bits[index] = (packed[index >> 3] >> (index & 7)) & 1;
  return bits;
}

export function packBits(bits: ArrayLike<number>): Uint8Array {
  const packed = new Uint8Array(Math.ceil(bits.length / 8));
  for (let index = 0; index < bits.length; index++) packed[index >> 3] |= (bits[index] & 1) << (index & 7);
  return packed;
}
