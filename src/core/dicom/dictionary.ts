/**
 * The registry of data elements (PS3.6), unpacked on first use. Private data elements, items and delimiters
 * are not in it; group lengths (gggg,0000) of all even groups are (PS3.5 7.2).
 */
import { DICTIONARY, DICTIONARY_ROWS, PATTERN_ROWS, PATTERNS } from './dictionary.data';
import { isPrivate, makeTag, type Tag } from './tag';
import { TagIndex } from './tag-index';
import { NO_VR, VR, type VrCode, vrName } from './vr';

export interface DictionaryEntry {
  /** The tag asked for; of a repeating group, one of its many. */
  readonly tag: Tag;
  readonly keyword: string;
  readonly name: string;
  /** As PS3.6 has it, such as `US or SS`. */
  readonly vr: string;
  readonly vm: string;
  readonly retired: boolean;
}

/**
 * VRs that PS3.6 leaves open, and the one to take where a file does not say. Bytes pass unchanged under
 * either; the choice is that of PS3.5 Annex A.1 for implicit VR (OW for pixel data, waveforms and overlays),
 * and US for numbers, which Pixel Representation makes SS.
 */
const OPEN_VRS: Readonly<Record<string, { readonly name: string; readonly vr: VrCode }>> = {
  us: { name: 'US or SS', vr: VR.US },
  ob: { name: 'OB or OW', vr: VR.OW },
  uo: { name: 'US or OW', vr: VR.OW },
  so: { name: 'US or SS or OW', vr: VR.OW },
};

interface Pattern {
  readonly mask: number;
  readonly value: number;
  readonly row: number;
}

interface Dictionary {
  readonly text: string;
  readonly index: TagIndex;
  /** By row, from 1: where its VR stands in `text`, its tag and VR. Patterns come last. */
  readonly starts: Uint32Array;
  readonly tags: Uint32Array;
  readonly vrs: Uint8Array;
  readonly patterns: readonly Pattern[];
}

let unpacked: Dictionary | undefined;

function dictionary(): Dictionary {
  unpacked ??= unpack();
  return unpacked;
}

/** The entry of a tag, also in repeating groups (50xx, 60xx, 7Fxx) and elements. */
export function lookup(tag: Tag): DictionaryEntry | undefined {
  const row = rowOf(tag);
  if (row !== 0) return entryOf(tag, row);
  return isGroupLength(tag)
    ? { tag, keyword: 'GenericGroupLength', name: 'Generic Group Length', vr: 'UL', vm: '1', retired: true }
    : undefined;
}

/** The VR of a tag, or `NO_VR`; see `OPEN_VRS` for those that PS3.6 leaves open. */
export function dictionaryVr(tag: Tag): VrCode {
  const row = rowOf(tag);
  if (row !== 0) return dictionary().vrs[row];
  return isGroupLength(tag) ? VR.UL : NO_VR;
}

export function isKnown(tag: Tag): boolean {
  return rowOf(tag) !== 0 || isGroupLength(tag);
}

let tagsByKeyword: Map<string, Tag> | undefined;

/** The tag of a keyword; of a repeating group or element, the lowest. */
export function tagOfKeyword(keyword: string): Tag | undefined {
  if (tagsByKeyword === undefined) {
    tagsByKeyword = new Map();
    for (const entry of entries()) tagsByKeyword.set(entry.keyword, entry.tag);
  }
  return tagsByKeyword.get(keyword);
}

/** All entries by tag, then those of repeating groups and elements. */
export function* entries(): Iterable<DictionaryEntry> {
  const { tags } = dictionary();
  for (let row = 1; row < tags.length; row++) yield entryOf(tags[row], row);
}

function isGroupLength(tag: Tag): boolean {
  return (tag & 0x1ffff) === 0 && tag < 0xfffe0000;
}

function rowOf(tag: Tag): number {
  if (isPrivate(tag)) return 0;
  const { index, patterns } = dictionary();
  const row = index.get(tag);
  if (row !== 0 || (tag & 0xffff) === 0) return row;
  for (const pattern of patterns) {
    if ((tag & pattern.mask) >>> 0 === pattern.value) return pattern.row;
  }
  return 0;
}

