/** What the page asks of the preview worker, through Comlink: pictures of frames, one at a time. */
import type { Rectangle } from '../../core/pixel/rectangle';
import type { Answer } from '../../jobs/engine-api';

/** What there is to look at in a file. */
export interface ImageInfo {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  /** Height of a pixel divided by its width. */
  readonly aspect: number;
  /** Brightness is made of values by a window. Color is shown as it is. */
  readonly hasWindow: boolean;
  readonly hasOverlays: boolean;
  /** Frames a second. */
  readonly frameRate: number;
  /** Where an ultrasound device says that its echo images are. */
  readonly regions: readonly Rectangle[];
}

/** What of the values is shown. `file` and `lut` count the windows and tables that the file offers for a frame. */
export type VoiChoice =
  | { readonly kind: 'default' | 'extent' }
  | { readonly kind: 'file' | 'lut'; readonly index: number }
  | { readonly kind: 'manual'; readonly center: number; readonly width: number };

/** Where the pixels of an image go in a bitmap: `x' = x * scaleX + left`, in pixels of the bitmap. */
export interface Placing {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface RenderRequest {
  readonly image: number;
  /** From 0; `projection`: what `project` has collected so far for this image. */
  readonly frame: number | 'projection';
  readonly voi: VoiChoice;
  readonly invert: boolean;
  readonly overlays: boolean;
  readonly placing: Placing;
}

export interface WindowChoice {
  readonly center: number;
  readonly width: number;
  readonly explanation: string;
}

export interface Rendered {
  readonly bitmap: ImageBitmap;
  /** The window that was used; null for color and lookup tables. */
  readonly window: { readonly center: number; readonly width: number } | null;
  /** What the file offers for this frame. */
  readonly windows: readonly WindowChoice[];
  readonly luts: readonly string[];
  /** Frames of the projection that are in it; 0 for a frame by itself. */
  readonly collected: number;
}

export interface ProjectionProgress {
  readonly done: number;
  readonly total: number;
}

/** What a projection has come to. */
export interface Projected {
  /** Images all of whose frames are in it; others could not be decoded, or have another size. */
  readonly images: readonly number[];
  /** Frames that are in it. */
  readonly frames: number;
  /** It was not stopped. */
  readonly complete: boolean;
}

/** A whole picture in its own size, as the file shows it at first; without overlays, which are no part of the pixels. */
export interface Snapshot {
  readonly columns: number;
  readonly rows: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A Blob with the number that the page gave it. */
export interface NumberedBlob {
  readonly image: number;
  readonly blob: Blob;
}

export interface PreviewApi {
  /** Reads what is needed to show an image; null where the file has none. A second call costs nothing. */
  open(image: number, blob: Blob): Promise<Answer<ImageInfo | null>>;
  close(image: number): void;
  render(request: RenderRequest): Promise<Answer<Rendered>>;
  /**
   * Collects the brightest value of each pixel over all frames of images; `image` is the one that will be rendered
   * with it. Ends early when another projection begins, or with `stopProjection`.
   */
  project(
    image: number,
    images: readonly NumberedBlob[],
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Projected>>;
  stopProjection(): void;
  /** A frame as pixels, or the brightest of every pixel over all frames of the image. */
  snapshot(
    image: number,
    frame: number | 'brightest',
    onProgress: (progress: ProjectionProgress) => void,
  ): Promise<Answer<Snapshot>>;
  /** A snapshot that is being collected answers `cancelled`. */
  stopSnapshot(): void;
}
