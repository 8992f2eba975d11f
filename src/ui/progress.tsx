import type { Progress } from '../jobs/engine-api';
import { bytes, t } from './text';

function amount({ phase, done, total }: Progress): string {
  if (phase === 'reading' || phase === 'writing') return t('progress_of', bytes(done), bytes(total));
  return t('progress_percent', Math.floor((100 * done) / total));
}

/** A bar with the phase and the amounts; without a known total, the phase alone. */
export function ProgressBar({ progress, label }: { progress: Progress | null; label: string }) {
  const known = progress !== null && progress.total > 0;
  const phase = progress ? t(`phase_${progress.phase}`) : label;
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
    </div>
  );
}
