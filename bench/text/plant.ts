/** Texts burned into real images, as devices do it: one brightness, sharp edges, anywhere. */
import type { Rectangle } from '../../src/core/pixel/rectangle';
import { seeded } from '../../test/builders/bytes';
import type { RealPicture } from './pictures';
import { type Stamp, turned, typeset, type Wording } from './typeset';

export const SIZES = [8, 10, 12, 16, 20, 28, 40] as const;
/** Degrees, against the clock. */
export type Rotation = 0 | 90 | 180;

/** Difference in brightness to the brightest (or darkest) that is usual around the text. */
const CONTRASTS = [60, 100, 160];
const FAMILIES = [
  'DejaVu Sans',
  'DejaVu Sans Mono',
  'DejaVu Serif',
  'Nimbus Sans',
  'Nimbus Mono PS',
  'Liberation Sans',
];
const TEXTS = [
  'DOE, JANE',
  'Zwiebelsdorf^Ottokar',
  '12.03.1961',
  'MRN 55-0071',
  'Karl-Heinz Vogel',
  'ID: 4711/08',
  'St. Mary Hospital',
  'Acc# A1029384',
  '05-Mar-2019 14:22:07',
  'Ahmad Wijaya',
  'F 061Y',
  'Dr. Leclerc',
  '1987-11-30',
  'PATIENT: O. NILSSON',
];

export interface Planted extends Rectangle {
  readonly text: string;
  readonly size: number;
  readonly rotation: Rotation;
  readonly contrast: number;
}

export interface PlantedPicture extends RealPicture {
  readonly planted: readonly Planted[];
}

/** Each picture once for every size and rotation, with up to `count` texts. */
export async function plant(
  pictures: readonly RealPicture[],
  rotations: readonly Rotation[],
  count: number,
  seed: number,
): Promise<PlantedPicture[]> {
  const random = seeded(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const wanted = pictures.flatMap((picture) =>
    SIZES.flatMap((size) =>
      rotations.map((rotation) => {
        const wordings = Array.from({ length: count }, (): Wording => {
          const style = random() < 0.3 ? 'bold ' : '';
          return { text: pick(TEXTS), font: `${style}${size}px "${pick(FAMILIES)}"`, smooth: random() < 0.75 };
        });
        return { picture, size, rotation, wordings };
      }),
    ),
  );
  const stamps = await typeset(wanted.flatMap(({ wordings }) => wordings));
  return wanted.map(({ picture, size, rotation, wordings }, index): PlantedPicture => {
    const rgba = picture.rgba.slice();
    const planted: Planted[] = [];
    wordings.forEach(({ text }, number) => {
      let stamp = stamps[index * count + number] as Stamp;
      for (let turn = 0; turn < rotation; turn += 90) stamp = turned(stamp);
      const contrast = pick(CONTRASTS);
      const place = burn({ ...picture, rgba }, stamp, contrast, planted, random);
      if (place) planted.push({ ...place, text, size, rotation, contrast });
    });
    return { ...picture, rgba, planted };
  });
}

const TRIES = 60;
const APART = 12;

/** Undefined where there is no room in which the text would show. */
function burn(
  { rgba, columns, rows }: RealPicture,
  stamp: Stamp,
  contrast: number,
  others: readonly Rectangle[],
  random: () => number,
): Rectangle | undefined {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const x = Math.floor(random() * (columns - stamp.columns));
    const y = Math.floor(random() * (rows - stamp.rows));
    const place = { x, y, width: stamp.columns, height: stamp.rows };
    if (x < 0 || y < 0) return undefined;
    if (others.some((other) => meets(place, other, APART))) continue;
    const around = brightnesses(rgba, columns, place);
    const light = (around[Math.floor(around.length * 0.95)] as number) + contrast;
    const dark = (around[Math.floor(around.length * 0.05)] as number) - contrast;
    const inks = [...(light <= 255 ? [light] : []), ...(dark >= 0 ? [dark] : [])];
    if (inks.length === 0) continue;
    draw(rgba, columns, stamp, place, inks[Math.floor(random() * inks.length)] as number);
    return place;
  }
  return undefined;
}

function meets(one: Rectangle, other: Rectangle, apart: number): boolean {
  return (
    one.x < other.x + other.width + apart &&
    other.x < one.x + one.width + apart &&
    one.y < other.y + other.height + apart &&
    other.y < one.y + one.height + apart
  );
}

function brightnesses(rgba: Uint8ClampedArray, columns: number, { x, y, width, height }: Rectangle): number[] {
  const values: number[] = [];
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      const at = (row * columns + column) * 4;
      values.push(Math.max(rgba[at] as number, rgba[at + 1] as number, rgba[at + 2] as number));
    }
  }
  return values.sort((a, b) => a - b);
}

function draw(rgba: Uint8ClampedArray, columns: number, stamp: Stamp, { x, y }: Rectangle, ink: number): void {
  for (let row = 0; row < stamp.rows; row++) {
    for (let column = 0; column < stamp.columns; column++) {
      const share = (stamp.cover[row * stamp.columns + column] as number) / 255;
      const at = ((y + row) * columns + x + column) * 4;
      for (let channel = 0; channel < 3; channel++) {
        rgba[at + channel] = (rgba[at + channel] as number) * (1 - share) + ink * share;
      }
    }
  }
}
