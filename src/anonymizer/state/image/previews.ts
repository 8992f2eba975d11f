import type { Answer } from '../../../jobs/engine-api';
import type { ImageInfo, NumberedBlob, PreviewApi, ProjectionProgress, Snapshot } from '../../preview/preview-api';

/** What the page's state asks of the preview worker. Images are numbered by the Blob they are. */
export interface Previews extends Pick<PreviewApi, 'render' | 'project' | 'stopProjection' | 'stopSnapshot' | 'close'> {
  open(one: NumberedBlob): Promise<Answer<ImageInfo | null>>;
  snapshot(
    image: NumberedBlob,
    frame: number | 'brightest',
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Snapshot>>;
}
