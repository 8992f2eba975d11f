/** The picture on the page: what of the selected file is shown, and how. Nothing in here outlives the page. */
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { PlainError } from '../../../core/errors';
import type { Rectangle } from '../../../core/pixel/rectangle';
import type { ImageInfo, NumberedBlob, Rendered, RenderRequest, VoiChoice } from '../../preview/preview-api';
import type { FileView } from '../file/file-view';
import { Cine } from './cine';
import { ImageNumbers } from './image-numbers';
import { Placement } from './placement';
import type { Previews } from './previews';
import { isOn, type ProjectedFile, type ProjectionScope, ProjectionView } from './projection-view';
import { type Viewport, visiblePart } from './viewport';

/** What the left mouse button does: change the window, move the picture, draw a mask or a region that is kept. */
export type Tool = 'window' | 'pan' | 'cover' | 'keep';
/** The original, or what the bytes for download hold. */
export type Side = 'before' | 'after';

export type ImageState =
  /** No file, or one that is being read, or one without an image. */
  | { readonly kind: 'none' | 'opening' | 'no-image' }
  | { readonly kind: 'failed'; readonly error: PlainError }
  | {
      readonly kind: 'ready';
      readonly file: FileView;
      readonly side: Side;
      readonly image: NumberedBlob;
      readonly info: ImageInfo;
    };

/** A picture that was made, and what it shows. */
export interface Painted extends Rendered {
  readonly file: FileView;
  readonly side: Side;
  readonly frame: number | 'projection';
  readonly viewport: Viewport;
  /** The part of the stage that it covers. */
  readonly area: Rectangle;
}

type Wanted = Omit<Painted, keyof Rendered> & { readonly request: RenderRequest };

export interface Screen {
  /** Pixels of the screen for a CSS pixel. */
  readonly ratio: () => number;
  /** False while the stage is hidden: what nobody sees was not looked at. */
  readonly isShown: () => boolean;
  /** Resolves when everything on the page has its place. */
  readonly laidOut: () => Promise<void>;
}

const DEFAULT_VOI: VoiChoice = { kind: 'default' };
const NARROWEST_WINDOW = 1e-6;

export class ImageViewer {
  readonly file: ReadonlySignal<FileView | null>;
  readonly state = signal<ImageState>({ kind: 'none' });
  /** What the user wants to see; where there is no output yet, the original is shown. */
  readonly side = signal<Side>('before');
  readonly frame = signal(0);
  readonly voi = signal<VoiChoice>(DEFAULT_VOI);
  readonly inverted = signal(false);
  readonly overlays = signal(true);
  readonly tool = signal<Tool>('window');
  readonly painted = signal<Painted | null>(null);
  /** Why the present frame can't be shown. */
  readonly problem = signal<PlainError | null>(null);
  readonly placement: Placement;
  readonly projection: ProjectionView;
  readonly cine: Cine;

  readonly info = computed(() => (this.state.value.kind === 'ready' ? this.state.value.info : null));

  private readonly files: ReadonlySignal<readonly FileView[]>;
  private readonly previews: Previews;
  private readonly screen: Screen;
  private readonly numbers = new ImageNumbers();
  private readonly wanted = computed(() => this.wish());
  private busy = false;
  private done: Wanted | null = null;
  private opening = 0;

  constructor(
    file: ReadonlySignal<FileView | null>,
    files: ReadonlySignal<readonly FileView[]>,
    previews: Previews,
    screen: Screen,
  ) {
    this.file = file;
    this.files = files;
    this.previews = previews;
    this.screen = screen;
    this.placement = new Placement(this.info, screen.ratio);
    this.projection = new ProjectionView(previews);
    this.cine = new Cine(
      computed(() => this.info.value?.frameRate ?? 1),
      () => this.advance(),
    );
    let before: FileView | null = null;
    effect(() => {
      const { value: now } = file;
      if (now !== before) untracked(() => this.turn(before, now));
      before = now;
    });
    effect(() => {
      void this.open(file.value, this.side.value, file.value?.result.value?.blob);
    });
    effect(() => {
      if (this.wanted.value) void this.paint();
    });
    effect(() => this.forgetClosed());
  }

  /** Goes to a frame; one beyond the ends is the end. */
  goTo(frame: number): void {
    const frames = this.info.value?.frames ?? 1;
    this.projection.hide();
    this.frame.value = Math.max(0, Math.min(frames - 1, frame));
  }

  play(): void {
    if ((this.info.value?.frames ?? 1) < 2) return;
    this.projection.hide();
    this.cine.toggle();
  }

  project(scope: ProjectionScope): void {
    const { state } = this;
    if (state.value.kind !== 'ready') return;
    this.cine.stop();
    const { file, side, image } = state.value;
    const others = scope === 'series' ? this.series(file).filter((other) => other !== file) : [];
    const rest = others.flatMap((other): ProjectedFile[] => {
      const blob = side === 'before' ? other.picked.blob : other.result.value?.blob;
      return blob ? [{ file: other, image: this.numbers.of(blob) }] : [];
    });
    void this.projection.start(scope, [{ file, image }, ...rest]);
  }

  /** A file's original, whatever side is shown; null where it could not be opened by the browser. */
  originalOf({ picked: { blob } }: FileView): NumberedBlob | null {
    return blob && this.numbers.of(blob);
  }

