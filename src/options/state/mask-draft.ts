/** Masks for a kind of image while they are being written: for which images, where, and what is still wrong. */
import { type Reason, SettingsError } from '../../settings/error';
import { type PresetMask, parseMask } from '../../settings/schema';

export const TEXT_TRAITS = ['modality', 'manufacturer', 'model'] as const;
export const SIZE_TRAITS = ['rows', 'columns'] as const;
export const TRAITS = [...TEXT_TRAITS, ...SIZE_TRAITS] as const;

export type Trait = (typeof TRAITS)[number];
export type MaskField = Trait | 'rectangles';

/** As typed; a trait that is empty does not count. `rectangles`: one a line. */
export type MaskDraft = Readonly<Record<MaskField, string>>;

export interface JudgedMask {
  /** The whole of it, once nothing is wrong. */
  readonly mask?: PresetMask;
  readonly problem?: { readonly at: MaskField; readonly reason: Reason };
}

export const EMPTY_MASK: MaskDraft = {
  modality: '',
  manufacturer: '',
  model: '',
  rows: '',
  columns: '',
  rectangles: '',
};

/** Masks there are, to be changed. */
export function draftOf({ when, rectangles }: PresetMask): MaskDraft {
  const traits = TRAITS.map((name) => [name, String(when[name] ?? '')] as const);
  const lines = rectangles.map((rectangle) => rectangle.join(', '));
  return { ...EMPTY_MASK, ...Object.fromEntries(traits), rectangles: lines.join('\n') };
}

export function judgeMask(draft: MaskDraft): JudgedMask {
  const texts = TEXT_TRAITS.map((name) => [name, draft[name].trim()] as const);
  const sizes = SIZE_TRAITS.map((name) => [name, draft[name].trim()] as const);
  const when = Object.fromEntries([
    ...texts.filter(([, text]) => text !== ''),
    ...sizes.filter(([, text]) => text !== '').map(([name, text]) => [name, numberOf(text)]),
  ]);
  const lines = draft.rectangles.split('\n').filter((line) => line.trim() !== '');
  try {
    return { mask: parseMask({ when, rectangles: lines.map(numbersOf) }) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const at = TRAITS.find((name) => error.path === `when.${name}`) ?? 'rectangles';
    return { problem: { at, reason: error.reason } };
  }
}

/** `0, 0, 1024, 60`, whatever stands between the numbers. */
function numbersOf(line: string): number[] {
  return line
    .trim()
    .split(/[\s,;]+/)
    .map(numberOf);
}

/** What is no number is one that nothing takes. */
function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : -1;
}
