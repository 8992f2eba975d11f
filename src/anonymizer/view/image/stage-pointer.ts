/** What mouse, pen and fingers do on the stage. */
import type { ImageViewer } from '../../state/image/image-viewer';
import { HANDLES, type Handle } from '../../state/image/mask-geometry';
import { type Point, toImage } from '../../state/image/viewport';
import type { Session } from '../../state/session';
import type { ImageTools } from './context';

type StageEvent = PointerEvent & { readonly currentTarget: HTMLElement };

/** What a drag does. */
type Drag = { readonly kind: 'window' | 'pan' | 'mask'; readonly pointer: number; last: Point; moved: boolean };

/** Pixels that a hand shakes: less is a click. */
const SHAKE = 3;
/** So many pixels double the width of the window, and move its center by its width. */
const DOUBLING = 120;
const SPAN = 300;
/** Fine scrolling adds up to a step. */
const WHEEL_STEP = 40;
const ZOOM_PER_PIXEL = 0.004;

export class StagePointer {
  /** Space is down: dragging moves the picture. */
  spaceHeld = false;
  /** Something was dragged since Space went down. */
  draggedWithSpace = false;
  private readonly tools: ImageTools;
  private readonly session: Session;
  private readonly touches = new Map<number, Point>();
  private drag: Drag | null = null;
  private wheelled = 0;

  constructor(tools: ImageTools, session: Session) {
    this.tools = tools;
    this.session = session;
  }

  down(event: StageEvent): void {
    const { viewer } = this.tools;
    const at = place(event);
    event.currentTarget.focus({ preventScroll: true });
    if (event.pointerType === 'touch') this.touches.set(event.pointerId, at);
    if (this.touches.size === 2) {
      this.stop();
      return;
    }
    if (!viewer.placement.viewport.value || this.drag) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const kind = this.kindOf(event, at);
    this.drag = { kind, pointer: event.pointerId, last: at, moved: false };
  }

  move(event: StageEvent): void {
    const at = place(event);
    if (this.touches.size === 2) {
      this.pinch(event.pointerId, at);
      return;
    }
    const { drag } = this;
    if (!drag || drag.pointer !== event.pointerId) return;
    const by = { x: at.x - drag.last.x, y: at.y - drag.last.y };
    if (!drag.moved && Math.hypot(by.x, by.y) < SHAKE) return;
    drag.moved = true;
    if (this.spaceHeld) this.draggedWithSpace = true;
    drag.last = at;
    if (drag.kind === 'pan') this.tools.viewer.placement.pan(by);
    else if (drag.kind === 'window') changeWindow(this.tools.viewer, by);
    else this.tools.masks.drag(this.toImage(at));
  }

  up(event: StageEvent): void {
    const { drag } = this;
    this.touches.delete(event.pointerId);
    if (!drag || drag.pointer !== event.pointerId) return;
    const { masks } = this.tools;
    if (drag.kind === 'mask' && drag.moved) masks.release();
    else {
      masks.cancelDrag();
      if (!drag.moved && event.button === 0) masks.select(maskAt(event.target));
    }
    this.drag = null;
  }

  cancel(event: StageEvent): void {
    this.touches.delete(event.pointerId);
    this.stop();
  }

  /** Leaves what is being dragged as it was; false where nothing is. */
  stop(): boolean {
    const wasDragging = this.drag !== null;
    this.drag = null;
    this.tools.masks.cancelDrag();
    return wasDragging;
  }

  /** Frames, or the images of a series that have one each; with Ctrl, as with two fingers on a pad: zoom. */
  wheel(event: WheelEvent & { readonly currentTarget: HTMLElement }): void {
    const { viewer } = this.tools;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      viewer.placement.zoom(Math.exp(-event.deltaY * ZOOM_PER_PIXEL), place(event));
      return;
    }
    const frames = viewer.info.value?.frames ?? 1;
    const file = viewer.file.value;
    const isStack = frames === 1 && file !== null && viewer.series(file).length > 1;
    if (frames === 1 && !isStack) return;
    event.preventDefault();
    this.wheelled +=
      event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : Math.sign(event.deltaY) * WHEEL_STEP;
    if (Math.abs(this.wheelled) < WHEEL_STEP) return;
    const by = this.wheelled > 0 ? 1 : -1;
    this.wheelled = 0;
    if (isStack) this.session.files.stepWithin(viewer.series(file), by);
    else viewer.goTo(viewer.frame.value + by);
  }

  private kindOf(event: StageEvent, at: Point): Drag['kind'] {
    const { viewer, masks } = this.tools;
    const windowKind = viewer.info.value?.hasWindow ? 'window' : 'pan';
    if (event.button === 1 || this.spaceHeld) return 'pan';
    if (event.button === 2) return windowKind;
    const mask = this.grabbed(event.target);
    if (mask) {
      masks.grab(mask.mask, mask.handle, this.toImage(at));
      return 'mask';
    }
    if (masks.armed.value) {
      masks.begin(this.toImage(at));
      return 'mask';
    }
    return viewer.tool.value === 'pan' ? 'pan' : windowKind;
  }

  /** A mask under the pointer; while masks are drawn only the handles of the selected one, as a new one may begin anywhere. */
  private grabbed(target: EventTarget | null) {
    const { masks } = this.tools;
    const handle = handleAt(target);
    if (masks.armed.value && !handle) return null;
    const mask = masks.masks.value.find(({ id }) => id === maskAt(target));
    return mask ? { mask, handle } : null;
  }

  private pinch(pointer: number, at: Point): void {
    const before = this.touches.get(pointer);
    const other = [...this.touches].find(([id]) => id !== pointer)?.[1];
    if (!before || !other) return;
    this.touches.set(pointer, at);
    const { viewer } = this.tools;
    const grown =
      Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    viewer.placement.pan({ x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 });
    viewer.placement.zoom(grown, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  private toImage(at: Point): Point {
    const { placement, info } = this.tools.viewer;
    const viewport = placement.viewport.value;
    return viewport && info.value ? toImage(viewport, info.value, at) : at;
  }
}

/** To the right: a wider window; down: brighter values. */
function changeWindow(viewer: ImageViewer, by: Point): void {
  const { voi } = viewer;
  const window = voi.value.kind === 'manual' ? voi.value : viewer.painted.value?.window;
  if (!window) return;
  viewer.setWindow(window.center + (by.y * window.width) / SPAN, window.width * 2 ** (by.x / DOUBLING));
}

function place(event: MouseEvent & { readonly currentTarget: HTMLElement }): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function maskAt(target: EventTarget | null): number | null {
  const id = target instanceof SVGElement ? target.dataset.mask : undefined;
  return id === undefined ? null : Number(id);
}

function handleAt(target: EventTarget | null): Handle | null {
  const name = target instanceof SVGElement ? target.dataset.handle : undefined;
  return HANDLES.find((handle) => handle === name) ?? null;
}
