/**
 * How the pool of another page is asked, through Comlink. A run is what is done for one output: it can be cancelled as
 * a whole, and while one goes on the pool stays.
 */
import type { FrameFault, FrameTask, MaskedFrame } from '../../core/pixel/frame-coder';
import type { CodecAnswer } from './worker-api';

export interface PoolApi {
  /**
   * Each side holds a lock (Web Locks) of a name that the other is told: when it can be had, the side is gone, however
   * it ended.
   *
   * @returns the name of the pool's
   */
  greet(clientLock: string): Promise<string>;
  begin(run: number): Promise<void>;
  /** Ends a run, and what is under way for it. */
  end(run: number): Promise<void>;
  mask(run: number, task: FrameTask): Promise<CodecAnswer<MaskedFrame>>;
  compare(
    run: number,
    task: FrameTask,
    masked: Uint8Array,
    witness: string | undefined,
  ): Promise<CodecAnswer<FrameFault | undefined>>;
}
