import type { Codecs } from '../../codecs/codecs';
import { DicomError } from '../../core/errors';
import { BlobSource } from '../../core/io/byte-source';
import type { VoiLut } from '../../core/pixel/display';
import { renderFrame } from '../../core/pixel/render';
import type { FrameSamples } from '../../core/pixel/samples';
import type { VoiWindow } from '../../core/pixel/voi-window';
import { answer } from '../../jobs/answer';
import type { Answer } from '../../jobs/engine-api';
import { ByteBudget } from './byte-budget';
import { FrameSource } from './frame-source';
import type { Picture } from './picture';
import type {
  ImageInfo,
  NumberedBlob,
  Placing,
  PreviewApi,
  Projected,
  ProjectionProgress,
  Rendered,
  RenderRequest,
  Snapshot,
} from './preview-api';
import { ProjectionRun } from './projection-run';
import { voiFor } from './voi-choice';

/** Decoded frames that are kept: a CT series of 350 slices, or 80 frames of an ultrasound clip in color. */
const MOST_BYTES = 192 * 1024 * 1024;
/** Images whose headers are kept. */
const MOST_IMAGES = 16;
const PROGRESS_MS = 100;

/** Where pictures are put together (`Painter`, where there is a canvas). */
export interface Canvas {
  /** RGBA of rows × columns to write to; what was in it before may still be. */
  buffer(rows: number, columns: number): Uint8ClampedArray<ArrayBuffer>;
  /** Takes what is in `buffer` as the image. */
  take(rows: number, columns: number): void;
  paint(placing: Placing): ImageBitmap;
}

/** Shows images that are known by number, one picture at a time. */
export class PreviewHost implements PreviewApi {
  private readonly codecs: Codecs;
  private readonly canvas: Canvas;
  private readonly blobs = new Map<number, Blob>();
  private readonly opened = new ByteBudget<Promise<FrameSource | null>>(MOST_IMAGES, () => 1);
  private readonly frames = new ByteBudget<FrameSamples>(MOST_BYTES, ({ data }) => data.buffer.byteLength);
  private projection: { readonly image: number; readonly run: ProjectionRun } | null = null;
  /** Counts projections that were begun or stopped. */
  private projections = 0;
  /** Counts snapshots that were begun or stopped. */
  private snapshots = 0;
  /** What the canvas has taken. */
  private taken = '';

  constructor(codecs: Codecs, canvas: Canvas) {
    this.codecs = codecs;
    this.canvas = canvas;
  }

  open(image: number, blob: Blob): Promise<Answer<ImageInfo | null>> {
    this.blobs.set(image, blob);
    return answer(async () => (await this.source(image))?.info ?? null);
  }

  close(image: number): void {
    this.blobs.delete(image);
    for (const kept of [this.opened, this.frames]) kept.deleteAll((key) => key.startsWith(`${image} `));
    if (this.projection?.image === image) this.stopProjection();
  }

  render(request: RenderRequest): Promise<Answer<Rendered>> {
    return answer(async () => {
      const { image, placing } = request;
      const source = await this.imageSource(image);
      const frame = request.frame === 'projection' ? 0 : request.frame;
      const picture = await this.picture(source, request);
      const display = source.displayOf(frame);
      const voi =
        picture.kind === 'samples' && source.info.hasWindow
          ? voiFor(request.voi, picture.samples.data, source.description, display)
          : undefined;
      await this.draw(source, picture, request, voi);
      return {
        bitmap: this.canvas.paint(placing),
        window: voi?.kind === 'window' ? { center: voi.center, width: voi.width } : null,
        windows: display.windows.map(({ center, width, explanation }) => ({ center, width, explanation })),
        luts: display.luts.map(({ explanation }) => explanation),
      };
    });
  }

