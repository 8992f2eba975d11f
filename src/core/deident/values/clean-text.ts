import { isText, usesCharset, VR, type VrCode } from '../../dicom/vr';
import type { TextRange } from '../identifiers/identifier-index';
import { mergeRemovals, type Removal, type RemovalReason } from '../text/removal';
import { descriptorRanges } from './descriptor';
import type { ValueContext } from './new-value';

const EMPTY = new Uint8Array(0);
const NUMBER_OR_MAIL = /\d{3}|@/;
/** Reasons that hold without a vocabulary. */
const CERTAIN = new Set<RemovalReason>(['identifier', 'date', 'contact', 'number', 'name', 'undecodable']);
/** Letters and digits around a character that can't be read. */
const UNREADABLE_WORD = /[\p{L}\p{N}\p{M}]*\uFFFD[\p{L}\p{N}\p{M}\uFFFD]*/gu;

/**
 * How much of a text is harmless. `descriptor`: only what is known to be (PS3.15 E.3.5); `identifiers`: all but
 * what the file's identifying elements hold, and where descriptors are cleaned, dates, contacts and numbers;
 * `unmistakable`: all but what can be nothing else, such as persons named in full. What can't be read in the
 * character set of its place never is.
 */
export type CleaningMode = 'descriptor' | 'identifiers' | 'unmistakable';

export interface CleanedText {
  readonly value: Uint8Array;
  /** What was taken out of the decoded original, padding included. */
  readonly removals: readonly Removal[];
}

/** The value without what identifies; undefined if that is nothing. */
export function cleanedText(context: ValueContext, row: number, mode: CleaningMode): CleanedText | undefined {
  const { dataSet } = context;
  const vr = dataSet.vrs[row] as VrCode;
  const value = dataSet.value(row);
  if (!value || !isText(vr)) return undefined;
  const charset = dataSet.charset(row);
  const readable = charset.decodeStrictly(value, vr);
  const text = readable.includes('\uFFFD') ? charset.decode(value, vr) : readable;
  const removals = removalsFrom(context, text, readable, vr, mode);
  const [first] = removals;
  if (!first) return undefined;
  // Half a URL is no URL, and what is left of it may still lead to the patient.
  if (!usesCharset(vr)) return { value: EMPTY, removals: [{ ...first, start: 0, end: text.length }] };
  return { value: charset.cut(value, vr, removals, ''), removals };
}

function removalsFrom(
  { identifiers, cleansDescriptors }: ValueContext,
  text: string,
  readable: string,
  vr: VrCode,
  mode: CleaningMode,
): readonly Removal[] {
  if (mode === 'descriptor') return descriptorRanges(readable, identifiers);
  const found = identified(mode === 'unmistakable' ? identifiers.findUnmistakable(text) : identifiers.find(text));
  const unreadable = unreadableWords(readable);
  // Short strings that no row names are codes and labels.
  if (mode === 'unmistakable' || !cleansDescriptors || vr === VR.SH) {
    return unreadable.length > 0 ? mergeRemovals([...found, ...unreadable]) : found;
  }
  const certain = descriptorRanges(readable, identifiers).filter(({ start, end, reason }) => {
    // A long removal has one reason for all its parts.
    return CERTAIN.has(reason) || NUMBER_OR_MAIL.test(readable.slice(start, end));
  });
  return mergeRemovals([...found, ...unreadable, ...certain]);
}

function identified(ranges: readonly TextRange[]): readonly Removal[] {
  return ranges.map(({ start, end }) => ({ start, end, reason: 'identifier' }));
}

function unreadableWords(text: string): Removal[] {
  if (!text.includes('\uFFFD')) return [];
  return [...text.matchAll(UNREADABLE_WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    reason: 'undecodable',
  }));
}
