import { type DataSet, latin1, trimPadding } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import { encodingIn } from '../splice/change';
import { ascii } from '../splice/encode-element';
import { dummyValue } from './dummy';
import { dummyItems } from './dummy-items';
import type { Identifiers } from './identifiers';
import type { Pseudonyms } from './pseudonyms';
import type { Rule } from './rule';

const EMPTY = new Uint8Array(0);

export interface ValueContext {
  readonly dataSet: DataSet;
  readonly pseudonyms: Pseudonyms;
  readonly identifiers: () => Identifiers;
  /** What the patient's pseudonym is made from. */
  readonly patientKey: string;
}

/**
 * The new raw value of an element under a rule, or undefined if it stays as it is. Values that are
 * empty already stay so.
 */
export function newValue(context: ValueContext, row: number, rule: Rule, text?: string): Uint8Array | undefined {
  const { dataSet, pseudonyms } = context;
  const vr = dataSet.vrs[row] as VrCode;
  const length = dataSet.valueLength(row);
  if (length === 0 && text === undefined) return undefined;
  switch (rule.action) {
    case 'keep':
    case 'remove':
      return undefined;
    case 'empty':
      return EMPTY;
    case 'zero':
      return vr === VR.IS || vr === VR.DS ? ascii('0') : new Uint8Array(zeroLength(length));
    case 'anonymized':
      return dummyValue(vr, length);
    case 'replace':
      if (text !== undefined) return encodeText(dataSet, row, text);
      if (vr === VR.SQ)
        return dummyItems(dataSet.tags[row] as Tag, encodingIn(dataSet, dataSet.parents[row] as number)) ?? EMPTY;
      return dummyValue(vr, length);
    case 'uid':
      return replaceUids(dataSet, row, pseudonyms);
    case 'pseudonym':
      return ascii(pseudonyms.patient(context.patientKey));
    case 'clean':
      return cleanedText(context, row, 'all');
    case 'shift':
      return EMPTY;
  }
}

function zeroLength(length: number): number {
  return length <= 64 ? length : 8;
}

function replaceUids(dataSet: DataSet, row: number, pseudonyms: Pseudonyms): Uint8Array | undefined {
  const value = dataSet.value(row);
  if (!value) return EMPTY;
  const original = trimPadding(latin1(value));
  const replaced = original.includes('\\')
    ? original
        .split('\\')
        .map((uid) => pseudonyms.uid(trimPadding(uid)))
        .join('\\')
    : pseudonyms.uid(original);
  return replaced === original ? undefined : ascii(replaced);
}

/** The value without the identifiers that the file's identifying elements hold; undefined if there are none. */
export function cleanedText(context: ValueContext, row: number, what: 'all' | 'full-names'): Uint8Array | undefined {
  const { dataSet } = context;
  const vr = dataSet.vrs[row] as VrCode;
  const value = dataSet.value(row);
  if (!value || !isText(vr)) return undefined;
  const charset = dataSet.charset(row);
  const identifiers = context.identifiers();
  const text = charset.decode(value, vr);
  const ranges = what === 'all' ? identifiers.find(text) : identifiers.findFullNames(text);
  if (ranges.length === 0) return undefined;
  // Half a URL is no URL, and what is left of it may still lead to the patient.
  if (!usesCharset(vr)) return EMPTY;
  return charset.cut(value, vr, ranges, '');
}

/** Text a person typed: ASCII always, anything where the data set is UTF-8. */
function encodeText(dataSet: DataSet, row: number, text: string): Uint8Array {
  const isAscii = /^[ -~\r\n\t\f]*$/.test(text);
  return isAscii || !dataSet.charset(row).terms.includes('ISO_IR 192') ? ascii(text) : new TextEncoder().encode(text);
}
