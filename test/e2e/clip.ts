import { concat, el, file, imageElements, sq } from '../builders';

const US_MULTI_FRAME = '1.2.840.10008.5.1.4.1.1.3.1';
const ROOT = '1.2.826.0.1.3680043.8.498.77';

export interface ClipRecipe {
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly modality?: string;
  readonly model?: string;
  readonly instance?: number;
  readonly series?: number;
  /** Frames a second. */
  readonly rate?: number;
  /** Height and width of a pixel. */
  readonly aspect?: readonly [number, number];
  /** Where the device says that the echo image is: left, top, right, bottom. */
  readonly region?: readonly [number, number, number, number];
  /** The value of a pixel. */
  readonly pixel?: (x: number, y: number, frame: number) => number;
}

/** An ultrasound clip, 8 bits of gray without compression. Its last bytes are the frames. */
export function clip(recipe: ClipRecipe = {}): Buffer {
  const { rows = 60, columns = 80, frames = 4, modality = 'US', instance = 1, series = 1, rate = 20 } = recipe;
  const pixel = recipe.pixel ?? ((x: number, y: number, frame: number) => 100 + ((x + 3 * y + 40 * frame) % 100));
  const pixels = Array.from({ length: frames }, (_, frame) =>
    Uint8Array.from({ length: rows * columns }, (_, i) => pixel(i % columns, Math.floor(i / columns), frame)),
  );
  const [left, top, right, bottom] = recipe.region ?? [0, 0, 0, 0];
  const regions = sq('0018,6011', [
    [
      el('0018,6018', 'UL', left),
      el('0018,601a', 'UL', top),
      el('0018,601c', 'UL', right),
      el('0018,601e', 'UL', bottom),
    ],
  ]);
  const shape = recipe.aspect ? [el('0028,0034', 'IS', recipe.aspect.map(String))] : [];
  const elements = [
    el('0008,0016', 'UI', US_MULTI_FRAME),
    el('0008,0018', 'UI', `${ROOT}.${series}.${instance}`),
    el('0008,0060', 'CS', modality),
    el('0008,0070', 'LO', 'ACME'),
    el('0008,1090', 'LO', recipe.model ?? 'Sono 3000'),
    el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar'),
    el('0010,0020', 'LO', 'MRN-559-0071'),
    el('0018,0040', 'IS', String(rate)),
    ...(recipe.region ? [regions] : []),
    el('0020,000d', 'UI', ROOT),
    el('0020,000e', 'UI', `${ROOT}.${series}`),
    ...imageElements({ rows, columns, frames, bitsAllocated: 8, pixels: concat(pixels), vr: 'OB', more: shape }),
  ];
  return Buffer.from(file({ sopClass: US_MULTI_FRAME, sopInstance: `${ROOT}.${series}.${instance}`, elements }));
}
