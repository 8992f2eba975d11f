import type { Progress } from '../../jobs/engine-api';

/** Milliseconds: what comes faster can't be seen, and painting it takes time from the work itself. */
const INTERVAL = 100;

/** Tells progress now and then, but the beginning and the end of each phase always. */
export function steadily(
  tell: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let phase: Progress['phase'] | undefined;
  let next = 0;
  return (progress) => {
    const isEnd = progress.done === progress.total;
    if (progress.phase === phase && !isEnd && now() < next) return;
    phase = progress.phase;
    next = now() + INTERVAL;
    tell(progress);
  };
}
