/** Masks frames, and compares them with what they were, on this thread. */
import type { FrameCoder, FrameFault, FrameTask, MaskedFrame } from '../core/pixel/frame-coder';
import { blackSamples, unsignedBlack } from './black-samples';
import { type Frame, unsupported } from './codec';
import type { Codecs } from './codecs';
import { compareFrames } from './compare-frames';
import { blocksAround } from './jpeg/blocks-around';
import { type FrameHeader, readFrameHeader } from './jpeg/frame-header';
import { MARKER, splitSegments } from './jpeg/segments';
import { capabilityOf } from './registry';

export class FrameMasker implements FrameCoder {
  readonly parallel = 1;
  private readonly codecs: Codecs;

  constructor(codecs: Codecs) {
    this.codecs = codecs;
  }

  async mask(task: FrameTask): Promise<MaskedFrame> {
    const { syntax, info, bytes, rectangles, black } = task;
    const jpeg = lossyJpegHeader(task);
    if (jpeg) {
      const fill = info.samplesPerPixel === 1 ? [unsignedBlack(black, jpeg.precision)] : undefined;
      return { bytes: (await this.codecs.mask(bytes, info, rectangles, fill)).bytes };
    }
    const frame = await this.codecs.decode(syntax, bytes, info);
    fillRectangles(frame, task);
    return { bytes: (await this.codecs.encode(syntax, frame)).bytes };
  }

  async compare(task: FrameTask, masked: Uint8Array): Promise<FrameFault | undefined> {
    const { syntax, info, bytes, rectangles } = task;
    const jpeg = lossyJpegHeader(task);
    // Decoders may keep nothing of what they are given: both streams are there when they are needed.
    const before = await this.codecs.decode(syntax, bytes, info);
    const after = await this.codecs.decode(syntax, masked, info);
    const changed = jpeg ? rectangles.map((rectangle) => blocksAround(rectangle, jpeg)) : rectangles;
    return compareFrames(before, after, { masked: rectangles, changed, black: blackSamples(before, task) });
  }
}

/** The header of a frame that is masked by its coefficients. */
function lossyJpegHeader({ syntax, bytes }: FrameTask): FrameHeader | undefined {
  const capability = capabilityOf(syntax, bytes);
  if (capability.family === undefined) throw unsupported(capability.refusal);
  if (capability.mask === 'samples') return undefined;
  return readFrameHeader(bytes, splitSegments(bytes).segments, [MARKER.SOF0, MARKER.SOF1, MARKER.SOF2]);
}

function fillRectangles(frame: Frame, task: FrameTask): void {
  const { samples, columns, samplesPerPixel } = frame;
  const black = blackSamples(frame, task);
  for (const { x, y, width, height } of task.rectangles) {
    for (let row = y; row < y + height; row++) {
      const from = (row * columns + x) * samplesPerPixel;
      const to = from + width * samplesPerPixel;
      if (samplesPerPixel === 1) samples.fill(black[0], from, to);
      else for (let at = from; at < to; at++) samples[at] = black[(at - from) % samplesPerPixel];
    }
  }
}
