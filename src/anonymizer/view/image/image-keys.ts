import type { Session } from '../../state/session';
import type { ImageTools } from './context';
import { focusStage } from './stage';
import { windowPresets } from './window-presets';

/** Keys of the picture that work wherever the focus is. */
export function imageKeys(session: Session, tools: ImageTools): Readonly<Record<string, () => void>> {
  const { viewer, masks, suggestions } = tools;
  const painted = viewer.painted.value;
  if (!painted) return {};
  const modality = viewer.file.value?.opened.value?.summary.modality ?? '';
  const presets = painted.window || painted.windows.length > 0 ? windowPresets(painted, modality) : [];
  const digits = presets.slice(0, 9).map(({ voi }, index): [string, () => void] => [
    String(index + 1),
    () => {
      viewer.voi.value = voi;
    },
  ]);
  return {
    ...Object.fromEntries(digits),
    m: () => {
      if (viewer.file.value?.pixels.facts.value?.masking == null) return;
      session.pane.value = 'image';
      viewer.side.value = 'before';
      viewer.tool.value = masks.armed.value === 'cover' ? 'window' : 'cover';
      requestAnimationFrame(focusStage);
    },
    a: () => suggestions.acceptAll(),
    b: () => {
      viewer.side.value = viewer.side.value === 'before' ? 'after' : 'before';
    },
    f: () => viewer.placement.fit(),
    i: () => {
      viewer.inverted.value = !viewer.inverted.value;
    },
    '[': () => viewer.goTo(viewer.frame.value - 1),
    ']': () => viewer.goTo(viewer.frame.value + 1),
  };
}
