import type { DeviationsMark } from './deviations';
import type { Tag } from './tag';

/** A sequence or an item that is being read. */
export interface Frame {
  readonly row: number;
  readonly isItem: boolean;
  /** Absolute end, or -1 for undefined length. */
  readonly end: number;
  /** Nothing inside may pass this. */
  readonly limit: number;
  /** Of its content: bits of `ENCODING`. */
  readonly encoding: number;
  lastTag: Tag;
  /** The value may prove not to be a sequence after all; then it is read again in another way. */
  readonly trial: Trial | undefined;
}

/** What to go back to when a value was taken for a sequence, and wrongly or in the wrong encoding. */
export interface Trial {
  /** Encodings that were not tried yet. */
  readonly encodings: readonly number[];
  /** The deviations, and how many lists of fragments, there were before. */
  readonly deviations: DeviationsMark;
  readonly fragments: number;
  /** End of the value, or -1 if its length is undefined, so that it must be a sequence. */
  readonly valueEnd: number;
}

/** Pixel data in fragments that are being read. */
export interface OpenFragments {
  readonly row: number;
  readonly starts: number[];
  readonly lengths: number[];
  readonly limit: number;
}
