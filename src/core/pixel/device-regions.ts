import { DEVICE_REGIONS } from './device-regions.data';
import { clip, type Rectangle, type Size } from './rectangle';

/** What an image says of the device that made it; values as in the data set. */
export interface Device extends Size {
  readonly modality: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly imageType?: string;
  readonly seriesDescription?: string;
}

interface Template {
  /** Alternatives in lower case, none: any; modality, rows and columns have to be equal, text has to contain one. */
  readonly conditions: readonly (readonly string[])[];
  readonly rectangles: readonly Rectangle[];
}

const IS_EXACT = [true, false, false, true, true, false, false];

let unpacked: readonly Template[] | undefined;

/**
 * Where devices of this kind are known to burn text in, as rectangles in the image: suggestions to look at, the
 * most specific first. Nothing is known of most devices.
 */
export function templatesFor(device: Device): (readonly Rectangle[])[] {
  unpacked ??= DEVICE_REGIONS.split('\n').map(parseLine);
  const { modality, manufacturer, model, rows, columns, imageType = '', seriesDescription = '' } = device;
  const values = [modality, manufacturer, model, String(rows), String(columns), imageType, seriesDescription].map(
    (value) => value.toLowerCase().replaceAll('\\', ' '),
  );
  const found = unpacked.filter(({ conditions }) => conditions.every((any, i) => fits(any, values[i], IS_EXACT[i])));
  return found
    .toSorted((a, b) => specificity(b) - specificity(a))
    .map(({ rectangles }) => rectangles.map((one) => clip(one, device)).filter((one) => one !== undefined))
    .filter((rectangles) => rectangles.length > 0);
}

function fits(alternatives: readonly string[], value: string, isExact: boolean): boolean {
  if (alternatives.length === 0) return true;
  return alternatives.some((one) => (isExact ? value === one : value.includes(one)));
}

function specificity({ conditions }: Template): number {
  return conditions.filter(({ length }) => length > 0).length;
}

function parseLine(line: string): Template {
  const fields = line.split('|');
  const places = fields.pop() ?? '';
  return {
    conditions: fields.map((field) => (field === '' ? [] : field.toLowerCase().split('~'))),
    rectangles: places.split(' ').map((place) => {
      const [x, y, width, height] = place.split(',').map(Number);
      return { x, y, width, height };
    }),
  };
}
