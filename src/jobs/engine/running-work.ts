/** What is under way for each file, so that it can be ended. */
export class RunningWork {
  private readonly controllers = new Map<number, Set<AbortController>>();

  async run<T>(file: number, work: (cancelled: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const ofFile = this.controllers.get(file) ?? new Set();
    this.controllers.set(file, ofFile.add(controller));
    try {
      return await work(controller.signal);
    } finally {
      ofFile.delete(controller);
      if (ofFile.size === 0) this.controllers.delete(file);
    }
  }

  cancel(file: number): void {
    for (const controller of this.controllers.get(file) ?? []) controller.abort();
  }
}
