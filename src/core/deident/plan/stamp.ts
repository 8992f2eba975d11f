import { type DataSet, FLAG } from '../../dicom/data-set';
import { dictionaryVr } from '../../dicom/dictionary';
import type { Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { joinBytes } from '../../io/byte-source';
import { ascii, type Encoding, encodeElement, encodeItem } from '../../splice/encode-element';
import type { Identifiers } from '../identifiers/identifiers';
import { METHOD_CODES, methodCodeOf } from '../profile/profile';
import type { Policy } from '../rules/policy';
import { descriptorRanges } from '../values/descriptor';
import type { PixelPlan } from './pixel-plan';

/** A data element that every output has; `row` is where the original had it, or -1. */
export interface Stamp {
  readonly tag: Tag;
  readonly vr: VrCode;
  readonly row: number;
  readonly value: Uint8Array;
}

const PATIENT_IDENTITY_REMOVED: Tag = 0x00120062;
const DEIDENTIFICATION_METHOD: Tag = 0x00120063;
const DEIDENTIFICATION_METHOD_CODE_SEQUENCE: Tag = 0x00120064;
const LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED: Tag = 0x00280303;
export const BURNED_IN_ANNOTATION: Tag = 0x00280301;
const PHOTOMETRIC_INTERPRETATION: Tag = 0x00280004;
const CODE_VALUE: Tag = 0x00080100;
const LONGEST_LO = 64;
const METHOD_WORDS = /profile|option|de-?ident|anonym|pseudonym|PS ?3\.15|basic|clean|retain|remov|CTP|\d\.\d/i;
const RETAINING = /^Retain/;
const EMPTY = new Uint8Array(0);

/** True for the first element of a tag, if it has the VR that the dictionary wants, so that it can be written anew. */
export function isRewritable(dataSet: DataSet, row: number): boolean {
  const tag = dataSet.tags[row] as Tag;
  const hasItsVr = dataSet.vrs[row] === dictionaryVr(tag) && !dataSet.has(row, FLAG.vrUnknownInFile);
  return hasItsVr && dataSet.find(tag) === row;
}

/** True where an earlier de-identification says that it removed the patient's identity. */
export function isAlreadyDeidentified(dataSet: DataSet): boolean {
  return dataSet.text(dataSet.find(PATIENT_IDENTITY_REMOVED)) === 'YES';
}

/** What someone keeps against the profile, by hand or by a preset of their own. */
export interface Loosened {
  /** Something that the table names. */
  readonly profile: boolean;
  /** Something that identifies. */
  readonly identity: boolean;
  readonly dates: 'removed' | 'shifted' | 'kept';
}

/**
 * What PS3.15 E.1.1 item 6 and E.3.6 demand of the output: that it is de-identified, how, by which
 * options, and what became of dates. Methods of an earlier de-identification are added to.
 */
export function planStamps(
  dataSet: DataSet,
  options: {
    readonly policy: Policy;
    readonly software: string;
    readonly identifiers: Identifiers;
    readonly loosened: Loosened;
    readonly pixels?: PixelPlan | undefined;
  },
): Stamp[] {
  const stamp = (tag: Tag, vr: VrCode, value: Uint8Array): Stamp => {
    const row = dataSet.find(tag);
    return { tag, vr, row: row >= 0 && isRewritable(dataSet, row) ? row : -1, value };
  };
  const { policy, software, loosened, pixels } = options;
  const changes = loosened.profile || policy.leavesOut ? ' with changes' : '';
  const method = `${software}, ${policy.presetId}`.slice(0, LONGEST_LO - changes.length) + changes;
  return [
    stamp(PATIENT_IDENTITY_REMOVED, VR.CS, ascii(loosened.identity ? 'NO' : 'YES')),
    stamp(DEIDENTIFICATION_METHOD, VR.LO, methods(dataSet, method, options.identifiers)),
    stamp(DEIDENTIFICATION_METHOD_CODE_SEQUENCE, VR.SQ, methodCodes(dataSet, options)),
    stamp(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, VR.CS, ascii(temporalInformation(policy, loosened))),
    ...(hasCleanPixels(pixels) ? [stamp(BURNED_IN_ANNOTATION, VR.CS, ascii('NO'))] : []),
    ...(pixels?.photometric ? [stamp(PHOTOMETRIC_INTERPRETATION, VR.CS, ascii(pixels.photometric))] : []),
  ];
}

function temporalInformation(policy: Policy, loosened: Loosened): string {
  if (loosened.dates === 'kept' || policy.options.has('retainLongFullDates')) return 'UNMODIFIED';
  return loosened.dates === 'shifted' || policy.options.has('retainLongModifiedDates') ? 'MODIFIED' : 'REMOVED';
}

/** Earlier methods stay where they read like one: plain ASCII, with a word of the trade, without an identifier. */
function methods(dataSet: DataSet, method: string, identifiers: Identifiers): Uint8Array {
  const row = dataSet.find(DEIDENTIFICATION_METHOD);
  const earlier = isAlreadyDeidentified(dataSet) ? dataSet.text(row).split('\\') : [];
  const kept = earlier
    .map((value) => value.trim())
    .filter((value) => {
      const isMethod = METHOD_WORDS.test(value) && /^[ -~]*$/.test(value) && value !== method;
      const removals = descriptorRanges(value, identifiers);
      return isMethod && removals.every(({ reason }) => reason === 'unknown-word');
    });
  return ascii([...kept, method].join('\\'));
}

/** What decides which codes of CID 7050 an output names. */
interface Done {
  readonly policy: Policy;
  readonly loosened: Loosened;
  readonly pixels?: PixelPlan | undefined;
}

/**
 * Codes of CID 7050 for what this de-identification does; not the profile's where somebody keeps what it would not.
 * Faces are never claimed to be gone.
 */
export function ownMethodCodes({ policy, loosened, pixels }: Done): readonly string[] {
  const options = [...policy.options].map((option) => methodCodeOf(option).code);
  return [
    ...(loosened.profile ? [] : [methodCodeOf('basic').code]),
    ...(hasCleanPixels(pixels) ? [methodCodeOf('cleanPixelData').code] : []),
    ...options,
  ];
}

/** Text that identifies was covered, or somebody looked and there is none (PS3.15 E.3.1). */
function hasCleanPixels(pixels: PixelPlan | undefined): boolean {
  return pixels?.outcome === 'masked' || pixels?.outcome === 'confirmed';
}

/** Encoded items for files that nobody de-identified before: most of a run. */
const encodedCodes = new WeakMap<Policy, Map<string, Uint8Array>>();

/** The codes of this and of an earlier de-identification, each written anew with its meaning. */
function methodCodes(dataSet: DataSet, done: Done): Uint8Array {
  const row = dataSet.find(DEIDENTIFICATION_METHOD_CODE_SEQUENCE);
  if (row >= 0 && isAlreadyDeidentified(dataSet)) return encodedMethodCodes(dataSet, done, row);
  const { explicitVr, bigEndian } = dataSet.syntax;
  const key = `${explicitVr} ${bigEndian} ${done.loosened.profile} ${hasCleanPixels(done.pixels)}`;
  const known = encodedCodes.get(done.policy) ?? new Map<string, Uint8Array>();
  encodedCodes.set(done.policy, known);
  const items = known.get(key) ?? encodedMethodCodes(dataSet, done, -1);
  known.set(key, items);
  return items;
}

/** @param row - of an earlier de-identification's codes, or -1 */
function encodedMethodCodes(dataSet: DataSet, done: Done, row: number): Uint8Array {
  const codes = new Set<string>();
  if (row >= 0) {
    for (let item = row + 1; item < (dataSet.nexts[row] as number); item = dataSet.nexts[item] as number) {
      codes.add(dataSet.text(dataSet.find(CODE_VALUE, item)));
    }
  }
  // An earlier output may have kept what this one does not.
  for (const { code, meaning } of METHOD_CODES) if (RETAINING.test(meaning)) codes.delete(code);
  for (const code of ownMethodCodes(done)) codes.add(code);
  const known = [...codes].map((code) => METHOD_CODES.find((method) => method.code === code));
  return joinBytes(known.map((method) => (method ? codeItem(method.code, method.meaning, dataSet.syntax) : EMPTY)));
}

function codeItem(code: string, meaning: string, encoding: Encoding): Uint8Array {
  const elements = [
    encodeElement(0x00080100, VR.SH, ascii(code), encoding),
    encodeElement(0x00080102, VR.SH, ascii('DCM'), encoding),
    encodeElement(0x00080104, VR.LO, ascii(meaning), encoding),
  ];
  return encodeItem(joinBytes(elements), encoding.bigEndian);
}
