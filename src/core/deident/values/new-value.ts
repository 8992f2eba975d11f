import { type DataSet, latin1, trimPadding } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { encodingIn } from '../../splice/change';
import { ascii } from '../../splice/encode-element';
import type { Identifiers } from '../identifiers/identifiers';
import type { Rule } from '../rules/rule';
import { shiftDate, shiftDateTime } from './date-shift';
import { dummyValue } from './dummy';
import { dummyItems } from './dummy-items';
import { fillIn } from './placeholders';
import type { Pseudonyms } from './pseudonyms';

const EMPTY = new Uint8Array(0);
const OLDEST_AGE = 89;
/** A time of day, also as ACR-NEMA wrote it (PS3.5 6.2): 10:15:30. */
const TIME = /^$|^(?:[01]\d|2[0-3])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?(?:-.*)?$/;

export interface ValueContext {
  readonly dataSet: DataSet;
  readonly pseudonyms: Pseudonyms;
  readonly identifiers: Identifiers;
  /** What the patient's pseudonym and date shift are made from. */
  readonly patientKey: string;
  /** What the study's name is made from. */
  readonly studyKey: string;
  readonly organization: string;
  /** Text that no row names loses dates, contacts and numbers too. */
  readonly cleansDescriptors: boolean;
}

/**
 * The new raw value of an element under a rule, or undefined if it stays as it is. Values that are
 * empty already stay so.
 *
 * @param text - what `replace` is to say; `{organization}` and `{studyId}` are filled in
 */
export function newValue(context: ValueContext, row: number, rule: Rule, text?: string): Uint8Array | undefined {
  const { dataSet, pseudonyms } = context;
  const vr = dataSet.vrs[row] as VrCode;
  const length = dataSet.valueLength(row);
  if (length === 0 && text === undefined) return undefined;
  switch (rule.action) {
    case 'remove':
    case 'clean':
      return undefined;
    case 'keep':
      return vr === VR.AS && rule.decider === 'option' ? cappedAge(dataSet, row) : undefined;
    case 'empty':
      return EMPTY;
    case 'zero':
      return vr === VR.IS || vr === VR.DS ? ascii('0') : new Uint8Array(zeroLength(length));
    case 'anonymized':
      return dummyValue(vr, length);
    case 'replace':
      if (text !== undefined) {
        const studyId = (): string => pseudonyms.study(context.studyKey);
        return encodeText(dataSet, row, fillIn(text, context.organization, studyId));
      }
      if (vr === VR.SQ) {
        return dummyItems(dataSet.tags[row] as Tag, encodingIn(dataSet, dataSet.parents[row] as number)) ?? EMPTY;
      }
      return dummyValue(vr, length);
    case 'uid':
      return replaceUids(dataSet, row, pseudonyms);
    case 'pseudonym':
      return ascii(pseudonyms.patient(context.patientKey));
    case 'shift':
      return shifted(context, row, vr);
  }
}

/** Ages over 89 tell too much (45 CFR 164.514(b)(2)(i)(C)): they become 090Y. */
function cappedAge(dataSet: DataSet, row: number): Uint8Array | undefined {
  const ages = dataSet.text(row).split('\\');
  const capped = ages.map((age) => {
    const match = /^\s*(\d+)\s*Y\s*$/i.exec(age);
    return match && Number(match[1]) > OLDEST_AGE ? `0${OLDEST_AGE + 1}Y` : age;
  });
  return capped.some((age, index) => age !== ages[index]) ? ascii(capped.join('\\')) : undefined;
}

/** True where every value is a date that can be moved, or a time of day. */
export function isShiftable(dataSet: DataSet, row: number): boolean {
  const vr = dataSet.vrs[row] as VrCode;
  if (vr !== VR.TM) return shiftedValues(dataSet, row, vr, 0) !== undefined;
  return dataSet
    .text(row)
    .split('\\')
    .every((value) => TIME.test(value.trim()));
}

function shiftedValues(dataSet: DataSet, row: number, vr: VrCode, days: number): string | undefined {
  const shift = vr === VR.DT ? shiftDateTime : shiftDate;
  const values = dataSet
    .text(row)
    .split('\\')
    .map((value) => shift(value, days));
  return values.every((value) => value !== undefined) ? values.join('\\') : undefined;
}

/** Dates moved by the patient's days; a value that is no date goes. */
function shifted(context: ValueContext, row: number, vr: VrCode): Uint8Array | undefined {
  const values = shiftedValues(context.dataSet, row, vr, context.pseudonyms.dayShift(context.patientKey));
  return values === undefined ? EMPTY : ascii(values);
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

/** Text a person typed: ASCII always, anything where the data set is UTF-8. */
function encodeText(dataSet: DataSet, row: number, text: string): Uint8Array {
  const isAscii = /^[ -~\r\n\t\f]*$/.test(text);
  return isAscii || !dataSet.charset(row).terms.includes('ISO_IR 192') ? ascii(text) : new TextEncoder().encode(text);
}
