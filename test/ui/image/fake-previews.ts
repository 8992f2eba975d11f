import type {
  ImageInfo,
  NumberedBlob,
  Projected,
  ProjectionProgress,
  Rendered,
  RenderRequest,
  Snapshot,
} from '../../../src/anonymizer/preview/preview-api';
import type { Previews } from '../../../src/anonymizer/state/image/previews';
import type { Answer } from '../../../src/jobs/engine-api';

const INFO: ImageInfo = {
  rows: 100,
  columns: 200,
  frames: 1,
  aspect: 1,
  hasWindow: true,
  hasOverlays: false,
  frameRate: 20,
  regions: [],
};

/** Previews without pixels. The text of a Blob says what it is: `frames=5`, `none`, `broken`. */
export class FakePreviews implements Previews {
  readonly asked: RenderRequest[] = [];
  readonly closed: number[] = [];
  readonly snapped: (number | 'brightest')[] = [];
  readonly projected: (readonly number[])[] = [];
  /** Progress of a projection that comes after its answer, as it may from a worker. */
  tellLate: () => void = () => undefined;
  /** Renders wait until `release`. */
  held = false;
  projectionFails = false;
  /** Frames of the projection, once it is whole. */
  private collected = 0;
  private readonly waiting: (() => void)[] = [];

  async open({ blob }: NumberedBlob): Promise<Answer<ImageInfo | null>> {
    const text = await blob.text();
    if (text.includes('broken')) return { ok: false, error: { code: 'unsupported-pixels', details: {} } };
    if (text.includes('none')) return { ok: true, value: null };
    return { ok: true, value: { ...INFO, frames: Number(/frames=(\d+)/.exec(text)?.[1] ?? 1) } };
  }

  async render(request: RenderRequest): Promise<Answer<Rendered>> {
    this.asked.push(request);
    const collected = request.frame === 'projection' ? this.collected : 0;
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const bitmap = { close: () => undefined, width: 1, height: 1 } as ImageBitmap;
    return { ok: true, value: { bitmap, window: { center: 40, width: 400 }, windows: [], luts: [], collected } };
  }

  async project(
    _image: number,
    images: readonly NumberedBlob[],
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Projected>> {
    const numbers = images.map(({ image }) => image);
    this.projected.push(numbers);
    if (this.projectionFails) return { ok: false, error: { code: 'internal', details: {} } };
    this.collected = images.length;
    onProgress({ done: 1, total: images.length });
    this.tellLate = () => onProgress({ done: images.length, total: images.length });
    return { ok: true, value: { images: numbers, frames: images.length, complete: true } };
  }

  stopProjection(): void {}

  async snapshot(_image: NumberedBlob, frame: number | 'brightest'): Promise<Answer<Snapshot>> {
    this.snapped.push(frame);
    return { ok: true, value: { columns: 1, rows: 1, rgba: new Uint8ClampedArray(4) } };
  }

  stopSnapshot(): void {}

  close(image: number): void {
    this.closed.push(image);
  }

  /** Lets one render that waits go on. */
  release(): void {
    this.waiting.shift()?.();
  }
}
