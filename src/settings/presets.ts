import type { ActionName } from '../core/deident/rules/rule';
import type { ChoosableOption } from './options';

/** An action for the elements that `tag` or `vr` names; see `parseSelector`. */
export interface PresetOverride {
  readonly tag?: string | undefined;
  /** Of a private element: who reserved its block. */
  readonly privateCreator?: string | undefined;
  readonly vr?: string | undefined;
  readonly action: ActionName;
  /** For `replace`; `{organization}` and `{studyId}` are filled in. */
  readonly value?: string | undefined;
}

export type PresetId = 'research' | 'research-longitudinal' | 'teleradiology' | 'internal';

/** A preset that comes with the software: read-only, named after what remains. */
export interface BuiltInPreset {
  readonly id: PresetId;
  readonly options: readonly ChoosableOption[];
  readonly overrides: readonly PresetOverride[];
}

export const BUILT_IN_PRESETS: readonly BuiltInPreset[] = [
  { id: 'research', options: [], overrides: [] },
  {
    id: 'research-longitudinal',
    options: ['cleanDescriptors', 'retainLongModifiedDates', 'retainPatientCharacteristics', 'retainSafePrivate'],
    overrides: [],
  },
  {
    id: 'teleradiology',
    options: ['cleanDescriptors', 'retainDeviceIdentity'],
    overrides: [
      { tag: 'PatientID', action: 'replace', value: '{organization}-{studyId}' },
      { tag: 'PatientName', action: 'replace', value: 'CloudStudy^{studyId}' },
      { tag: 'AccessionNumber', action: 'replace', value: '{studyId}' },
      { tag: 'InstitutionName', action: 'replace', value: '{organization}' },
    ],
  },
  {
    id: 'internal',
    options: [
      'cleanDescriptors',
      'retainLongFullDates',
      'retainPatientCharacteristics',
      'retainDeviceIdentity',
      'retainUIDs',
      'retainSafePrivate',
      'retainInstitutionIdentity',
    ],
    overrides: [],
  },
];

export const DEFAULT_PRESET: PresetId = 'research';

export function builtInPreset(id: string): BuiltInPreset | undefined {
  return BUILT_IN_PRESETS.find((preset) => preset.id === id);
}
