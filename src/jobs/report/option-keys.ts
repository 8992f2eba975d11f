import type { ChoosableOption } from '../../settings/options';

/** What the texts call the options of the profile: `option_retain_uids`. */
export const OPTION_KEYS = {
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
