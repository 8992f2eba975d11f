/** What the list of files shows. */
import type { FileView, Verdict } from './file-view';

export const FILE_FILTERS = ['all', 'ready', 'attention', 'refused'] as const;
export type FileFilter = (typeof FILE_FILTERS)[number];

const READY: readonly Verdict[] = ['ready', 'downloaded'];
const ATTENTION: readonly Verdict[] = ['look', 'stale', 'findings'];
const REFUSED: readonly Verdict[] = ['refused', 'skipped'];

/** A file whose pixels may show a face needs attention, even though it is ready. */
export function matchesFilter(file: FileView, filter: FileFilter): boolean {
  if (filter === 'all') return true;
  const verdict = file.verdict.value;
  switch (filter) {
    case 'ready':
      return READY.includes(verdict);
    case 'attention':
      return ATTENTION.includes(verdict) || (READY.includes(verdict) && file.showsFace.value);
    case 'refused':
      return REFUSED.includes(verdict);
  }
}
