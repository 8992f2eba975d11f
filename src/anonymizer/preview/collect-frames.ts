/** Collects the frames of an image into a projection, in this worker and in helpers beside it. */
import { DicomError } from '../../core/errors';
import type { Crew } from './crew';
import { decodeFrames } from './decode-frames';
import type { FrameSource } from './frame-source';
import type { CollectedBatch, FrameBatch, Helper } from './helper-api';
import type { Images } from './images';
import type { NumberedBlob } from './preview-api';
import { ProjectionRun } from './projection-run';

/** Fewer are done before a helper has started. */
const MANY_FRAMES = 24;
/** Of the frames that helpers are at, together: each takes some times as much memory as its frame. */
const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST_SHARE = 16;
/** A helper has the next frames at hand before it has given back the last. */
const SHARES_AT_ONCE = 2;

/** What is collected, and into what. */
export interface Collecting extends NumberedBlob {
  readonly source: FrameSource;
  readonly run: ProjectionRun;
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** So many frames more are done, whether or not they could be decoded. */
  readonly onFrames: (count: number) => void;
}

/**
 * Collects all frames of an image; of few frames without helpers.
 *
 * @returns how many frames can't be decoded
 */
export function collectFrames(images: Images, crew: Crew, work: Collecting): Promise<number> {
  const { info, description } = work.source;
  const most = Math.floor((8 * MOST_BYTES) / description.frameBits);
  return new Collection(images, info.frames < MANY_FRAMES ? [] : crew.helpers(most), work).collect();
}

/** What a helper does: keeps nothing from one batch to the next. */
export async function collectBatch(images: Images, batch: FrameBatch): Promise<CollectedBatch> {
  images.add(batch);
  const source = await images.source(batch.image);
  if (!source) throw new DicomError('internal');
  const run = new ProjectionRun(source, batch.isBrightLow);
  const frames = [...batch.frames];
  const next = () => frames.splice(0);
  for await (const { frame, samples } of decodeFrames(images, batch.image, source, next)) {
    if (samples) run.add(samples, source.description, source.displayOf(frame));
  }
  return { picture: run.picture ?? null, count: run.frames };
}

class Collection {
  private readonly images: Images;
  private readonly helpers: readonly Helper[];
  private readonly work: Collecting;
  /** Frames that nobody has taken. */
  private readonly left: number[];
  /** What helpers are at. */
  private readonly helped = new Set<Promise<boolean>>();
  private missing = 0;
  /** Why what a helper gave back could not be taken. */
  private failure: { readonly error: unknown } | null = null;

  constructor(images: Images, helpers: readonly Helper[], work: Collecting) {
    this.images = images;
    this.helpers = helpers;
    this.work = work;
    this.left = Array.from({ length: work.source.info.frames }, (_, frame) => frame);
  }

  async collect(): Promise<number> {
    for (const helper of this.helpers) {
      for (let i = 0; i < SHARES_AT_ONCE; i++) void this.feed(helper);
    }
    // A helper that is gone leaves its frames to the others.
    do {
      await this.collectHere();
      await Promise.all(this.helped);
      if (this.failure) throw this.failure.error;
    } while ((this.left.length > 0 || this.helped.size > 0) && !this.work.signal.aborted);
    return this.missing;
  }

  private async collectHere(): Promise<void> {
    const { image, source, run, signal, onFrames } = this.work;
    const next = () => (signal.aborted || this.failure ? [] : this.share());
    for await (const { frame, samples } of decodeFrames(this.images, image, source, next)) {
      if (signal.aborted) return;
      if (samples) run.add(samples, source.description, source.displayOf(frame));
      else this.missing += 1;
      onFrames(1);
    }
  }

  /** Gives frames to a helper, some at a time, as long as there are any. */
  private async feed(helper: Helper): Promise<void> {
    let isThere = await helper.ready;
    while (isThere && this.left.length > 0 && !this.work.signal.aborted) {
      const helped = this.help(helper).finally(() => this.helped.delete(helped));
      this.helped.add(helped);
      isThere = await helped;
    }
  }

  /** Takes frames; few of the last ones, for all to be ready at the same time. */
  private share(): readonly number[] {
    const even = this.left.length / (this.helpers.length + 1);
    return this.left.splice(0, Math.min(LARGEST_SHARE, Math.ceil(even / 2)));
  }

  /** @returns false if the helper is gone */
  private async help(helper: Helper): Promise<boolean> {
    const { image, blob, run, onFrames } = this.work;
    const frames = this.share();
    const collected = await helper.collect({ image, blob, frames, isBrightLow: run.isBrightLow });
    if (!collected) {
      this.left.push(...frames);
      return false;
    }
    try {
      run.merge(collected);
    } catch (error) {
      this.failure ??= { error };
      return false;
    }
    this.missing += frames.length - collected.count;
    onFrames(frames.length);
    return true;
  }
}
