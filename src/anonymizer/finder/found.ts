import type { Rectangle } from '../../core/pixel/rectangle';

/** Something in a picture that may identify; its text stays in the page. */
export interface Found extends Rectangle {
  /** `unread`: letters beyond doubt, but of a script or print that could not be read. */
  readonly kind: 'text' | 'unread' | 'barcode';
  readonly text: string;
}

export interface FindProgress {
  readonly done: number;
  readonly total: number;
}

export interface Picture {
  readonly columns: number;
  readonly rows: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}
