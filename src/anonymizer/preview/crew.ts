import type { Helper, Hire } from './helper-api';

/** Helpers of one piece of work, hired when they are first needed; they stay from image to image, and go with its end. */
export class Crew {
  private hired: readonly Helper[] | null = null;
  private readonly hire: Hire;

  /** @param signal - ends the work early */
  constructor(hire: Hire, signal: AbortSignal) {
    this.hire = hire;
    signal.addEventListener('abort', () => this.end(), { once: true });
  }

  /** So many helpers at most. Images of one piece of work are of one size: what the first takes, the others take. */
  helpers(most: number): readonly Helper[] {
    this.hired ??= this.hire(most);
    return this.hired.slice(0, most);
  }

  end(): void {
    for (const helper of this.hired ?? []) helper.end();
  }
}
