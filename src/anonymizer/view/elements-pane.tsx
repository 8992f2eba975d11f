import { useSignal } from '@preact/signals';
import { ChevronsDownUp, ChevronsUpDown, Redo2, Search, Undo2, X } from 'lucide';
import type { RefObject } from 'preact';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import type { FileView } from '../state/file-view';
import type { Session } from '../state/session';
import { useSession } from './context';
import { ElementDetails } from './element-details';
import { ElementsTable } from './elements-table';
import { Filters, isFiltered } from './filters';

export function ElementsPane({ file, searchBox }: { file: FileView; searchBox: RefObject<HTMLInputElement | null> }) {
  const session = useSession();
  const active = useSignal(0);
  const counts = file.opened.value?.counts;
  const { total } = session.rows.state.value;
  return (
    <section class="pane elements-pane" data-pane="elements" aria-labelledby="elements-title">
      <div class="pane-head">
        <h2 id="elements-title">{t('elements')}</h2>
        <SearchBox searchBox={searchBox} />
        <EditTools />
      </div>
      {counts && <Filters counts={counts} />}
      <ElementsTable file={file} active={active} />
      {total > 0 && <ElementDetails file={file} row={session.rows.row(Math.min(active.value, total - 1))} />}
    </section>
  );
}

function SearchBox({ searchBox }: { searchBox: RefObject<HTMLInputElement | null> }) {
  const session = useSession();
  return (
    <div class="search">
      <Icon node={Search} />
      <input
        ref={searchBox}
        type="search"
        class="field"
        aria-label={t('search_elements')}
        aria-keyshortcuts="/"
        placeholder={t('search_placeholder')}
        value={session.query.value.search}
        onInput={(event) => session.search(event.currentTarget.value)}
        onKeyDown={(event) => onSearchKey(event, session)}
      />
      {session.query.value.search !== '' && (
        <button
          type="button"
          class="button quiet slim square"
          aria-label={t('clear_search')}
          title={t('clear_search')}
          onClick={() => {
            session.search('');
            searchBox.current?.focus();
          }}
        >
          <Icon node={X} size={14} />
        </button>
      )}
    </div>
  );
}

/** Down and Enter go to what was found; Escape clears the text, then the filter, then goes back to the table. */
function onSearchKey(event: KeyboardEvent, session: Session): void {
  const { value: query } = session.query;
  if (event.key === 'ArrowDown' || event.key === 'Enter') session.wantedRow.value = 'first';
  else if (event.key !== 'Escape') return;
  else if (query.search !== '') session.search('');
  else if (isFiltered(query)) session.clearFilters();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function EditTools() {
  const session = useSession();
  const { history } = session.editor;
  return (
    <div class="tools">
      <button
        type="button"
        class="button quiet"
        aria-label={t('undo')}
        disabled={!history.canUndo.value}
        title={`${t('undo')} (Ctrl+Z)`}
        onClick={() => void session.editor.undo()}
      >
        <Icon node={Undo2} />
        <span class="button-text">{t('undo')}</span>
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label={t('redo')}
        disabled={!history.canRedo.value}
        title={`${t('redo')} (Ctrl+Shift+Z)`}
        onClick={() => void session.editor.redo()}
      >
        <Icon node={Redo2} />
        <span class="button-text">{t('redo')}</span>
      </button>
      <span class="divider" aria-hidden="true" />
      <button
        type="button"
        class="button quiet square"
        aria-label={t('unfold_all')}
        title={t('unfold_all')}
        onClick={() => void session.setAllExpanded(true)}
      >
        <Icon node={ChevronsUpDown} />
      </button>
      <button
        type="button"
        class="button quiet square"
        aria-label={t('fold_all')}
        title={t('fold_all')}
        onClick={() => void session.setAllExpanded(false)}
      >
        <Icon node={ChevronsDownUp} />
      </button>
    </div>
  );
}
