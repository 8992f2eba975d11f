import type { Answer } from '../../../jobs/engine-api';
import type {
  ImageInfo,
  NumberedBlob,
  Projected,
  ProjectionProgress,
  Rendered,
  RenderRequest,
  Snapshot,
} from '../../preview/preview-api';

/** What the page's state asks of the preview worker. Images are numbered by the Blob they are. */
export interface Previews {
  open(one: NumberedBlob): Promise<Answer<ImageInfo | null>>;
  render(request: RenderRequest): Promise<Answer<Rendered>>;
  project(
    image: number,
    images: readonly NumberedBlob[],
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Projected>;
  stopProjection(): void;
  snapshot(
    image: NumberedBlob,
    frame: number | 'brightest',
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Snapshot>>;
  stopSnapshot(): void;
  /** Forgets an image. */
  close(image: number): void;
}
