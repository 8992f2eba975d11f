/** Options of the profile (PS3.15 E.3) in the order of their codes in CID 7050; apart, as pages need no table with them. */
export const OPTION_NAMES = [
  'cleanPixelData',
  'cleanRecognizableVisualFeatures',
  'cleanGraphics',
  'cleanStructuredContent',
  'cleanDescriptors',
  'retainLongFullDates',
  'retainLongModifiedDates',
  'retainPatientCharacteristics',
  'retainDeviceIdentity',
  'retainUIDs',
  'retainSafePrivate',
  'retainInstitutionIdentity',
] as const;

export type OptionName = (typeof OPTION_NAMES)[number];
