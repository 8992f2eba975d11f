import { isDate } from '../core/deident/values/date-shift';
import { DEFAULT_ORGANIZATION, fillIn, SOME_STUDY } from '../core/deident/values/placeholders';
import { hasForm, valuesOf } from '../core/dicom/value-form';
import { isSingleText, maxLength, usesCharset, VR, type VrCode } from '../core/dicom/vr';
import { type Reason, reason } from './error';

const PRINTABLE_ASCII = /^[ -~]*$/;
const LINES_OF_ASCII = /^[ -~\t\n\f\r]*$/;
const NO_VALUE = reason('no-value');
const MOST_GROUPS = 3;
const MOST_COMPONENTS = 5;

/** Why a text with `{organization}` and `{studyId}` cannot be what an element of a VR is to say, once they are filled in. */
export function replacementProblem(
  text: string,
  vr: VrCode,
  organization: string = DEFAULT_ORGANIZATION,
): Reason | undefined {
  return valueProblem(
    fillIn(text, organization, () => SOME_STUDY),
    vr,
  );
}

/** Why a text cannot be the value of an element with the VR (PS3.5 6.2), or undefined if it can. */
export function valueProblem(text: string, vr: VrCode): Reason | undefined {
  const allowed = vr !== VR.UR && isSingleText(vr) ? LINES_OF_ASCII : PRINTABLE_ASCII;
  if (!allowed.test(text)) return reason('not-ascii');
  for (const value of valuesOf(text, vr)) {
    const problem = value === '' ? undefined : singleProblem(value, vr);
    if (problem) return problem;
  }
  return undefined;
}

/** Why an element cannot have that many values; `vm` as PS3.6 has it: `1`, `2-4`, `1-n`, `3-3n`. */
export function countProblem(text: string, vr: VrCode, vm: string): Reason | undefined {
  const [least = '1', most = least] = vm.split(' ')[0]?.split('-') ?? [];
  const count = valuesOf(text, vr).length;
  const step = /^(\d+)n$/.exec(most)?.[1];
  const isTooMuch = !most.endsWith('n') && count > Number(most);
  if (text === '' || (count >= Number(least) && !isTooMuch && count % Number(step ?? 1) === 0)) return undefined;
  return most === '1' ? reason('one-value') : reason('number-of-values', vm);
}

function singleProblem(value: string, vr: VrCode): Reason | undefined {
  if (vr === VR.PN) return nameProblem(value);
  const limit = maxLength(vr);
  const isTooLong = limit > 0 && value.length > limit;
  // The form of a date, a time or an age says more than its length.
  if (isTooLong && !FORMED.has(vr)) return reason('too-long', limit);
  if (isTooLong || !hasForm(value, vr)) return NO_VALUE;
  if (vr === VR.DA || vr === VR.DT) return dayProblem(value);
  // Blanks alone are no text, but in a long one they may be wanted.
  return usesCharset(vr) || value.trim() !== '' ? undefined : NO_VALUE;
}

/** Up to three component groups of 64 characters, each of up to five components (PS3.5 6.2.1). */
function nameProblem(value: string): Reason | undefined {
  const groups = value.split('=');
  const isName = groups.length <= MOST_GROUPS && groups.every((one) => one.split('^').length <= MOST_COMPONENTS);
  if (!isName) return NO_VALUE;
  const limit = maxLength(VR.PN);
  return groups.some((one) => one.length > limit) ? reason('too-long', limit) : undefined;
}

/** What a date or the beginning of a date with time leaves open is no fault. */
function dayProblem(value: string): Reason | undefined {
  const [, year, month = '01', day = '01'] = /^(\d{4})(\d\d)?(\d\d)?/.exec(value) ?? [];
  return isDate(Number(year), Number(month), Number(day)) ? undefined : reason('no-day');
}

/** VRs whose values have one form. */
const FORMED = new Set<VrCode>([VR.AS, VR.DA, VR.DT, VR.TM]);
