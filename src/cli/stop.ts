/** How a run is stopped: each thread looks whether it was asked to, and tidies up what it has begun. */
import type { CancelSignal } from '../core/parallel';

/** Exit codes as shells have them: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Told to all threads of a run through memory that they share: one that is busy needs no message to see it. */
export class StopSign implements CancelSignal {
  /** Goes from thread to thread. One number: 0, or the exit code once somebody wants the run to end. */
  readonly memory: Int32Array;

  constructor(memory: Int32Array = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))) {
    this.memory = memory;
  }

  get aborted(): boolean {
    return this.exitCode !== 0;
  }

  get exitCode(): number {
    return Atomics.load(this.memory, 0);
  }

  /** From here on a first signal asks for the end; a second one ends the process as it is. */
  listen(): void {
    for (const [signal, code] of Object.entries(EXIT_CODES)) {
      process.once(signal, () => Atomics.compareExchange(this.memory, 0, 0, code));
    }
  }
}