  async project(
    image: number,
    images: readonly NumberedBlob[],
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Projected> {
    const version = ++this.projections;
    const isStopped = () => version !== this.projections;
    for (const one of images) this.blobs.set(one.image, one.blob);
    const model = await this.source(image).catch(() => null);
    if (!model || isStopped()) return { images: [], complete: false };
    const run = new ProjectionRun(model);
    this.projection = { image, run };
    const whole: number[] = [];
    // The frames of the others are only known once they are open: each counts as one until then.
    let total = model.info.frames + images.length - 1;
    let last = 0;
    const tell = () => {
      if (performance.now() - last < PROGRESS_MS) return;
      last = performance.now();
      onProgress({ done: run.frames, total });
    };
    for (const one of images) {
      const source: FrameSource | null = one.image === image ? model : await this.source(one.image).catch(() => null);
      if (!source || !run.takes(source)) continue;
      if (source !== model) total += source.info.frames - 1;
      let isWhole = true;
      for (let frame = 0; frame < source.info.frames; frame++) {
        const samples = await this.decoded(one.image, source, frame, false).catch(() => null);
        if (isStopped()) return { images: whole, complete: false };
        if (samples) run.add(samples, source.description, source.displayOf(frame));
        else isWhole = false;
        tell();
      }
      if (isWhole) whole.push(one.image);
    }
    return { images: whole, complete: true };
  }

  stopProjection(): void {
    this.projections += 1;
    this.projection = null;
  }

  snapshot(
    image: number,
    frame: number | 'brightest',
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Snapshot>> {
    const version = ++this.snapshots;
    return answer(async () => {
      const source = await this.imageSource(image);
      const picture =
        frame === 'brightest'
          ? await this.brightest(image, source, onProgress, () => version !== this.snapshots)
          : ({ kind: 'samples', samples: await this.decoded(image, source, frame, true) } as const);
      const { rows, columns } = source.description;
      if (picture.kind === 'rgba') return { rows, columns, rgba: picture.rgba.slice() };
      const display = source.displayOf(frame === 'brightest' ? 0 : frame);
      const voi = source.info.hasWindow
        ? { voi: voiFor({ kind: 'default' }, picture.samples.data, source.description, display) }
        : {};
      return { rows, columns, rgba: renderFrame(picture.samples, source.description, display, voi) };
    });
  }

  stopSnapshot(): void {
    this.snapshots += 1;
  }

  /** Frames that can't be decoded are left out. */
  private async brightest(
    image: number,
    source: FrameSource,
    onProgress: (progress: ProjectionProgress) => void,
    isStopped: () => boolean,
  ): Promise<Picture> {
    const run = new ProjectionRun(source);
    const { frames } = source.info;
    for (let frame = 0; frame < frames; frame++) {
      const samples = await this.decoded(image, source, frame, false).catch(() => null);
      if (isStopped()) throw new DicomError('cancelled');
      if (samples) run.add(samples, source.description, source.displayOf(frame));
      onProgress({ done: frame + 1, total: frames });
    }
    if (!run.picture) throw new DicomError('codec-failed');
    return run.picture;
  }

  private source(image: number): Promise<FrameSource | null> {
    const key = `${image} `;
    const known = this.opened.get(key);
    if (known) return known;
    const blob = this.blobs.get(image);
    if (!blob) return Promise.reject(new DicomError('internal'));
    const opening = FrameSource.open(new BlobSource(blob), this.codecs);
    this.opened.set(key, opening);
    return opening;
  }

  private async imageSource(image: number): Promise<FrameSource> {
    const source = await this.source(image);
    if (!source) throw new DicomError('internal');
    return source;
  }

  private async picture(source: FrameSource, { image, frame }: RenderRequest): Promise<Picture> {
    if (frame !== 'projection') return { kind: 'samples', samples: await this.decoded(image, source, frame, true) };
    const collected = this.projection?.image === image ? this.projection.run.picture : undefined;
    // Until its first frame is there, the image itself is shown.
    return collected ?? { kind: 'samples', samples: await this.decoded(image, source, 0, true) };
  }

  private async decoded(image: number, source: FrameSource, frame: number, keep: boolean): Promise<FrameSamples> {
    const key = `${image} ${frame}`;
    const known = this.frames.get(key);
    if (known) return known;
    const samples = await source.samples(frame);
    if (keep) this.frames.set(key, samples);
    return samples;
  }

  /** Draws a picture, unless it is the one that was drawn last. */
  private async draw(
    source: FrameSource,
    picture: Picture,
    { image, frame, voi: choice, invert, overlays }: RenderRequest,
    voi: VoiWindow | VoiLut | undefined,
  ): Promise<void> {
    const collected = frame === 'projection' ? this.projection?.run.frames : undefined;
    const shown = voi?.kind === 'window' ? [voi.center, voi.width] : choice;
    const key = JSON.stringify([image, frame, collected, shown, invert, overlays]);
    if (key === this.taken) return;
    const { description } = source;
    const { rows, columns } = description;
    const into = this.canvas.buffer(rows, columns);
    const at = frame === 'projection' ? 0 : frame;
    if (picture.kind === 'rgba') copy(picture.rgba, into, invert);
    else renderFrame(picture.samples, description, source.displayOf(at), { ...(voi && { voi }), invert, into });
    this.taken = '';
    if (overlays && frame !== 'projection') await source.drawOverlays(at, into);
    this.canvas.take(rows, columns);
    this.taken = key;
  }
}

function copy(from: Uint8ClampedArray, to: Uint8ClampedArray, invert: boolean): void {
  to.set(from);
  if (!invert) return;
  for (let i = 0; i < to.length; i++) if (i % 4 !== 3) to[i] = 255 - to[i];
}
