import type { FrameSamples } from '../../core/pixel/samples';

/** What is rendered: stored values that a window is laid over, or colors that are ready to be seen. */
export type Picture =
  | { readonly kind: 'samples'; readonly samples: FrameSamples }
  | { readonly kind: 'rgba'; readonly rgba: Uint8ClampedArray };
