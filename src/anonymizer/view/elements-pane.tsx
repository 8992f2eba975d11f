import { ChevronsDownUp, ChevronsUpDown, Redo2, Search, Undo2, X } from 'lucide';
import type { RefObject } from 'preact';
import type { Category, Counts, OutcomeFilter, RowQuery } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { number, t } from '../../ui/text';
import type { FileView } from '../state/file-view';
import { useSession } from './context';
import { ElementsTable } from './elements-table';

const CATEGORIES: readonly Category[] = [
  'patient',
  'contact',
  'dates',
  'coordinates',
  'device',
  'institution',
  'study',
  'text',
  'identifiers',
  'private',
  'graphics',
  'technical',
];

const OUTCOMES: readonly OutcomeFilter[] = ['all', 'changed', 'removed', 'kept'];

export function ElementsPane({ file, searchBox }: { file: FileView; searchBox: RefObject<HTMLInputElement | null> }) {
  const counts = file.opened.value?.counts;
  return (
    <section class="pane elements-pane" data-pane="elements" aria-labelledby="elements-title">
      <div class="pane-head">
        <h2 id="elements-title">{t('elements')}</h2>
        <SearchBox searchBox={searchBox} />
        <EditTools file={file} />
      </div>
      {counts && <Filters counts={counts} />}
      <ElementsTable file={file} />
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
      />
      {session.query.value.search !== '' && (
        <button
          type="button"
          class="button quiet slim square"
          aria-label={t('clear_search')}
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

function EditTools({ file }: { file: FileView }) {
  const session = useSession();
  const { history } = file;
  return (
    <div class="tools">
      <button
        type="button"
        class="button quiet"
        aria-label={t('undo')}
        disabled={!history.canUndo.value}
        title="Ctrl+Z"
        onClick={() => void session.undo(file)}
      >
        <Icon node={Undo2} />
        <span class="button-text">{t('undo')}</span>
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label={t('redo')}
        disabled={!history.canRedo.value}
        title="Ctrl+Shift+Z"
        onClick={() => void session.redo(file)}
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

function isFiltered({ search, category, outcome }: RowQuery): boolean {
  return search.trim() !== '' || category !== 'all' || outcome !== 'all';
}

function Filters({ counts }: { counts: Counts }) {
  const session = useSession();
  const query = session.query.value;
  return (
    <div class="filters">
      <fieldset class="segments">
        <legend class="hidden-visually">{t('filter_outcome')}</legend>
        {OUTCOMES.map((outcome) => (
          <label key={outcome} class={query.outcome === outcome ? 'segment on' : 'segment'}>
            <input
              class="hidden-visually"
              type="radio"
              name="outcome"
              value={outcome}
              checked={query.outcome === outcome}
              onChange={() => session.showOutcome(outcome)}
            />
            {t(`filter_${outcome}`)} <span class="count">{number(counts[outcome])}</span>
          </label>
        ))}
      </fieldset>
      <span class="rows-shown" role="status">
        {isFiltered(query) && session.rows.loaded.value ? t('rows_of', session.rows.state.value.total, counts.all) : ''}
      </span>
      <label class="category">
        <span>{t('category')}</span>
        <select
          class="field"
          value={query.category}
          onChange={(event) => session.showCategory(event.currentTarget.value as Category | 'all')}
        >
          <option value="all">{t('category_all')}</option>
          {CATEGORIES.filter((category) => counts.byCategory[category] || query.category === category).map(
            (category) => {
              const of = counts.byCategory[category] ?? { all: 0, changed: 0, removed: 0, kept: 0 };
              return (
                <option
                  key={category}
                  value={category}
                  data-all={of.all}
                  data-changed={of.changed}
                  data-removed={of.removed}
                  data-kept={of.kept}
                >
                  {t('category_option', t(`category_${category}`), of.all)}
                </option>
              );
            },
          )}
        </select>
      </label>
    </div>
  );
}
