/** What a preview worker asks of helpers beside it: the brightest of some frames. */
import type { Picture } from './picture';
import type { NumberedBlob } from './preview-api';

/** Frames of an image, for one helper. */
export interface FrameBatch extends NumberedBlob {
  readonly frames: readonly number[];
  /** What is stored low is bright. */
  readonly isBrightLow: boolean;
}

export interface CollectedBatch {
  /** null if no frame could be decoded. */
  readonly picture: Picture | null;
  /** How many frames are in it. */
  readonly count: number;
}

export interface HelperApi {
  /** Answers when it can be asked for more. */
  start(): boolean;
  collect(batch: FrameBatch): Promise<CollectedBatch>;
}

/** Starts helpers. */
export type Hire = (most: number) => readonly Helper[];

/** A helper as it is seen by who asks it. */
export interface Helper {
  /** Resolves when it has started; false: it is gone. */
  readonly ready: Promise<boolean>;
  /** null: it is gone. */
  collect(batch: FrameBatch): Promise<CollectedBatch | null>;
  end(): void;
}
