/** Keys while the picture has the focus. */
import type { Point } from '../../state/image/viewport';
import type { ImageTools } from './context';
import type { StagePointer } from './stage-pointer';

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const LONG_STEP = 10;
const ZOOM_STEP = 1.25;

export function onStageKey(event: KeyboardEvent, tools: ImageTools, pointer: StagePointer): void {
  if (event.ctrlKey || event.metaKey) return;
  if (!run(event, tools, pointer)) return;
  event.preventDefault();
  event.stopPropagation();
}

export function onStageKeyUp(event: KeyboardEvent, { viewer }: ImageTools, pointer: StagePointer): void {
  if (event.key !== ' ' || !pointer.spaceHeld) return;
  event.preventDefault();
  pointer.spaceHeld = false;
  if (!pointer.draggedWithSpace) viewer.play();
}

/** False where a key means nothing here. */
function run(event: KeyboardEvent, tools: ImageTools, pointer: StagePointer): boolean {
  const { viewer, masks } = tools;
  const arrow = ARROWS[event.key];
  if (arrow) return useArrow(event, arrow, tools);
  if (event.altKey) return false;
  const last = (viewer.info.value?.frames ?? 1) - 1;
  switch (event.key) {
    case ' ':
      if (!pointer.spaceHeld) pointer.draggedWithSpace = false;
      pointer.spaceHeld = true;
      return true;
    case 'Home':
      viewer.goTo(0);
      return true;
    case 'End':
      viewer.goTo(last);
      return true;
    case 'PageDown':
      viewer.goTo(viewer.frame.value + LONG_STEP);
      return true;
    case 'PageUp':
      viewer.goTo(viewer.frame.value - LONG_STEP);
      return true;
    case '+':
    case '=':
      viewer.placement.zoom(ZOOM_STEP);
      return true;
    case '-':
      viewer.placement.zoom(1 / ZOOM_STEP);
      return true;
    case 'Delete':
    case 'Backspace':
      if (!masks.selected.value) return false;
      masks.removeSelected();
      return true;
    case 'Enter':
      if (!masks.armed.value) return false;
      masks.addInMiddle();
      return true;
    case 'Escape':
      return leave(tools, pointer);
    default:
      return false;
  }
}

/** Arrows move the selected mask, with Alt its lower right corner; without one they go through the frames. */
function useArrow(event: KeyboardEvent, { x, y }: Point, { viewer, masks }: ImageTools): boolean {
  const step = event.shiftKey ? LONG_STEP : 1;
  const by = { x: x * step, y: y * step };
  if (!masks.selected.value) viewer.goTo(viewer.frame.value + by.x + by.y);
  else if (event.altKey) masks.growBy(by);
  else masks.moveBy(by);
  return true;
}

/** What is being dragged, then drawing, then the selection. */
function leave({ viewer, masks }: ImageTools, pointer: StagePointer): boolean {
  if (pointer.stop()) return true;
  if (masks.armed.value) viewer.tool.value = 'window';
  else if (masks.selected.value) masks.select(null);
  else return false;
  return true;
}
