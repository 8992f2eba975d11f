import * as v from 'valibot';

/**
 * What a settings file carries besides settings: choices of the pages, and masks that were remembered for devices. They
 * decide nothing by themselves, so an administrator can't set them, and the command line passes them over.
 */

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0));

const rememberedMaskSchema = v.object({
  kind: v.picklist(['cover', 'keep']),
  x: pixels,
  y: pixels,
  width: pixels,
  height: pixels,
});

const deviceMasksSchema = v.object({
  modality: v.string(),
  manufacturer: v.string(),
  model: v.string(),
  rows: pixels,
  columns: pixels,
  masks: v.array(rememberedMaskSchema),
});

/** Light or dark; `system`: as the system is. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** The keys that a file may have besides those of settings. */
export const CARRIED = {
  deviceMasks: v.optional(v.array(deviceMasksSchema)),
  /** What a click on the toolbar icon opens. */
  toolbarClick: v.optional(v.picklist(['anonymizer', 'panel'])),
  /** Language of the texts, or `browser`; one that is not known here is passed over. */
  language: v.optional(v.string()),
  theme: v.optional(v.picklist(THEMES)),
  /** Whether keys such as N or U do something without Ctrl. */
  singleKeys: v.optional(v.boolean()),
};

const carriedSchema = v.object(CARRIED);

export type Carried = v.InferOutput<typeof carriedSchema>;

/** A rectangle of image pixels that is covered, or that alone is kept. */
export type RememberedMask = v.InferOutput<typeof rememberedMaskSchema>;

/** The masks that the user wants to be offered for images of a device. */
export type DeviceMasks = v.InferOutput<typeof deviceMasksSchema>;

/** What a file carries, and the rest of it. */
export function parted<T extends Carried>(
  file: T,
): { readonly carried: Carried; readonly rest: Omit<T, keyof Carried> } {
  const { deviceMasks, toolbarClick, language, theme, singleKeys, ...rest } = file;
  return { carried: { deviceMasks, toolbarClick, language, theme, singleKeys }, rest };
}

export function isDeviceMasks(value: unknown): value is DeviceMasks {
  return v.is(deviceMasksSchema, value);
}

/** True where masks are for images of the same device and size. */
export function isSameDevice(one: Omit<DeviceMasks, 'masks'>, other: Omit<DeviceMasks, 'masks'>): boolean {
  return (['modality', 'manufacturer', 'model', 'rows', 'columns'] as const).every((name) => one[name] === other[name]);
}