  /** The open images of the series of a file that have its size, itself among them. */
  series(file: FileView): readonly FileView[] {
    return this.files.value.filter((other) => isOfOneSeries(file, other));
  }

  setWindow(center: number, width: number): void {
    this.voi.value = { kind: 'manual', center, width: Math.max(NARROWEST_WINDOW, width) };
  }

  /** Window, zoom and place as they were when the image was opened. */
  reset(): void {
    batch(() => {
      this.voi.value = DEFAULT_VOI;
      this.inverted.value = false;
      this.placement.fit();
    });
  }

  /** What the user has set up stays within a series: that is how slices are compared. */
  private turn(from: FileView | null, to: FileView | null): void {
    const isSame = from !== null && to !== null && isOfOneSeries(from, to);
    this.cine.stop();
    this.projection.hide();
    batch(() => {
      this.state.value = { kind: to ? 'opening' : 'none' };
      this.frame.value = 0;
      this.problem.value = null;
      if (isSame) return;
      this.reset();
      this.painted.value = null;
      this.tool.value = 'window';
    });
  }

  private async open(file: FileView | null, wish: Side, after: Blob | null | undefined): Promise<void> {
    const opening = ++this.opening;
    const side = wish === 'after' && after ? 'after' : 'before';
    const blob = side === 'after' ? after : file?.picked.blob;
    if (!file || !blob) return;
    const image = this.numbers.of(blob);
    const shown = this.state.peek();
    if (shown.kind === 'ready' && shown.file === file && shown.image.image === image.image) return;
    const answer = await this.previews.open(image);
    if (opening !== this.opening) return;
    batch(() => {
      if (!answer.ok) this.state.value = { kind: 'failed', error: answer.error };
      else if (!answer.value) this.state.value = { kind: 'no-image' };
      else this.state.value = { kind: 'ready', file, side, image, info: answer.value };
      const isReady = this.state.value.kind === 'ready';
      if (!isReady) this.painted.value = null;
      if (side === 'before') file.pixels.unviewable.value = !isReady;
    });
    const projection = this.projection.state.peek();
    if (projection.kind === 'running' || projection.kind === 'done') this.project(projection.scope);
  }

  private wish(): Wanted | null {
    const { viewport, box } = this.placement;
    const state = this.state.value;
    if (state.kind !== 'ready' || !viewport.value) return null;
    const visible = visiblePart(viewport.value, state.info, box.value, this.screen.ratio());
    if (!visible) return null;
    // It is painted again whenever more of it is there.
    const frame = isOn(this.projection.state.value) ? 'projection' : this.frame.value;
    const { file, side } = state;
    return {
      file,
      side,
      frame,
      viewport: viewport.value,
      area: visible.area,
      request: {
        image: state.image.image,
        frame,
        voi: this.voi.value,
        invert: this.inverted.value,
        overlays: this.overlays.value,
        placing: visible.placing,
      },
    };
  }

  /** Makes the picture that is wanted last, one at a time: what was wanted in between is passed over. */
  private async paint(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.wanted.peek() && this.wanted.peek() !== this.done) {
      // With the first picture come its tools, which leave less room for it.
      if (!this.painted.peek()) await this.screen.laidOut();
      const wanted = this.wanted.peek();
      if (wanted) await this.make(wanted);
    }
    this.busy = false;
  }

  private async make(wanted: Wanted): Promise<void> {
    this.done = wanted;
    const { request, ...shown } = wanted;
    const answer = await this.previews.render(request);
    if (shown.file === this.file.peek()) {
      batch(() => {
        this.problem.value = answer.ok ? null : answer.error;
        this.painted.value = answer.ok ? { ...answer.value, ...shown } : null;
        if (!answer.ok) shown.file.pixels.unviewable.value = true;
      });
      this.see(shown, answer.ok ? answer.value.collected : 0);
    } else if (answer.ok) answer.value.bitmap.close();
  }

  /**
   * Notes what was on screen. A frame that can't be shown counts: more can't be seen of it. A picture of all frames
   * does when it has all that were collected: one asked for before may come after.
   */
  private see({ file, frame }: Pick<Painted, 'file' | 'frame'>, collected: number): void {
    if (!this.screen.isShown()) return;
    const projection = this.projection.state.peek();
    if (frame !== 'projection') file.pixels.see(frame, this.info.peek()?.frames ?? 1);
    else if (projection.kind === 'done' && projection.frames === collected) {
      for (const one of projection.files) one.pixels.seeAll();
    }
  }

  /** To the next frame, around the end; false while a picture is being made. */
  private advance(): boolean {
    if (this.busy) return false;
    const frames = this.info.peek()?.frames ?? 1;
    this.frame.value = (this.frame.peek() + 1) % frames;
    return true;
  }

  private forgetClosed(): void {
    const live = new Set<Blob>();
    for (const { picked, result } of this.files.value) {
      if (picked.blob) live.add(picked.blob);
      if (result.value?.blob) live.add(result.value.blob);
    }
    for (const image of this.numbers.retain(live)) this.previews.close(image);
  }
}

function isOfOneSeries(one: FileView, other: FileView): boolean {
  const [a, b] = [one.pixels.facts.value?.origin, other.pixels.facts.value?.origin];
  if (one === other) return true;
  if (!a || !b || a.series === '' || a.series !== b.series) return false;
  return a.device.rows === b.device.rows && a.device.columns === b.device.columns;
}
