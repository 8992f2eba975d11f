import type { Codecs } from '../../codecs/codecs';
import { DicomError } from '../../core/errors';
import { BlobSource } from '../../core/io/byte-source';
import type { FrameSamples } from '../../core/pixel/samples';
import { ByteBudget } from './byte-budget';
import { FrameSource } from './frame-source';
import type { NumberedBlob } from './preview-api';

/** Decoded frames that are kept: a CT series of 350 slices, or 80 frames of an ultrasound clip in color. */
const MOST_BYTES = 192 * 1024 * 1024;
/** Images whose headers are kept. */
const MOST_IMAGES = 16;

/** Images that are known by number: what was read of them, and frames that were decoded, as many as fit. */
export class Images {
  private readonly codecs: Codecs;
  private readonly blobs = new Map<number, Blob>();
  private readonly opened = new ByteBudget<Promise<FrameSource | null>>(MOST_IMAGES, () => 1);
  private readonly frames = new ByteBudget<FrameSamples>(MOST_BYTES, ({ data }) => data.buffer.byteLength);

  constructor(codecs: Codecs) {
    this.codecs = codecs;
  }

  add({ image, blob }: NumberedBlob): void {
    this.blobs.set(image, blob);
  }

  blob(image: number): Blob {
    const blob = this.blobs.get(image);
    if (!blob) throw new DicomError('internal');
    return blob;
  }

  delete(image: number): void {
    this.blobs.delete(image);
    for (const kept of [this.opened, this.frames]) kept.deleteAll((key) => key.startsWith(`${image} `));
  }

  /** null for a file without pixels. */
  async source(image: number): Promise<FrameSource | null> {
    const key = `${image} `;
    const known = this.opened.get(key);
    if (known) return known;
    const opening = FrameSource.open(new BlobSource(this.blob(image)), this.codecs);
    this.opened.set(key, opening);
    return opening;
  }

  /** A decoded frame; it is kept for the next time, while there is room. */
  async decoded(image: number, source: FrameSource, frame: number): Promise<FrameSamples> {
    const known = this.kept(image, frame);
    if (known) return known;
    const samples = await source.samples(frame);
    this.frames.set(`${image} ${frame}`, samples);
    return samples;
  }

  /** A frame that is decoded already. */
  kept(image: number, frame: number): FrameSamples | undefined {
    return this.frames.get(`${image} ${frame}`);
  }
}
