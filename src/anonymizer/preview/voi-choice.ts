import type { PixelDescription } from '../../core/pixel/description';
import type { FrameDisplay, VoiLut } from '../../core/pixel/display';
import { extentWindow } from '../../core/pixel/extent';
import { defaultVoi, type Voi } from '../../core/pixel/gray';
import type { SampleArray } from '../../core/pixel/samples';
import type { VoiWindow } from '../../core/pixel/voi-window';
import type { VoiChoice } from './preview-api';

/** The window or table that a choice means for a frame; what the file does not offer is its default. */
export function voiFor(
  choice: VoiChoice,
  data: SampleArray,
  description: PixelDescription,
  display: FrameDisplay,
): VoiWindow | VoiLut {
  const voi = chosen(choice, display) ?? defaultVoi(display);
  return voi.kind === 'extent' ? extentWindow(data, display, description) : voi;
}

function chosen(choice: VoiChoice, { windows, luts }: FrameDisplay): Voi | undefined {
  switch (choice.kind) {
    case 'default':
      return undefined;
    case 'extent':
      return { kind: 'extent' };
    case 'file':
      return windows[choice.index];
    case 'lut':
      return luts[choice.index];
    case 'manual': {
      const { center, width } = choice;
      return { kind: 'window', center, width, shape: windows[0]?.shape ?? 'LINEAR', explanation: '' };
    }
  }
}
