import { FLAG } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { VR } from '../dicom/vr';
import type { Attributes } from './attributes';

/** A lookup table (PS3.3 C.11.1.1.1): input `first` gives `entries[0]`; what lies outside gives the nearest end. */
export interface Lut {
  readonly first: number;
  /** Each entry has so many significant bits. */
  readonly bits: number;
  readonly entries: Uint16Array;
}

const LUT_DESCRIPTOR: Tag = 0x00283002;
const LUT_DATA: Tag = 0x00283006;
const MOST_ENTRIES = 65_536;

export interface LutDescriptor {
  readonly length: number;
  readonly first: number;
  readonly bits: number;
}

export function lookUp(lut: Lut, input: number): number {
  const index = Math.trunc(input) - lut.first;
  const last = lut.entries.length - 1;
  return lut.entries[Math.max(0, Math.min(index, last))];
}

/** The table in an item of a Modality LUT or VOI LUT Sequence; undefined if it can't be used. */
export async function readLut(item: Attributes, signedInput: boolean): Promise<Lut | undefined> {
  const descriptor = lutDescriptor(item, LUT_DESCRIPTOR, signedInput);
  const words = descriptor && (await lutWords(item, LUT_DATA, descriptor));
  if (!words) return undefined;
  return { first: descriptor.first, bits: significantBits(descriptor.bits, words), entries: words };
}

/** A LUT descriptor (PS3.3 C.11.1.1.1), where 0 stands for 65536 entries. */
export function lutDescriptor(item: Attributes, tag: Tag, signedInput: boolean): LutDescriptor | undefined {
  const [length, , bits] = item.numbers(tag);
  const [, first] = item.numbers(tag, signedInput);
  if (length === undefined || first === undefined || bits === undefined || bits < 1 || bits > 16) return undefined;
  return { length: length & 0xffff || MOST_ENTRIES, first, bits };
}

/** The entries of a table: 16-bit words, or bytes where there are not enough words. */
export async function lutWords(
  item: Attributes,
  tag: Tag,
  { length, bits }: LutDescriptor,
): Promise<Uint16Array | undefined> {
  const words = await wordsOf(item, tag);
  if (!words) return undefined;
  if (words.length >= length) return words.slice(0, length);
  if (bits > 8 || words.length * 2 < length) return undefined;
  return Uint16Array.from({ length }, (_, i) => (words[i >> 1] >> (8 * (i & 1))) & 0xff);
}

/** The value of an element as 16-bit words; it may be longer than what the reader kept. */
export async function wordsOf(item: Attributes, tag: Tag): Promise<Uint16Array | undefined> {
  const { dataSet } = item;
  const row = item.row(tag);
  if (row < 0) return undefined;
  const value = dataSet.value(row) ?? (await dataSet.source.read(dataSet.valueStart(row), dataSet.valueEnd(row)));
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const little = !dataSet.has(row, FLAG.bigEndian) || dataSet.vrs[row] === VR.OB;
  return Uint16Array.from({ length: value.length >> 1 }, (_, i) => view.getUint16(2 * i, little));
}

/** The descriptor's, or more where entries exceed them. */
function significantBits(bits: number, words: Uint16Array): number {
  let all = 0;
  for (const word of words) all |= word;
  return Math.max(bits, 32 - Math.clz32(all));
}
