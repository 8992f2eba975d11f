/** The search for text and codes in the picture that is shown. What it finds is held by the page alone. */
import { effect, signal } from '@preact/signals';
import type { PlainError } from '../../../core/errors';
import type { Answer } from '../../../jobs/engine-api';
import type { FindProgress, Found, Picture } from '../../finder/found';
import type { FileView } from '../file/file-view';
import type { Announce } from '../page/announce';
import type { ImageViewer } from './image-viewer';
import type { Previews } from './previews';

export interface Finder {
  find(
    pictures: readonly Picture[],
    onProgress: (progress: FindProgress) => void,
    cancelled: AbortSignal,
  ): Promise<Answer<readonly Found[]>>;
}

type State =
  | { readonly kind: 'idle' }
  /** `collecting` counts frames, `reading` lines that may be text. */
  | { readonly kind: 'collecting' | 'reading'; readonly progress: FindProgress | null }
  | { readonly kind: 'failed'; readonly error: PlainError };

export class TextSearch {
  readonly state = signal<State>({ kind: 'idle' });
  private readonly viewer: ImageViewer;
  private readonly previews: Previews;
  private readonly finder: Finder;
  private readonly announce: Announce;
  private running: AbortController | null = null;

  constructor(viewer: ImageViewer, previews: Previews, finder: Finder, announce: Announce) {
    this.viewer = viewer;
    this.previews = previews;
    this.finder = finder;
    this.announce = announce;
    let shown: FileView | null = null;
    effect(() => {
      const { value: file } = viewer.file;
      if (file !== shown) this.stop();
      shown = file;
    });
  }

  /** Searches the frame that is shown and, where there are more, the brightest of all frames. */
  async start(): Promise<void> {
    const { viewer } = this;
    const file = viewer.file.peek();
    if (!file || !viewer.info.peek()) return;
    this.stop();
    const running = new AbortController();
    this.running = running;
    const answer = await this.search(file, running.signal);
    if (this.running !== running) return;
    this.running = null;
    if (!answer.ok) {
      this.state.value = { kind: 'failed', error: answer.error };
      this.announce({ kind: 'refused', code: answer.error.code });
      return;
    }
    const identifies = await file.engine.identify(answer.value.map(({ text }) => text));
    file.pixels.found.value = answer.value.map((one, index) => ({ ...one, identifies: identifies[index] ?? false }));
    this.state.value = { kind: 'idle' };
    this.announce({ kind: 'text-found', places: answer.value.length });
  }

  cancel(): void {
    if (!this.running) return;
    this.stop();
    this.announce({ kind: 'search-cancelled' });
  }

  private stop(): void {
    this.running?.abort();
    this.running = null;
    this.state.value = { kind: 'idle' };
  }

  private async search(file: FileView, cancelled: AbortSignal): Promise<Answer<readonly Found[]>> {
    const { viewer, previews, finder } = this;
    const image = viewer.originalOf(file);
    if (!image) return { ok: true, value: [] };
    const tell = (kind: 'collecting' | 'reading') => (progress: FindProgress | null) => {
      if (!cancelled.aborted) this.state.value = { kind, progress };
    };
    tell('collecting')(null);
    cancelled.addEventListener('abort', () => previews.stopSnapshot(), { once: true });
    const isClip = (viewer.info.peek()?.frames ?? 1) > 1;
    const pictures: Picture[] = [];
    for (const frame of [viewer.frame.peek(), ...(isClip ? (['brightest'] as const) : [])]) {
      const snapshot = await previews.snapshot(image, frame, tell('collecting'));
      if (!snapshot.ok) return snapshot;
      pictures.push(snapshot.value);
    }
    if (cancelled.aborted) return { ok: false, error: { code: 'cancelled', details: {} } };
    tell('reading')(null);
    return finder.find(pictures, tell('reading'), cancelled);
  }
}