function entryOf(tag: Tag, row: number): DictionaryEntry {
  const { text, starts } = dictionary();
  const line = text.slice(starts[row], text.indexOf('\n', starts[row]));
  const vr = line.slice(0, 2);
  const parts = line.slice(3).split('|');
  const name = parts[1] ?? parts[0];
  return {
    tag,
    keyword: parts[2] ?? keywordOfName(name),
    name,
    vr: OPEN_VRS[vr]?.name ?? vr,
    vm: parts.length === 1 ? '1' : parts[0],
    retired: line.charAt(2) === '-',
  };
}

/** `Patient's Name` -> `PatientName`, as most keywords of PS3.6 are made. */
function keywordOfName(name: string): string {
  const words = name
    .replace(/'s\b/g, '')
    .replace(/\(s\)/g, 's')
    .split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Lines are `@gggg`, then `eeee VR...` for its elements; the patterns are `ggggeeee VR...` with x for any digit. */
function unpack(): Dictionary {
  const text = `${DICTIONARY}\n${PATTERNS}\n`;
  const index = new TagIndex(DICTIONARY_ROWS);
  const starts = new Uint32Array(DICTIONARY_ROWS + PATTERN_ROWS + 1);
  const tags = new Uint32Array(starts.length);
  const vrs = new Uint8Array(starts.length);
  const patterns: Pattern[] = [];
  const codeOfLetters = vrByLetters();
  let group = 0;
  let row = 0;
  let start = 0;
  while (row < DICTIONARY_ROWS) {
    if (text.charCodeAt(start) === AT_SIGN) {
      group = hexAt(text, start + 1);
    } else {
      row++;
      tags[row] = makeTag(group, hexAt(text, start));
      index.set(tags[row], row);
      starts[row] = start + 5;
      vrs[row] = codeOfLetters[letters(text, start + 5)];
    }
    start = text.indexOf('\n', start) + 1;
  }
  while (start < text.length) {
    row++;
    const digits = text.slice(start, start + 8);
    const mask = Number.parseInt(digits.replace(/[^x]/g, 'F').replaceAll('x', '0'), 16);
    const value = Number.parseInt(digits.replaceAll('x', '0'), 16);
    tags[row] = lowestOwnTag(value, mask, index);
    starts[row] = start + 9;
    vrs[row] = codeOfLetters[letters(text, start + 9)];
    patterns.push({ mask, value, row });
    start = text.indexOf('\n', start) + 1;
  }
  return { text, index, starts, tags, vrs, patterns };
}

/** The lowest tag that only the pattern covers: no group length, and not listed by itself. */
function lowestOwnTag(value: Tag, mask: number, index: TagIndex): Tag {
  let tag = value;
  while (isGroupLength(tag) || isPrivate(tag) || index.get(tag) !== 0)
    tag = ((((tag | mask) + 1) & ~mask) | value) >>> 0;
  return tag;
}

const AT_SIGN = 0x40;

/** Four hexadecimal digits, which are in upper case. */
function hexAt(text: string, start: number): number {
  let value = 0;
  for (let at = start; at < start + 4; at++) {
    const code = text.charCodeAt(at);
    value = (value << 4) | (code - (code < AT_SIGN ? 0x30 : 0x37));
  }
  return value;
}

/** Two letters as one number below 4096; upper and lower case differ. */
function letters(text: string, start: number): number {
  return ((text.charCodeAt(start) & 0x3f) << 6) | (text.charCodeAt(start + 1) & 0x3f);
}

function vrByLetters(): Uint8Array {
  const codes = new Uint8Array(4096);
  for (let code = 1; vrName(code) !== ''; code++) codes[letters(vrName(code), 0)] = code;
  for (const [name, { vr }] of Object.entries(OPEN_VRS)) codes[letters(name, 0)] = vr;
  return codes;
}
