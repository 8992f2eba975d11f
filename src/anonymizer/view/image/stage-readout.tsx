import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { number, t } from '../../../ui/text';
import { useImage } from './context';
import { round } from './window-presets';

/** So long nothing has to change for it to be said: not every frame of a scroll. */
const QUIET_MS = 500;

/** What is on screen, in the corners of the stage; and the same as a sentence for screen readers, when it has come to rest. */
export function StageReadout() {
  const { viewer } = useImage();
  const painted = viewer.painted.value;
  const info = viewer.info.value;
  const said = useSignal('');
  const frame = painted?.frame ?? 0;
  const frames = info?.frames ?? 1;
  const frameText = frame === 'projection' ? t('projection_shown') : t('frame_of', frame + 1, frames);
  const window = painted?.window;
  const windowText = window ? t('window_shown', number(round(window.center)), number(round(window.width))) : '';
  const zoomText = painted ? t('zoom_shown', Math.round(painted.viewport.scale * devicePixelRatio * 100)) : '';
  const sideText = painted?.side === 'after' ? t('side_after') : '';
  const sentence = useRef('');
  sentence.current = [sideText, frameText, windowText].filter(Boolean).join('. ');

  useSignalEffect(() => {
    if (!viewer.painted.value || viewer.cine.playing.value) return;
    const timer = setTimeout(() => {
      said.value = sentence.current;
    }, QUIET_MS);
    return () => clearTimeout(timer);
  });

  if (!painted) return null;
  return (
    <>
      <p class="readout start" aria-hidden="true">
        {sideText && <span>{sideText}</span>}
        {(frames > 1 || frame === 'projection') && <span>{frameText}</span>}
      </p>
      <p class="readout end" aria-hidden="true">
        {windowText && <span>{windowText}</span>}
        <span>{zoomText}</span>
      </p>
      <p class="hidden-visually" role="status">
        {said.value}
      </p>
    </>
  );
}
