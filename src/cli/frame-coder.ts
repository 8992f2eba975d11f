import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Codecs } from '../codecs/codecs';
import { FrameMasker } from '../codecs/frame-masker';
import type { FrameCoder, FrameFault, FrameTask, MaskedFrame } from '../core/pixel/frame-coder';
import { FrameThreads } from './frame-threads';

/** Their binaries are read when a frame needs them. */
export function codecsOfNode(): Codecs {
  return new Codecs(async (url) => new Uint8Array(await readFile(new URL(url))));
}

/** Masks frames on this thread. Between them it hears what else happens: a signal to stop, answers of threads. */
class HearingMasker extends FrameMasker {
  override async mask(task: FrameTask): Promise<MaskedFrame> {
    await nextTurn();
    return super.mask(task);
  }

  override async compare(task: FrameTask, masked: Uint8Array, witness?: string): Promise<FrameFault | undefined> {
    await nextTurn();
    return super.compare(task, masked, witness);
  }
}

/** Masks compressed frames: on this thread where there is no other to spare. */
export class FrameCoders {
  private readonly threads: number;
  private coder: FrameMasker | FrameThreads | undefined;

  /** @param threads - how many frames of a file may be worked on at once */
  constructor(threads: number) {
    this.threads = threads;
  }

  get(): FrameCoder {
    this.coder ??= this.threads > 1 ? new FrameThreads(this.threads) : new HearingMasker(codecsOfNode());
    return this.coder;
  }

  /** Ends all threads: nothing waits for them any more. */
  end(): void {
    if (this.coder instanceof FrameThreads) this.coder.end();
  }
}
