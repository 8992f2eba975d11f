/**
 * What the core asks of codecs. Samples stay on their side: what crosses is one frame as its fragments hold it, so
 * that a worker or another process can do the work.
 */
import type { Rectangle } from './rectangle';

/** What the data set says of its frames (PS3.3 C.7.6.3). */
export interface FrameInfo {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  /** 1, 8, 16 or 32. */
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  /** Pixel Representation is 1. */
  readonly signed: boolean;
  /** Planar Configuration is 1: native frames hold one plane after the other. */
  readonly planar: boolean;
  readonly photometricInterpretation: string;
}

/** A frame to be masked. */
export interface FrameTask {
  /** Transfer Syntax UID. */
  readonly syntax: string;
  readonly info: FrameInfo;
  /** All fragments of the frame, one after the other. Whoever gets a task owns them. */
  readonly bytes: Uint8Array;
  /** Within the frame. */
  readonly rectangles: readonly Rectangle[];
  /** The stored value of a black pixel where it has one sample; colors have their own black. */
  readonly black: number;
  /** Bits below the stored value in a cell: High Bit + 1 - Bits Stored. */
  readonly shift: number;
}

export interface MaskedFrame {
  /** Without the byte that pads a fragment to even length. */
  readonly bytes: Uint8Array;
  /** A fingerprint of what the original shows beside the rectangles, for `compare`. */
  readonly witness: string;
}

/** A masked frame beside the one that it was made of: something can be seen under a mask, or differs beside it. */
export type FrameFault = 'not-masked' | 'other-pixels-differ';

/** Masks compressed frames, and looks at what was made. */
export interface FrameCoder {
  /** How many frames it works on at once. */
  readonly parallel: number;
  /**
   * Makes pixels under the rectangles black. Frames of lossy JPEG are changed in their coefficients: whole blocks
   * become black. All others are decoded and coded again without loss, in the same transfer syntax.
   *
   * @throws DicomError `bad-frame`, `frame-mismatch`, `unsupported-compression`, `codec-failed`, `cancelled`
   */
  mask(task: FrameTask): Promise<MaskedFrame>;
  /**
   * Decodes a masked frame, looks at each pixel under the rectangles, and holds the others against the original.
   *
   * @param witness - what `mask` said of the original, whose bytes are not needed then; without it that is decoded again
   * @throws DicomError as `mask` does
   */
  compare(task: FrameTask, masked: Uint8Array, witness?: string): Promise<FrameFault | undefined>;
}
