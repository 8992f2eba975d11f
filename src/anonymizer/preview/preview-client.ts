/** The page's side of the preview worker. One that breaks is replaced when something is to be shown again. */
import * as Comlink from 'comlink';
import type { PlainError } from '../../core/errors';
import type { Answer } from '../../jobs/engine-api';
import type { Previews } from '../state/image/previews';
import type { NumberedBlob, PreviewApi, ProjectionProgress, RenderRequest } from './preview-api';

const FAILED: PlainError = { code: 'codec-failed', details: {} };

interface Running {
  readonly api: Comlink.Remote<PreviewApi>;
  /** Resolves when the worker is gone: calls in flight would wait for ever. */
  readonly gone: Promise<void>;
}

export class PreviewWorker implements Previews {
  private readonly blobs = new Map<number, Blob>();
  /** Images that the present worker knows. */
  private readonly opened = new Set<number>();
  private running: Running | null = null;

  /** Starts the worker before it is needed: its code takes longer to load than a picture takes to make. */
  constructor() {
    this.worker();
  }

  open({ image, blob }: NumberedBlob) {
    this.blobs.set(image, blob);
    return this.call((api) => {
      this.opened.add(image);
      return api.open(image, blob);
    });
  }

  async render(request: RenderRequest) {
    const blob = this.blobs.get(request.image);
    this.worker();
    if (blob && !this.opened.has(request.image)) await this.open({ image: request.image, blob });
    return this.call((api) => api.render(request));
  }

  async project(image: number, images: readonly NumberedBlob[], onProgress: (progress: ProjectionProgress) => void) {
    for (const one of images) this.blobs.set(one.image, one.blob);
    return this.call((api) => api.project(image, images, Comlink.proxy(onProgress)));
  }

  stopProjection(): void {
    void this.running?.api.stopProjection();
  }

  async snapshot(
    { image, blob }: NumberedBlob,
    frame: number | 'brightest',
    onProgress: (progress: ProjectionProgress) => void,
  ) {
    this.worker();
    if (!this.opened.has(image)) await this.open({ image, blob });
    return this.call((api) => api.snapshot(image, frame, Comlink.proxy(onProgress)));
  }

  stopSnapshot(): void {
    void this.running?.api.stopSnapshot();
  }

  close(image: number): void {
    this.blobs.delete(image);
    this.opened.delete(image);
    void this.running?.api.close(image);
  }

  private async call<T>(run: (api: Comlink.Remote<PreviewApi>) => Promise<Answer<T>>): Promise<Answer<T>> {
    const { api, gone } = this.worker();
    const failed = (): Answer<T> => ({ ok: false, error: FAILED });
    return Promise.race([run(api).catch(failed), gone.then(failed)]);
  }

  private worker(): Running {
    if (this.running) return this.running;
    const worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module' });
    const api = Comlink.wrap<PreviewApi>(worker);
    const gone = new Promise<void>((resolve) => {
      const end = () => {
        worker.terminate();
        this.running = null;
        this.opened.clear();
        resolve();
      };
      worker.addEventListener('error', end);
      worker.addEventListener('messageerror', end);
    });
    this.running = { api, gone };
    return this.running;
  }
}
