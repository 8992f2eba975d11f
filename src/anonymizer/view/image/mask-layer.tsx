import type { Rectangle } from '../../../core/pixel/rectangle';
import type { ImageInfo } from '../../preview/preview-api';
import type { Painted } from '../../state/image/image-viewer';
import { HANDLES, type Handle } from '../../state/image/mask-geometry';
import { isOnFrame, type Mask, outsideKept } from '../../state/image/masks';
import { toStage } from '../../state/image/viewport';
import { useImage } from './context';

const HANDLE_SIZE = 9;

/** Masks and suggestions as rectangles over the picture. The list beside it says the same to those who can't see them. */
export function MaskLayer() {
  const { viewer, masks, suggestions } = useImage();
  const painted = viewer.painted.value;
  const info = viewer.info.value;
  if (!painted || !info || painted.side === 'after') return null;
  const frame = painted.frame;
  const shown = masks.masks.value.filter((mask) => frame === 'projection' || isOnFrame(mask, frame));
  const draft = masks.draft.value;
  const place = (rectangle: Rectangle) => toStage(painted.viewport, info, rectangle);
  return (
    <svg class="mask-layer" aria-hidden="true">
      {suggestions.open.value.map((one, index) => (
        <SuggestionShape
          key={key(one)}
          number={index + 1}
          pointed={suggestions.pointed.value === one}
          identifies={one.identifies ?? false}
          at={place(one)}
        />
      ))}
      {outsideKept(masks.masks.value, info).map((one) => (
        <rect key={key(one)} class="mask-outside" {...place(one)} />
      ))}
      {painted.file.pixels.facts.value?.lockedMasks.map((one) => (
        <rect key={key(one)} class="mask-locked" {...outline(place(one))} />
      ))}
      {shown.map((mask) => (
        <MaskShape
          key={mask.id}
          mask={mask}
          number={masks.masks.value.indexOf(mask) + 1}
          selected={mask.id === masks.selected.value?.id}
          painted={painted}
          info={info}
        />
      ))}
      {draft?.id === null && <rect class={`mask ${draft.kind} selected`} {...outline(place(draft))} />}
    </svg>
  );
}

function SuggestionShape(props: {
  readonly number: number;
  readonly pointed: boolean;
  readonly identifies: boolean;
  readonly at: Rectangle;
}) {
  const { number, pointed, identifies, at } = props;
  const state = ['suggestion', pointed && 'pointed', identifies && 'identifies'].filter(Boolean).join(' ');
  return (
    <g>
      <rect class={state} {...outline(at)} />
      {pointed && (
        <text class="mask-number" x={at.x + 2} y={at.y - 4}>
          {number}
        </text>
      )}
    </g>
  );
}

function MaskShape(props: {
  readonly mask: Mask;
  readonly number: number;
  readonly selected: boolean;
  readonly painted: Painted;
  readonly info: ImageInfo;
}) {
  const { mask, number, selected, painted, info } = props;
  const at = toStage(painted.viewport, info, mask);
  const state = [mask.kind, selected && 'selected', !mask.enabled && 'off'].filter(Boolean).join(' ');
  return (
    <g>
      <rect class={`mask ${state}`} data-mask={mask.id} {...outline(at)} />
      <text class="mask-number" x={at.x + 5} y={at.y + 15}>
        {number}
      </text>
      {selected &&
        HANDLES.map((handle) => (
          <rect
            key={handle}
            class={`handle ${handle}`}
            data-mask={mask.id}
            data-handle={handle}
            {...handleAt(at, handle)}
          />
        ))}
    </g>
  );
}

/** The line lies on the pixels at the edge, not beside them. */
function outline({ x, y, width, height }: Rectangle): Rectangle {
  return { x: x + 0.5, y: y + 0.5, width: Math.max(1, width - 1), height: Math.max(1, height - 1) };
}

function handleAt({ x, y, width, height }: Rectangle, handle: Handle): Rectangle {
  const across = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const down = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  const half = HANDLE_SIZE / 2;
  return { x: x + width * across - half, y: y + height * down - half, width: HANDLE_SIZE, height: HANDLE_SIZE };
}

function key({ x, y, width, height }: Rectangle): string {
  return [x, y, width, height].join();
}
