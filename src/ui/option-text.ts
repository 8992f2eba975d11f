/** What people read of the options of the profile. */
import type { ChoosableOption } from '../settings/options';
import { t } from './text';

const KEYS = {
  cleanGraphics: 'clean_graphics',
  cleanStructuredContent: 'clean_structured_content',
  cleanDescriptors: 'clean_descriptors',
  retainLongFullDates: 'retain_full_dates',
  retainLongModifiedDates: 'retain_shifted_dates',
  retainPatientCharacteristics: 'retain_patient_characteristics',
  retainDeviceIdentity: 'retain_device_identity',
  retainUIDs: 'retain_uids',
  retainSafePrivate: 'retain_safe_private',
  retainInstitutionIdentity: 'retain_institution_identity',
} as const satisfies Readonly<Record<ChoosableOption, string>>;

export function optionName(option: ChoosableOption): string {
  return t(`option_${KEYS[option]}`);
}

/** One sentence on what remains or is cleaned. */
export function optionText(option: ChoosableOption): string {
  return t(`option_${KEYS[option]}_text`);
}

/** What an option keeps, as a part of a list: “shifted dates”. */
export function optionKeeps(option: ChoosableOption): string {
  return t(`option_${KEYS[option]}_keeps`);
}

/** What an option is about, in a word or two. */
export function optionShort(option: ChoosableOption): string {
  return t(`option_${KEYS[option]}_short`);
}
