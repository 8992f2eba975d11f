import { useRef } from 'preact/hooks';
import type { Progress } from '../jobs/engine-api';
import { bytes, seconds, t } from './text';

/** From this size on, people wait long enough to want to know how long. */
const LARGE = 100_000_000;
const FIRST_ESTIMATE_MS = 500;

interface Start {
  readonly phase: string;
  readonly at: number;
  readonly done: number;
}

function countsBytes({ phase }: Progress): boolean {
  return phase === 'reading' || phase === 'writing';
}

function amount(progress: Progress): string {
  const { done, total } = progress;
  if (countsBytes(progress)) return t('progress_of', bytes(done), bytes(total));
  return t('progress_percent', Math.floor((100 * done) / total));
}

/** Bytes a second and time left since the phase began, or '' where it is too early or too little to say. */
function pace({ done, total }: Progress, start: Start, now: number): string {
  const elapsed = now - start.at;
  if (elapsed < FIRST_ESTIMATE_MS || done <= start.done || done >= total) return '';
  const perSecond = ((done - start.done) * 1000) / elapsed;
  return t('progress_pace', bytes(perSecond), seconds((total - done) / perSecond));
}

/** A bar with the phase and the amounts, for large files also the pace; without a known total, the phase alone. */
export function ProgressBar({ progress, label }: { progress: Progress | null; label: string }) {
  const start = useRef<Start | null>(null);
  const known = progress !== null && progress.total > 0;
  const phase = progress ? t(`phase_${progress.phase}`) : label;
  const now = performance.now();
  if (progress && start.current?.phase !== progress.phase) {
    start.current = { phase: progress.phase, at: now, done: progress.done };
  }
  const large = known && countsBytes(progress) && progress.total >= LARGE && start.current !== null;
  return (
    <div class="progress">
      <div class="progress-text">
        <span>{phase}</span>
        {known && <span class="soft">{amount(progress)}</span>}
      </div>
      <progress
        aria-label={phase}
        max={known ? progress.total : undefined}
        value={known ? Math.min(progress.done, progress.total) : undefined}
      />
      {large && start.current && <p class="progress-pace soft small">{pace(progress, start.current, now)}</p>}
    </div>
  );
}
