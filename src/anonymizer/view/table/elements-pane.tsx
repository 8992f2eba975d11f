import { useSignal } from '@preact/signals';
import { ChevronsDownUp, ChevronsUpDown, Redo2, Search, Undo2, X } from 'lucide';
import type { RefObject } from 'preact';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import type { Session } from '../../state/session';
import { useSession } from '../context';
import { ElementDetails } from './element-details';
import { ElementsTable } from './elements-table';
import { Filters, isFiltered } from './filters';
import { ValuesPane } from './values-pane';

export function ElementsPane({ file, searchBox }: { file: FileView; searchBox: RefObject<HTMLInputElement | null> }) {
  const session = useSession();
  const ofAll = session.table.showsAll.value;
  return (
    <section class="pane elements-pane" data-pane="elements" aria-labelledby="elements-title">
      <div class="pane-head">
        <h2 id="elements-title">{t('elements')}</h2>
        <ScopeSwitch />
        <SearchBox searchBox={searchBox} />
        <EditTools />
      </div>
      {ofAll ? <ValuesPane /> : <FileElements file={file} />}
    </section>
  );
}

function FileElements({ file }: { file: FileView }) {
  const session = useSession();
  const active = useSignal(0);
  const counts = file.opened.value?.counts;
  const { total } = session.table.rows.state.value;
  return (
    <>
      {counts && <Filters counts={counts} />}
      <ElementsTable file={file} active={active} />
      {total > 0 && <ElementDetails file={file} row={session.table.rows.row(Math.min(active.value, total - 1))} />}
    </>
  );
}

/** The selected file, or what all files say: offered where there are several. */
function ScopeSwitch() {
  const session = useSession();
  const files = session.files.open.value.length;
  if (files < 2) return null;
  const scopes = [
    ['file', t('scope_file')],
    ['all', t('scope_all', files)],
  ] as const;
  return (
    <fieldset class="segments">
      <legend class="hidden-visually">{t('scope')}</legend>
      {scopes.map(([scope, text]) => (
        <label key={scope} class={session.table.scope.value === scope ? 'segment on' : 'segment'}>
          <input
            class="hidden-visually"
            type="radio"
            name="scope"
            value={scope}
            checked={session.table.scope.value === scope}
            onChange={() => {
              session.table.scope.value = scope;
            }}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

function SearchBox({ searchBox }: { searchBox: RefObject<HTMLInputElement | null> }) {
  const session = useSession();
  const ofAll = session.table.showsAll.value;
  const text = ofAll ? session.values.query.value.search : session.table.query.value.search;
  const search = (wanted: string) => (ofAll ? session.values.show({ search: wanted }) : session.table.search(wanted));
  return (
    <div class="search">
      <Icon node={Search} />
      <input
        ref={searchBox}
        type="search"
        class="field"
        // What is typed here may be a name: browsers keep what forms hold, for when a session is restored.
        autocomplete="off"
        aria-label={t(ofAll ? 'search_values' : 'search_elements')}
        aria-keyshortcuts="/"
        placeholder={t('search_placeholder')}
        value={text}
        onInput={(event) => search(event.currentTarget.value)}
        onKeyDown={(event) => (ofAll ? onValueSearchKey(event, session) : onSearchKey(event, session))}
      />
      {text !== '' && (
        <button
          type="button"
          class="button quiet slim square"
          aria-label={t('clear_search')}
          title={t('clear_search')}
          onClick={() => {
            search('');
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
  const { value: query } = session.table.query;
  if (event.key === 'ArrowDown' || event.key === 'Enter') session.table.wantedRow.value = 'first';
  else if (event.key !== 'Escape') return;
  else if (query.search !== '') session.table.search('');
  else if (isFiltered(query)) session.table.clearFilters();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The same in the table of all files. */
function onValueSearchKey(event: KeyboardEvent, session: Session): void {
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    document.querySelector<HTMLElement>('.table [role="row"][tabindex="0"]')?.focus();
  } else if (event.key === 'Escape' && session.values.query.value.search !== '') session.values.show({ search: '' });
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
      {!session.table.showsAll.value && <FoldTools />}
    </div>
  );
}

function FoldTools() {
  const session = useSession();
  return (
    <>
      <span class="divider" aria-hidden="true" />
      <button
        type="button"
        class="button quiet square"
        aria-label={t('unfold_all')}
        title={t('unfold_all')}
        onClick={() => void session.table.setAllExpanded(true)}
      >
        <Icon node={ChevronsUpDown} />
      </button>
      <button
        type="button"
        class="button quiet square"
        aria-label={t('fold_all')}
        title={t('fold_all')}
        onClick={() => void session.table.setAllExpanded(false)}
      >
        <Icon node={ChevronsDownUp} />
      </button>
    </>
  );
}
