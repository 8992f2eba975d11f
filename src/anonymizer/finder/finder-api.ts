import type { Answer } from '../../jobs/engine-api';
import type { FindProgress, Found, Picture } from './found';

/** What the page asks of the worker that searches pictures for text and codes, through Comlink. */
export interface FinderApi {
  /** Searches pictures of one image, such as a frame and the brightest of all frames; what both show counts once. */
  find(pictures: readonly Picture[], onProgress: (progress: FindProgress) => void): Promise<Answer<readonly Found[]>>;
}
