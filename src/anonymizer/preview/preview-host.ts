import type { Codecs } from '../../codecs/codecs';
import { DicomError } from '../../core/errors';
import type { VoiLut } from '../../core/pixel/display';
import { renderFrame } from '../../core/pixel/render';
import type { VoiWindow } from '../../core/pixel/voi-window';
import { answer } from '../../jobs/answer';
import type { Answer } from '../../jobs/engine-api';
import { collectBatch, collectFrames } from './collect-frames';
import { Crew } from './crew';
import type { FrameSource } from './frame-source';
import type { CollectedBatch, FrameBatch, Hire } from './helper-api';
import { Images } from './images';
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

/** The picture is painted again as often. */
const PROGRESS_MS = 200;

/** Where pictures are put together (`Painter`, where there is a canvas). */
export interface Canvas {
  /** RGBA of rows × columns to write to; what was in it before may still be. */
  buffer(rows: number, columns: number): Uint8ClampedArray<ArrayBuffer>;
  /** Takes what is in `buffer` as the image. */
  take(rows: number, columns: number): void;
  paint(placing: Placing): ImageBitmap;
}

interface Shown {
  readonly picture: Picture;
  readonly collected: number;
}

interface Drawing extends RenderRequest {
  readonly collected: number;
  readonly window: VoiWindow | VoiLut | undefined;
}

/** Shows images that are known by number, one picture at a time. */
export class PreviewHost implements PreviewApi {
  private readonly images: Images;
  private readonly canvas: Canvas;
  private readonly hire: Hire;
  private projection: { readonly image: number; readonly run: ProjectionRun } | null = null;
  private projecting = new AbortController();
  private snapping = new AbortController();
  /** The batch before. */
  private helped: Promise<unknown> = Promise.resolve();
  /** What the canvas has taken. */
  private taken = '';

  /** @param hire - starts workers beside this one */
  constructor(codecs: Codecs, canvas: Canvas, hire: Hire) {
    this.images = new Images(codecs);
    this.canvas = canvas;
    this.hire = hire;
  }

  open(image: number, blob: Blob): Promise<Answer<ImageInfo | null>> {
    this.images.add({ image, blob });
    return answer(async () => (await this.images.source(image))?.info ?? null);
  }

  close(image: number): void {
    this.images.delete(image);
    if (this.projection?.image === image) this.stopProjection();
  }

  render(request: RenderRequest): Promise<Answer<Rendered>> {
    return answer(async () => {
      const { image, placing } = request;
      const source = await this.imageSource(image);
      const frame = request.frame === 'projection' ? 0 : request.frame;
      const { picture, collected } = await this.picture(source, request);
      const display = source.displayOf(frame);
      const voi =
        picture.kind === 'samples' && source.info.hasWindow
          ? voiFor(request.voi, picture.samples.data, source.description, display)
          : undefined;
      await this.draw(source, picture, { ...request, collected, window: voi });
      return {
        bitmap: this.canvas.paint(placing),
        window: voi?.kind === 'window' ? { center: voi.center, width: voi.width } : null,
        windows: display.windows.map(({ center, width, explanation }) => ({ center, width, explanation })),
        luts: display.luts.map(({ explanation }) => explanation),
        collected,
      };
    });
  }

  project(
    image: number,
    images: readonly NumberedBlob[],
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Projected>> {
    this.projecting.abort();
    this.projecting = new AbortController();
    const { signal } = this.projecting;
    return answer(() => this.withCrew(signal, (crew) => this.projected(image, images, onProgress, signal, crew)));
  }

  stopProjection(): void {
    this.projecting.abort();
    this.projection = null;
  }

  snapshot(
    image: number,
    frame: number | 'brightest',
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Snapshot>> {
    this.snapping.abort();
    this.snapping = new AbortController();
    const { signal } = this.snapping;
    return answer(async () => {
      const source = await this.imageSource(image);
      const picture =
        frame === 'brightest'
          ? await this.brightest(image, source, onProgress, signal)
          : ({ kind: 'samples', samples: await this.images.decoded(image, source, frame) } as const);
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
    this.snapping.abort();
  }

  /** As a helper of another worker: one batch after the other. */
  collect(batch: FrameBatch): Promise<CollectedBatch> {
    const collected = this.helped.then(() => collectBatch(this.images, batch));
    this.helped = collected.catch(() => undefined);
    return collected;
  }

  private async projected(
    image: number,
    images: readonly NumberedBlob[],
    onProgress: (progress: ProjectionProgress) => void,
    signal: AbortSignal,
    crew: Crew,
  ): Promise<Projected> {
    for (const one of images) this.images.add(one);
    const model = await this.images.source(image).catch(() => null);
    if (!model || signal.aborted) return { images: [], frames: 0, complete: false };
    const run = new ProjectionRun(model);
    this.projection = { image, run };
    const whole: number[] = [];
    // The frames of the others are only known once they are open: each counts as one until then.
    let total = model.info.frames + images.length - 1;
    let last = 0;
    const onFrames = () => {
      if (performance.now() - last < PROGRESS_MS) return;
      last = performance.now();
      onProgress({ done: run.frames, total });
    };
    for (const one of images) {
      const source: FrameSource | null =
        one.image === image ? model : await this.images.source(one.image).catch(() => null);
      if (!source || !run.takes(source)) continue;
      if (source !== model) total += source.info.frames - 1;
      const missing = await collectFrames(this.images, crew, { ...one, source, run, signal, onFrames });
      if (signal.aborted) return { images: whole, frames: run.frames, complete: false };
      if (missing === 0) whole.push(one.image);
    }
    return { images: whole, frames: run.frames, complete: true };
  }

  /** Frames that can't be decoded are left out. */
  private async brightest(
    image: number,
    source: FrameSource,
    onProgress: (progress: ProjectionProgress) => void,
    signal: AbortSignal,
  ): Promise<Picture> {
    const run = new ProjectionRun(source);
    const total = source.info.frames;
    let done = 0;
    const onFrames = (count: number) => {
      done += count;
      onProgress({ done, total });
    };
    const blob = this.images.blob(image);
    const work = { image, blob, source, run, signal, onFrames };
    await this.withCrew(signal, (crew) => collectFrames(this.images, crew, work));
    if (signal.aborted) throw new DicomError('cancelled');
    if (!run.picture) throw new DicomError('codec-failed');
    return run.picture;
  }

  private async withCrew<T>(signal: AbortSignal, work: (crew: Crew) => Promise<T>): Promise<T> {
    const crew = new Crew(this.hire, signal);
    try {
      return await work(crew);
    } finally {
      crew.end();
    }
  }

  private async imageSource(image: number): Promise<FrameSource> {
    const source = await this.images.source(image);
    if (!source) throw new DicomError('internal');
    return source;
  }

  /** `collected`: how many frames of a projection are in it. */
  private async picture(source: FrameSource, { image, frame }: RenderRequest): Promise<Shown> {
    const run = frame === 'projection' && this.projection?.image === image ? this.projection.run : undefined;
    if (run?.picture) return { picture: run.picture, collected: run.frames };
    // Until its first frame is there, the image itself is shown.
    const samples = await this.images.decoded(image, source, frame === 'projection' ? 0 : frame);
    return { picture: { kind: 'samples', samples }, collected: 0 };
  }

  /** Draws a picture, unless it is the one that was drawn last. */
  private async draw(
    source: FrameSource,
    picture: Picture,
    { image, frame, voi: choice, invert, overlays, collected, window: voi }: Drawing,
  ): Promise<void> {
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
