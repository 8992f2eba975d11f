import { DicomError } from '../errors';
import type { ReadBytes } from '../io/byte-source';
import { blackPixel } from './black';
import { isColor, type PixelDescription } from './description';
import type { Display } from './display';
import { type FrameIndex, readFrame } from './fragments/frame-index';
import type { FrameInfo, FrameTask } from './frame-coder';
import { type Mask, maskedBands } from './mask';
import { rectanglesOf } from './rectangle';

/** The tasks of masking an image whose frames are compressed. */
export class FrameTasks {
  /** Frames that a mask touches, from 0, ascending. */
  readonly touched: readonly number[];
  private readonly description: PixelDescription;
  private readonly index: FrameIndex;
  private readonly display: Display;
  private readonly bandsOf: ReturnType<typeof maskedBands>;

  /** @param masks - fitted to the image */
  constructor(description: PixelDescription, index: FrameIndex, display: Display, masks: readonly Mask[]) {
    this.description = description;
    this.index = index;
    this.display = display;
    this.bandsOf = maskedBands(masks);
    const touched: number[] = [];
    for (let frame = 0; frame < description.frames; frame++) if (this.bandsOf(frame).length > 0) touched.push(frame);
    this.touched = touched;
  }

  async taskOf(frame: number, read: ReadBytes): Promise<FrameTask> {
    return { ...this.taskWithoutBytes(frame), bytes: await readFrame(this.index, this.description, frame, read) };
  }

  /** For comparing with what is known of the original. */
  taskWithoutBytes(frame: number): FrameTask {
    const { description } = this;
    const { syntax, highBit, bitsStored, photometric } = description;
    return {
      syntax,
      info: frameInfo(description),
      // Not shared: whoever gets a task may hand its bytes on.
      bytes: new Uint8Array(0),
      rectangles: rectanglesOf(this.bandsOf(frame)),
      black: isColor(photometric) ? 0 : blackPixel(description, this.display.of(frame))[0],
      shift: highBit + 1 - bitsStored,
    };
  }
}

function frameInfo(description: PixelDescription): FrameInfo {
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, isSigned, planar, photometric } = description;
  const size = { rows, columns, samplesPerPixel, bitsAllocated, bitsStored };
  return { ...size, signed: isSigned, planar, photometricInterpretation: photometric };
}

/** Says of an error which frame it is about. */
export function ofFrame(error: unknown, frame: number): unknown {
  if (!(error instanceof DicomError) || error.code === 'cancelled') return error;
  return new DicomError(error.code, { tag: '(7FE0,0010)' }, { ...error.details, frame: frame + 1 });
}
