/** Drawing, moving and resizing masks of the file that is shown. What is being dragged is a draft until it is let go. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Rectangle } from '../../../core/pixel/rectangle';
import type { FileView } from '../file/file-view';
import type { ImageViewer } from './image-viewer';
import type { MaskEditor } from './mask-editor';
import { fromDrag, type Handle, moved, resized, sameRectangle, startRectangle } from './mask-geometry';
import type { Mask } from './masks';
import type { Point } from './viewport';

/** A mask as it is on screen; `id` null: it is being drawn for the first time. */
type Draft = { readonly id: number | null; readonly kind: Mask['kind'] } & Rectangle;

interface Grip {
  readonly mask: Mask;
  /** null: all of it is moved. */
  readonly handle: Handle | null;
  readonly from: Point;
}

/** Steps by key that follow each other faster than this are taken back together. */
const ONE_GESTURE_MS = 1500;

export class MaskTool {
  readonly draft = signal<Draft | null>(null);
  private readonly chosen = signal<number | null>(null);
  private readonly viewer: ImageViewer;
  private readonly editor: MaskEditor;
  private start: Point | null = null;
  private grip: Grip | null = null;
  private gesture = { id: 0, number: 0, at: 0 };

  constructor(viewer: ImageViewer, editor: MaskEditor) {
    this.viewer = viewer;
    this.editor = editor;
    // What was begun on one picture is not done to the next.
    effect(() => {
      void viewer.file.value;
      untracked(() => this.cancelDrag());
    });
  }

  /** The masks of the file that is shown, with the draft in place of the one that is being changed. */
  readonly masks = computed((): readonly Mask[] => {
    const masks = this.file?.pixels.masks.value ?? [];
    const draft = this.draft.value;
    return draft?.id == null
      ? masks
      : masks.map((mask) => (mask.id === draft.id ? { ...mask, ...draft, id: mask.id } : mask));
  });
  readonly selected = computed(() => this.masks.value.find(({ id }) => id === this.chosen.value) ?? null);
  readonly armed = computed((): Mask['kind'] | null => {
    // A picture is there before it is known whether it can be masked.
    if (this.file?.pixels.facts.value?.masking == null) return null;
    const tool = this.viewer.tool.value;
    return tool === 'cover' || tool === 'keep' ? tool : null;
  });

  private get file(): FileView | null {
    return this.viewer.file.value;
  }

  select(id: number | null): void {
    this.chosen.value = id;
  }

  /** Begins to draw at a place of the image. */
  begin(at: Point): void {
    this.start = at;
  }

  /** Begins to move a mask, or to resize it by a handle. */
  grab(mask: Mask, handle: Handle | null, from: Point): void {
    this.select(mask.id);
    this.grip = { mask, handle, from };
  }

  drag(to: Point): void {
    const { info } = this.viewer;
    if (!info.value) return;
    if (this.grip) {
      const { mask, handle, from } = this.grip;
      const by = { x: to.x - from.x, y: to.y - from.y };
      const rectangle = handle ? resized(mask, handle, by, info.value) : moved(mask, by, info.value);
      this.draft.value = { ...pick(rectangle), id: mask.id, kind: mask.kind };
    } else if (this.start && this.armed.value) {
      const rectangle = fromDrag(this.start, to, info.value);
      this.draft.value = rectangle ? { ...rectangle, id: null, kind: this.armed.value } : null;
    }
  }

  /** Takes the draft. */
  release(): void {
    const { draft, file } = this;
    const made = draft.value;
    this.cancelDrag();
    if (!made || !file) return;
    if (made.id === null) this.select(this.editor.add(file, [made], made.kind)[0] ?? null);
    else this.editor.set(file, made.id, pick(made));
  }

  /** Leaves what is being dragged as it was. */
  cancelDrag(): void {
    this.start = null;
    this.grip = null;
    this.draft.value = null;
  }

  /** Adds a mask in the middle of the image, for the arrow keys to go on with. */
  addInMiddle(): void {
    const { file, viewer } = this;
    const info = viewer.info.value;
    const kind = this.armed.value ?? 'cover';
    if (file && info) this.select(this.editor.add(file, [startRectangle(info)], kind)[0] ?? null);
  }

  moveBy(by: Point): void {
    this.step((mask, info) => moved(mask, by, info));
  }

  /** Moves the right and lower side. */
  growBy(by: Point): void {
    this.step((mask, info) => resized(mask, 'se', by, info));
  }

  removeSelected(): void {
    const { selected, file } = this;
    if (selected.value && file) this.editor.remove(file, selected.value.id);
  }

  private step(change: (mask: Mask, size: { readonly rows: number; readonly columns: number }) => Rectangle): void {
    const { selected, file, viewer } = this;
    const [mask, info] = [selected.value, viewer.info.value];
    if (!mask || !file || !info) return;
    const now = performance.now();
    const goesOn = this.gesture.id === mask.id && now - this.gesture.at < ONE_GESTURE_MS;
    this.gesture = { id: mask.id, number: this.gesture.number + (goesOn ? 0 : 1), at: now };
    const rectangle = pick(change(mask, info));
    if (!sameRectangle(mask, rectangle)) this.editor.set(file, mask.id, rectangle, `step ${this.gesture.number}`);
  }
}

function pick({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y, width, height };
}
