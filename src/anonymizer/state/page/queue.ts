/** Runs tasks in the order given, a few at a time. */
export class Queue {
  private readonly parallel: number;
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;

  constructor(parallel: number) {
    this.parallel = parallel;
  }

  /** Resolves when the task is done; `first` puts it before all that wait. */
  add(task: () => Promise<void>, first = false): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = () => task().then(resolve, reject);
      if (first) this.waiting.unshift(run);
      else this.waiting.push(run);
      this.next();
    });
  }

  private next(): void {
    while (this.running < this.parallel) {
      const run = this.waiting.shift();
      if (!run) return;
      this.running += 1;
      void run().finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }
}
