/** The grayscale pipeline of one frame (PS3.4 N.2): modality, values of interest, presentation. */
import type { FrameDisplay, ModalityTransform, VoiLut } from './display';
import { lookUp } from './lut';
import { type VoiWindow, windowFunction } from './voi-window';

/** What of the values is shown: a window, a VOI LUT, or from the least to the greatest value of the frame. */
export type Voi = VoiWindow | VoiLut | { readonly kind: 'extent' };

/** From a stored value to its brightness, 0 to 255. */
export type Brightness = (stored: number) => number;

/** The first choice of the file: its first window, else its first LUT, else the frame's extent. */
export function defaultVoi({ windows, luts }: FrameDisplay): Voi {
  return windows[0] ?? luts[0] ?? { kind: 'extent' };
}

/** The pipeline for a frame whose values of interest are `voi`; padding is as dark as can be. */
export function brightness(display: FrameDisplay, voi: VoiWindow | VoiLut, invert: boolean): Brightness {
  const { padding } = display;
  const modality = modalityFunction(display.modality);
  const shown = voi.kind === 'lut' ? lutFunction(voi) : windowFunction(voi);
  const [dark, step] = display.inverse !== invert ? [255, -255] : [0, 255];
  return (stored) => {
    if (padding && stored >= padding.least && stored <= padding.greatest) return 0;
    // Not a number is no brightness.
    return Math.round(dark + step * shown(modality(stored))) || 0;
  };
}

export function modalityFunction(modality: ModalityTransform): (stored: number) => number {
  if (modality.kind === 'lut') return (stored) => lookUp(modality.lut, stored);
  const { slope, intercept } = modality;
  return (stored) => stored * slope + intercept;
}

function lutFunction({ lut }: VoiLut): (value: number) => number {
  const greatest = 2 ** lut.bits - 1;
  return (value) => lookUp(lut, value) / greatest;
}
