import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useImage } from './context';

/** How far the search for text is, and what its end means. What was found stands in the list of suggestions. */
export function SearchStatus({ file }: { file: FileView }) {
  const { search } = useImage();
  const state = search.state.value;
  if (state.kind === 'failed') {
    return (
      <p class="search-status" role="alert">
        {t('search_failed')}
      </p>
    );
  }
  if (state.kind === 'idle') {
    const found = file.pixels.found.value;
    return found && <p class="soft small">{t(found.length === 0 ? 'search_nothing' : 'search_not_all')}</p>;
  }
  const { progress } = state;
  const label = t(`search_${state.kind}`);
  return (
    <div class="search-status">
      <span>{label}</span>
      {progress && progress.total > 0 && (
        <span class="soft">{t('progress_of', String(progress.done), String(progress.total))}</span>
      )}
      <progress
        aria-label={label}
        max={progress ? Math.max(1, progress.total) : undefined}
        value={progress?.done ?? undefined}
      />
      <button type="button" class="button slim" onClick={() => search.cancel()}>
        {t('cancel')}
      </button>
    </div>
  );
}
