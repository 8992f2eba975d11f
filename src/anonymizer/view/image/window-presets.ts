/** The windows that can be chosen: the file's own, the usual ones of CT, and the whole range. */
import { type MessageKey, t } from '../../../ui/text';
import type { VoiChoice } from '../../preview/preview-api';
import type { Painted } from '../../state/image/image-viewer';

export interface WindowPreset {
  readonly name: string;
  readonly voi: VoiChoice;
}

/** Hounsfield units, as CT workstations offer them. */
const CT: readonly (readonly [MessageKey, number, number])[] = [
  ['window_soft_tissue', 40, 400],
  ['window_lung', -600, 1500],
  ['window_bone', 480, 2500],
  ['window_brain', 40, 80],
  ['window_liver', 60, 160],
];

/** In the order of the keys 1 to 9. */
export function windowPresets(painted: Painted, modality: string): readonly WindowPreset[] {
  const windows = painted.windows.map(({ center, width, explanation }, index): WindowPreset => {
    const name = explanation || t('window_of_file', round(center), round(width));
    return { name, voi: { kind: 'file', index } };
  });
  const luts = painted.luts.map((explanation, index): WindowPreset => {
    return { name: explanation || t('window_lut', index + 1), voi: { kind: 'lut', index } };
  });
  const usual = modality === 'CT' ? CT : [];
  return [
    ...windows,
    ...luts,
    { name: t('window_auto'), voi: { kind: 'extent' } },
    ...usual.map(([name, center, width]): WindowPreset => ({ name: t(name), voi: { kind: 'manual', center, width } })),
  ];
}

/** The preset that a choice is, or -1 where the user has a window of his own. */
export function presetIndex(presets: readonly WindowPreset[], voi: VoiChoice): number {
  // The first is what the file means to be shown with.
  if (voi.kind === 'default') return 0;
  return presets.findIndex((preset) => JSON.stringify(preset.voi) === JSON.stringify(voi));
}

/** Values of a window as people read them. */
export function round(value: number): number {
  const size = Math.abs(value);
  if (size >= 10 || Number.isInteger(value)) return Math.round(value);
  return Number(value.toPrecision(3));
}
