/** The brightest of all frames, collected one by one. */
import { addColors } from '../../core/pixel/color';
import { isColor, type PixelDescription } from '../../core/pixel/description';
import type { FrameDisplay } from '../../core/pixel/display';
import { Projection } from '../../core/pixel/projection';
import { renderFrame } from '../../core/pixel/render';
import type { FrameSamples, SampleArray } from '../../core/pixel/samples';
import type { FrameSource } from './frame-source';
import type { CollectedBatch } from './helper-api';
import type { Picture } from './picture';

/** Collects frames of images of one size and kind. */
export class ProjectionRun {
  /** Grows with every frame. */
  frames = 0;
  /** What is stored low is bright: text is found there. */
  readonly isBrightLow: boolean;
  private readonly samples: Projection<SampleArray>;
  private readonly colors = new Projection<Uint8ClampedArray>();
  private readonly model: FrameSource;
  private like: FrameSamples | undefined;

  /** @param isBrightLow - else it is as in `model` */
  constructor(model: FrameSource, isBrightLow = storesBrightLow(model.displayOf(0))) {
    this.model = model;
    this.isBrightLow = isBrightLow;
    this.samples = new Projection(isBrightLow);
  }

  get picture(): Picture | undefined {
    const { like, samples, colors } = this;
    if (colors.values) return { kind: 'rgba', rgba: colors.values };
    return like && samples.values && { kind: 'samples', samples: { ...like, data: samples.values } };
  }

  /** True for an image whose pixels lie where those of the first do, and mean the same. */
  takes({ description, info }: FrameSource): boolean {
    const { description: model, info: modelInfo } = this.model;
    return (
      description.rows === model.rows &&
      description.columns === model.columns &&
      description.isSigned === model.isSigned &&
      description.format === model.format &&
      info.hasWindow === modelInfo.hasWindow
    );
  }

  add(frame: FrameSamples, description: PixelDescription, display: FrameDisplay): void {
    const { data, photometric } = frame;
    const { values } = this.colors;
    if (this.model.info.hasWindow) {
      this.like ??= frame;
      this.samples.add(data);
    } else if (values && isColor(photometric)) addColors(data, photometric, description.bitsStored, values);
    else this.colors.add(renderFrame(frame, description, display));
    this.frames += 1;
  }

  /** Adds frames that were collected elsewhere. */
  merge({ picture, count }: CollectedBatch): void {
    if (picture?.kind === 'rgba') this.colors.add(picture.rgba);
    if (picture?.kind === 'samples') {
      this.like ??= picture.samples;
      this.samples.add(picture.samples.data);
    }
    this.frames += count;
  }
}

function storesBrightLow({ inverse, modality }: FrameDisplay): boolean {
  return inverse !== (modality.kind === 'linear' && modality.slope < 0);
}
