import type { Warning } from '../../core/errors';

/** True where the count of a warning is of frames; else it is of places. */
export function countsFrames({ code }: Warning): boolean {
  return code === 'side-data-removed' || code === 'side-data-left';
}
