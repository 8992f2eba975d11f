/** Where the picture lies on the stage: as large as fits, or where the user has zoomed and moved it to. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ImageInfo } from '../../preview/preview-api';
import { actualSize, type Box, fitted, type Point, pan, recenter, type Viewport, zoomAt } from './viewport';

export class Placement {
  /** The size of the stage. */
  readonly box = signal<Box>({ width: 0, height: 0 });
  /** undefined: the whole image, as large as the stage allows. */
  readonly free = signal<Viewport | undefined>(undefined);
  readonly viewport = computed((): Viewport | null => {
    const info = this.info.value;
    const box = this.box.value;
    if (!info || box.width === 0 || box.height === 0) return null;
    return this.free.value ?? fitted(info, box);
  });

  private readonly info: ReadonlySignal<ImageInfo | null>;
  private readonly ratio: () => number;

  /** @param ratio - pixels of the screen for a CSS pixel */
  constructor(info: ReadonlySignal<ImageInfo | null>, ratio: () => number) {
    this.info = info;
    this.ratio = ratio;
  }

  fit(): void {
    this.free.value = undefined;
  }

  actualSize(): void {
    const info = this.info.value;
    if (info) this.free.value = actualSize(info, this.box.value, this.ratio());
  }

  /** Zooms at a place of the stage, or at its middle. */
  zoom(factor: number, at?: Point): void {
    const [info, viewport, box] = [this.info.value, this.viewport.value, this.box.value];
    if (!info || !viewport) return;
    this.free.value = zoomAt(viewport, info, box, at ?? { x: box.width / 2, y: box.height / 2 }, factor);
  }

  pan(by: Point): void {
    const [info, viewport] = [this.info.value, this.viewport.value];
    if (info && viewport) this.free.value = pan(viewport, info, this.box.value, by);
  }

  resize(box: Box): void {
    const [info, free, before] = [this.info.value, this.free.value, this.box.value];
    batch(() => {
      this.box.value = box;
      if (info && free && before.width > 0 && box.width > 0) this.free.value = recenter(free, info, before, box);
    });
  }
}
