/**
 * The registry of data elements (PS3.6), unpacked on first use. Private data elements, items and delimiters
 * are not in it; group lengths (gggg,0000) of all even groups are (PS3.5 7.2).
 */
import {
  NAMES,
  PATTERN_NAMES,
  PATTERN_TAGS,
  PATTERN_VRS,
  TAG_STEPS,
  VR_KINDS,
  VR_LETTERS,
  VRS,
} from './dictionary.data';
import { isPrivate, type Tag } from './tag';
import { NO_VR, VR, type VrCode, vrCode } from './vr';

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

/** The tags of a repeating group or element, such as (60xx,3000): those with `value` in the bits of `mask`. */
export interface TagPattern {
  readonly mask: number;
  readonly value: number;
}

interface Dictionary {
  /** Ascending; the place of a tag is its row. The rows of patterns follow. */
  readonly tags: Uint32Array;
  readonly vrOfLetter: Uint8Array;
  readonly patterns: readonly TagPattern[];
}

let unpacked: Dictionary | undefined;

function dictionary(): Dictionary {
  unpacked ??= unpack();
  return unpacked;
}

const NOT_FOUND = -1;
const CACHE_BITS = 12;
/** The row, plus one, that was found last for tags with the same hash: files ask for few tags, again and again. */
const cache = new Uint16Array(2 ** CACHE_BITS);

/** The entry of a tag, also in repeating groups (50xx, 60xx, 7Fxx) and elements. */
export function lookup(tag: Tag): DictionaryEntry | undefined {
  const row = rowOf(tag);
  if (row !== NOT_FOUND) return entryOf(tag, row);
  return isGroupLength(tag)
    ? { tag, keyword: 'GenericGroupLength', name: 'Generic Group Length', vr: 'UL', vm: '1', retired: true }
    : undefined;
}

/** The VR of a tag, or `NO_VR`; see `OPEN_VRS` for those that PS3.6 leaves open. */
export function dictionaryVr(tag: Tag): VrCode {
  const row = rowOf(tag);
  if (row !== NOT_FOUND) return dictionary().vrOfLetter[letterCodeOf(row)];
  return isGroupLength(tag) ? VR.UL : NO_VR;
}

export function isKnown(tag: Tag): boolean {
  return rowOf(tag) !== NOT_FOUND || isGroupLength(tag);
}

/** The repeating group or element that a tag belongs to; undefined for one that is listed by itself, or not known. */
export function patternOf(tag: Tag): TagPattern | undefined {
  const row = rowOf(tag);
  const { tags, patterns } = dictionary();
  return patterns[row - tags.length];
}

/** All repeating groups and elements. */
export function repeatingPatterns(): readonly TagPattern[] {
  return dictionary().patterns;
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
  const { tags, patterns } = dictionary();
  for (let row = 0; row < tags.length; row++) yield entryOf(tags[row], row);
  for (const [at, pattern] of patterns.entries()) yield entryOf(lowestOwnTag(pattern, tags), tags.length + at);
}

function isGroupLength(tag: Tag): boolean {
  return (tag & 0x1ffff) === 0 && tag < 0xfffe0000;
}

function rowOf(tag: Tag): number {
  if (isPrivate(tag)) return NOT_FOUND;
  const { tags } = dictionary();
  const slot = Math.imul(tag, 0x9e3779b1) >>> (32 - CACHE_BITS);
  const cached = cache[slot];
  if (cached !== 0 && tags[cached - 1] === tag) return cached - 1;
  const row = search(tag);
  if (row === NOT_FOUND) return patternRow(tag);
  cache[slot] = row + 1;
  return row;
}

function search(tag: Tag): number {
  const { tags } = dictionary();
  let low = 0;
  let high = tags.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = tags[middle];
    if (found === tag) return middle;
    if (found < tag) low = middle + 1;
    else high = middle - 1;
  }
  return NOT_FOUND;
}

function patternRow(tag: Tag): number {
  if (isGroupLength(tag)) return NOT_FOUND;
  const { patterns, tags } = dictionary();
  const at = patterns.findIndex(({ mask, value }) => (tag & mask) >>> 0 === value);
  return at < 0 ? NOT_FOUND : tags.length + at;
}

function letterCodeOf(row: number): number {
  return row < VRS.length ? VRS.charCodeAt(row) : PATTERN_VRS.charCodeAt(row - VRS.length);
}

let nameLines: readonly string[] | undefined;

function entryOf(tag: Tag, row: number): DictionaryEntry {
  nameLines ??= `${NAMES}\n${PATTERN_NAMES}`.split('\n');
  const kind = VR_KINDS.split(',')[VR_LETTERS.indexOf(String.fromCharCode(letterCodeOf(row)))];
  const vr = kind.slice(0, 2);
  const parts = nameLines[row].split('|');
  const name = parts[1] ?? parts[0];
  return {
    tag,
    keyword: parts[2] ?? keywordOfName(name),
    name,
    vr: OPEN_VRS[vr]?.name ?? vr,
    vm: parts.length === 1 ? '1' : parts[0],
    retired: kind.endsWith('-'),
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

function unpack(): Dictionary {
  const steps = JSON.parse(`[${TAG_STEPS}]`) as number[];
  const rows = steps.length;
  const patternTags = PATTERN_TAGS.split(' ');
  const tags = new Uint32Array(rows);
  let tag = 0;
  for (let row = 0; row < rows; row++) {
    tag += steps[row];
    tags[row] = tag;
  }
  const patterns = patternTags.map((digits) => ({
    mask: Number.parseInt(digits.replace(/[^x]/g, 'F').replaceAll('x', '0'), 16),
    value: Number.parseInt(digits.replaceAll('x', '0'), 16),
  }));
  return { tags, vrOfLetter: unpackLetters(), patterns };
}

/** By the character code of the letter. */
function unpackLetters(): Uint8Array {
  const vrOfLetter = new Uint8Array(128);
  for (const [at, kind] of VR_KINDS.split(',').entries()) {
    const vr = kind.slice(0, 2);
    vrOfLetter[VR_LETTERS.charCodeAt(at)] = OPEN_VRS[vr]?.vr ?? vrCode(vr);
  }
  return vrOfLetter;
}

/** The lowest tag that only the pattern covers: no group length, and not listed by itself. */
function lowestOwnTag({ mask, value }: TagPattern, listed: Uint32Array): Tag {
  let tag = value;
  while (isGroupLength(tag) || isPrivate(tag) || listed.includes(tag))
    tag = ((((tag | mask) + 1) & ~mask) | value) >>> 0;
  return tag;
}
