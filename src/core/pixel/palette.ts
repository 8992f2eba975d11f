import type { Tag } from '../dicom/tag';
import type { Attributes } from './attributes';
import { type LutDescriptor, lutDescriptor, lutWords, wordsOf } from './lut';
import { expandSegments } from './segmented-lut';

/** A palette (PS3.3 C.7.9): stored value `first` has the first color; what lies outside the nearest. */
export interface Palette {
  readonly first: number;
  /** 8 bits each, of the same length. */
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

const DESCRIPTORS: readonly Tag[] = [0x00281101, 0x00281102, 0x00281103];
const DATA: readonly Tag[] = [0x00281201, 0x00281202, 0x00281203];
const SEGMENTED_DATA: readonly Tag[] = [0x00281221, 0x00281222, 0x00281223];

/** The palette of an image, segmented or not; undefined where it is missing or can't be used. */
export async function readPalette(attributes: Attributes, signedIndex: boolean): Promise<Palette | undefined> {
  const tables: Uint16Array[] = [];
  let shared: LutDescriptor | undefined;
  for (const [color, tag] of DESCRIPTORS.entries()) {
    const descriptor = lutDescriptor(attributes, tag, signedIndex);
    const entries = descriptor && (await colorEntries(attributes, color, descriptor));
    if (!entries) return undefined;
    shared ??= descriptor;
    tables.push(entries);
  }
  if (!shared || tables.some(({ length }) => length !== shared.length)) return undefined;
  // PS3.3 C.7.6.3.1.5 demands full range, but there are writers of 8-bit entries that say 16.
  const isWide = shared.bits > 8 && tables.some((entries) => entries.some((entry) => entry > 0xff));
  const [red, green, blue] = tables.map((entries) =>
    Uint8Array.from(entries, (entry) => (isWide ? entry >> 8 : entry)),
  );
  return { first: shared.first, red, green, blue };
}

async function colorEntries(
  attributes: Attributes,
  color: number,
  descriptor: LutDescriptor,
): Promise<Uint16Array | undefined> {
  if (attributes.row(SEGMENTED_DATA[color]) < 0) return lutWords(attributes, DATA[color], descriptor);
  const words = await wordsOf(attributes, SEGMENTED_DATA[color]);
  return words && expandSegments(words, descriptor);
}
