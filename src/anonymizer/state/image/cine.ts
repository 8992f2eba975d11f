import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** Plays frames one after the other, at the rate of the file where pictures can be made as fast as that. */
export class Cine {
  readonly playing = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param rate - frames a second
   * @param advance - goes on by a frame; false while the one before is still being made
   */
  constructor(rate: ReadonlySignal<number>, advance: () => boolean) {
    effect(() => {
      clearTimeout(this.timer);
      if (!this.playing.value) return;
      const interval = 1000 / rate.value;
      let due = performance.now();
      const tick = () => {
        due = advance() ? Math.max(due + interval, performance.now()) : performance.now() + interval / 4;
        this.timer = setTimeout(tick, due - performance.now());
      };
      tick();
    });
  }

  toggle(): void {
    this.playing.value = !this.playing.value;
  }

  stop(): void {
    this.playing.value = false;
  }
}
