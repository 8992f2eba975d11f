import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../ui/text';
import { useSession } from '../context';
import { useImage } from './context';
import { MaskLayer } from './mask-layer';
import { onStageKey, onStageKeyUp } from './stage-keys';
import { StageMessage } from './stage-message';
import { StagePointer } from './stage-pointer';
import { StageReadout } from './stage-readout';

export const STAGE_ID = 'image-stage';

/** Takes the keys to the picture. */
export function focusStage(): void {
  document.getElementById(STAGE_ID)?.focus({ preventScroll: true });
}

/** The dark ground with the picture, the masks over it, and all that mouse and keys do there. */
export function Stage() {
  const session = useSession();
  const tools = useImage();
  const { viewer, masks } = tools;
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<StagePointer | null>(null);
  pointer.current ??= new StagePointer(tools, session);

  useEffect(() => {
    const { current: element } = stage;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      viewer.placement.resize({ width, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      viewer.placement.resize({ width: 0, height: 0 });
    };
  }, [viewer]);

  // Pictures come often: they go to the canvas without another rendering of the page.
  useSignalEffect(() => {
    const painted = viewer.painted.value;
    const { current: element } = canvas;
    if (!element) return;
    // A picture is handed over once; one that was shown by an earlier stage is made again.
    element.hidden = !painted || painted.bitmap.width === 0;
    if (!painted || element.hidden) return;
    const { area, bitmap } = painted;
    if (element.width !== bitmap.width) element.width = bitmap.width;
    if (element.height !== bitmap.height) element.height = bitmap.height;
    Object.assign(element.style, {
      left: `${area.x}px`,
      top: `${area.y}px`,
      width: `${area.width}px`,
      height: `${area.height}px`,
    });
    element.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  });

  const { current: hands } = pointer;
  const tool = masks.armed.value ? 'draw' : viewer.tool.value;
  return (
    <div
      id={STAGE_ID}
      ref={stage}
      class="stage"
      data-tool={tool}
      role="application"
      aria-roledescription={t('stage_role')}
      aria-label={t('stage_name')}
      aria-describedby="stage-keys"
      tabIndex={0}
      onPointerDown={(event) => hands.down(event)}
      onPointerMove={(event) => hands.move(event)}
      onPointerUp={(event) => hands.up(event)}
      onPointerCancel={(event) => hands.cancel(event)}
      onDblClick={() => viewer.placement.fit()}
      onContextMenu={(event) => event.preventDefault()}
      onWheel={(event) => hands.wheel(event)}
      onKeyDown={(event) => onStageKey(event, tools, hands)}
      onKeyUp={(event) => onStageKeyUp(event, tools, hands)}
      onBlur={() => {
        hands.spaceHeld = false;
      }}
    >
      <canvas ref={canvas} hidden role="img" aria-label={t('image_preview')} />
      <MaskLayer />
      <StageMessage />
      <StageReadout />
      <p id="stage-keys" hidden>
        {t('stage_keys')}
      </p>
    </div>
  );
}
