/** “All frames at once”: the brightest of every pixel, collected in the worker while it is shown. */
import { signal } from '@preact/signals';
import type { NumberedBlob, ProjectionProgress } from '../../preview/preview-api';
import type { FileView } from '../file/file-view';
import type { Previews } from './previews';

/** The frames of one file, or of all open images of its series. */
export type ProjectionScope = 'file' | 'series';

export interface ProjectedFile {
  readonly file: FileView;
  readonly image: NumberedBlob;
}

type State =
  | { readonly kind: 'off' }
  | { readonly kind: 'running'; readonly scope: ProjectionScope; readonly progress: ProjectionProgress }
  /** `files`: those all of whose frames are in it. `missing`: frames or images that are not. */
  | {
      readonly kind: 'done';
      readonly scope: ProjectionScope;
      readonly files: readonly FileView[];
      /** That its picture has, once it is whole. */
      readonly frames: number;
      readonly missing: number;
    }
  /** Single frames are shown. */
  | { readonly kind: 'failed' };

/** True while all frames are what is shown. */
export function isOn({ kind }: State): boolean {
  return kind === 'running' || kind === 'done';
}

export class ProjectionView {
  readonly state = signal<State>({ kind: 'off' });
  private readonly previews: Previews;
  private version = 0;

  constructor(previews: Previews) {
    this.previews = previews;
  }

  /** @param files - the file that is shown first, then the others of its series */
  async start(scope: ProjectionScope, files: readonly ProjectedFile[]): Promise<void> {
    const [shown] = files;
    if (!shown) return;
    const version = ++this.version;
    this.state.value = { kind: 'running', scope, progress: { done: 0, total: files.length } };
    const images = files.map(({ image }) => image);
    // Progress comes on a channel of its own, so its last word may come after the answer.
    let isAnswered = false;
    const answer = await this.previews.project(shown.image.image, images, (progress) => {
      if (version === this.version && !isAnswered) this.state.value = { kind: 'running', scope, progress };
    });
    isAnswered = true;
    if (version !== this.version) return;
    if (!answer.ok) {
      this.state.value = { kind: 'failed' };
      return;
    }
    const projected = answer.value;
    if (!projected.complete) {
      this.hide();
      return;
    }
    const whole = files.filter(({ image }) => projected.images.includes(image.image)).map(({ file }) => file);
    const { frames } = projected;
    this.state.value = { kind: 'done', scope, files: whole, frames, missing: files.length - whole.length };
  }

  /** Goes back to single frames; one that is under way is cancelled. */
  hide(): void {
    if (this.state.value.kind === 'off') return;
    this.version += 1;
    this.previews.stopProjection();
    this.state.value = { kind: 'off' };
  }
}
