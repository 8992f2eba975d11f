/** The Application Level Confidentiality Profile: PS3.15 Table E.1-1, unpacked on first use. */
import { isPrivate, type Tag } from '../../dicom/tag';
import { TagIndex } from '../../dicom/tag-index';
import type { OptionName } from './option-names';
import { METHODS, PROFILE } from './profile.data';

export { OPTION_NAMES, type OptionName } from './option-names';
export { PROFILE_EDITION } from './profile.data';

/** Action codes of the Basic Profile (PS3.15 Table E.1-1a). */
export type ProfileCode = 'D' | 'Z' | 'X' | 'K' | 'C' | 'U' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D' | 'X/Z/U*';

export interface ProfileRow {
  /** Of the rows for 50xx and 60xx the tag with 00 for xx; of the row for private data elements (0001,0000). */
  readonly tag: Tag;
  readonly code: ProfileCode;
  /** What an option does instead of `code`, where it has something to say. */
  readonly options: Readonly<Partial<Record<OptionName, 'K' | 'C'>>>;
}

/** A De-identification Method Code (PS3.16 CID 7050, scheme DCM) and the option that it stands for. */
export interface MethodCode {
  readonly option: OptionName | 'basic';
  readonly code: string;
  readonly meaning: string;
}

export const METHOD_CODES: readonly MethodCode[] = METHODS.split('\n').map((line) => {
  const [option, code, meaning] = line.split('|');
  return { option: option as MethodCode['option'], code, meaning };
});

export function methodCodeOf(option: OptionName | 'basic'): MethodCode {
  const found = METHOD_CODES.find((method) => method.option === option);
  if (!found) throw new RangeError(option);
  return found;
}

const PRIVATE: Tag = 0x00010000;
const CURVE: Tag = 0x50000000;

interface Profile {
  readonly rows: readonly ProfileRow[];
  /** From tags to places in `rows`, from 1. */
  readonly index: TagIndex;
}

let unpacked: Profile | undefined;

/**
 * The row of a tag, the same object for each call. All curve elements (50xx,xxxx) and all private data elements
 * have one row each; overlays of all groups share theirs.
 */
export function profileRow(tag: Tag): ProfileRow | undefined {
  unpacked ??= unpack();
  return unpacked.rows[unpacked.index.get(rowTag(tag)) - 1];
}

/** All rows of the table. */
export function profileRows(): readonly ProfileRow[] {
  unpacked ??= unpack();
  return unpacked.rows;
}

function rowTag(tag: Tag): Tag {
  if (isPrivate(tag)) return PRIVATE;
  if (tag >>> 24 === 0x50) return CURVE;
  return tag >>> 24 === 0x60 ? (tag & 0xff00ffff) >>> 0 : tag;
}

function unpack(): Profile {
  const rows: ProfileRow[] = [];
  let code = 'X' as ProfileCode;
  let options: ProfileRow['options'] = {};
  for (const line of PROFILE.split('\n')) {
    const colon = line.indexOf(' : ');
    if (colon >= 0) {
      const [first, ...pairs] = line.slice(0, colon).split(' ');
      code = first as ProfileCode;
      options = Object.fromEntries(pairs.map((pair) => pair.split('=')));
    }
    const start = colon >= 0 ? colon + 3 : 1;
    for (const word of line.slice(start).split(' ')) rows.push({ tag: parseRowTag(word), code, options });
  }
  const index = new TagIndex(rows.length);
  for (let place = 0; place < rows.length; place++) index.set(rows[place].tag, place + 1);
  return { rows, index };
}

function parseRowTag(word: string): Tag {
  return word === 'private' ? PRIVATE : Number.parseInt(word.includes('x') ? word.replaceAll('x', '0') : word, 16);
}
