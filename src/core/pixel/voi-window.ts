import type { Tag } from '../dicom/tag';
import type { Attributes } from './attributes';

const WINDOW_CENTER: Tag = 0x00281050;
const WINDOW_WIDTH: Tag = 0x00281051;
const WINDOW_EXPLANATION: Tag = 0x00281055;
const VOI_LUT_FUNCTION: Tag = 0x00281056;

/** The functions of PS3.3 C.11.2.1.2 and C.11.2.1.3. */
export type WindowShape = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

export interface VoiWindow {
  readonly kind: 'window';
  readonly center: number;
  readonly width: number;
  readonly shape: WindowShape;
  readonly explanation: string;
}

/** The windows that an item offers; what is no window at all is left out. */
export function voiWindows(item: Attributes): VoiWindow[] {
  const widths = item.numbers(WINDOW_WIDTH);
  const explanations = item.texts(WINDOW_EXPLANATION);
  const stated = item.text(VOI_LUT_FUNCTION);
  const shape = stated === 'LINEAR_EXACT' || stated === 'SIGMOID' ? stated : 'LINEAR';
  return item.numbers(WINDOW_CENTER).flatMap((center, i) => {
    const width = widths[i];
    if (!Number.isFinite(center) || !(width > 0)) return [];
    return [{ kind: 'window', center, width, shape, explanation: explanations[i] ?? '' }];
  });
}

/** From a value to its place between black (0) and white (1). */
export function windowFunction({ center, width, shape }: VoiWindow): (value: number) => number {
  if (shape === 'SIGMOID') return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
  const isExact = shape === 'LINEAR_EXACT' || width < 1;
  const middle = isExact ? center : center - 0.5;
  const span = isExact ? width : width - 1;
  const low = middle - span / 2;
  const high = middle + span / 2;
  return (value) => {
    if (value > high) return 1;
    return value > low ? (value - middle) / span + 0.5 : 0;
  };
}
