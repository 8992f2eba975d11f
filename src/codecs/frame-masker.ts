/** Masks frames, and compares them with what they were, on this thread. */
import type { FrameCoder, FrameFault, FrameTask, MaskedFrame } from '../core/pixel/frame-coder';
import { blackSamples, unsignedBlack } from './black-samples';
import { type Frame, unsupported } from './codec';
import type { Codecs } from './codecs';
import { readFrameHeader } from './jpeg/frame-header';
import { MARKER, splitSegments } from './jpeg/segments';
import { capabilityOf } from './registry';
import { isBlackUnder, type SeenFrame, witnessOf } from './seen-frame';

export class FrameMasker implements FrameCoder {
  readonly parallel = 1;
  private readonly codecs: Codecs;

  constructor(codecs: Codecs) {
    this.codecs = codecs;
  }

  async mask(task: FrameTask): Promise<MaskedFrame> {
    const { syntax, info, bytes, rectangles } = task;
    if (isByCoefficients(task)) {
      const made = await this.codecs.mask(bytes, info, rectangles, fillOf(task));
      return { bytes: made.bytes, witness: made.witness };
    }
    const frame = await this.codecs.decode(syntax, bytes, info);
    const witness = witnessOf(frame, rectangles);
    fillRectangles(frame, task);
    return { bytes: (await this.codecs.encode(syntax, frame)).bytes, witness };
  }

  async compare(task: FrameTask, masked: Uint8Array, witness?: string): Promise<FrameFault | undefined> {
    const wanted = witness ?? (await this.see(task, task.bytes)).witness;
    const seen = await this.see(task, masked);
    if (seen.witness !== wanted) return 'other-pixels-differ';
    return seen.isBlack ? undefined : 'not-masked';
  }

  private async see(task: FrameTask, bytes: Uint8Array): Promise<SeenFrame> {
    const { syntax, info, rectangles } = task;
    const shown = { ...task, bytes };
    if (isByCoefficients(shown)) return this.codecs.see(bytes, info, rectangles, fillOf(shown));
    const frame = await this.codecs.decode(syntax, bytes, info);
    const isBlack = isBlackUnder(frame, rectangles, blackSamples(frame, task));
    return { witness: witnessOf(frame, rectangles), isBlack };
  }
}

/** Frames of lossy JPEG are masked by their coefficients. */
function isByCoefficients({ syntax, bytes }: FrameTask): boolean {
  const capability = capabilityOf(syntax, bytes);
  if (capability.family === undefined) throw unsupported(capability.refusal);
  return capability.mask === 'coefficients';
}

/** What a lossy JPEG of one component is filled with; colors have their own black. */
function fillOf({ info, bytes, black }: FrameTask): readonly number[] | undefined {
  if (info.samplesPerPixel > 1) return undefined;
  const { precision } = readFrameHeader(bytes, splitSegments(bytes).segments, [MARKER.SOF0, MARKER.SOF1, MARKER.SOF2]);
  return [unsignedBlack(black, precision)];
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
