import { CATEGORY_NAMES } from '../../../core/deident/profile/category-names';
import type { Category, Counts, OutcomeFilter, RowQuery } from '../../../jobs/engine-api';
import { number, t } from '../../../ui/text';
import { useSession } from '../context';

const OUTCOMES: readonly OutcomeFilter[] = ['all', 'changed', 'removed', 'kept', 'stays'];

const NONE = { all: 0, changed: 0, removed: 0, kept: 0, stays: 0 };

/** Whether the table shows a part of the elements only. */
export function isFiltered({ search, category, outcome }: RowQuery): boolean {
  return search.trim() !== '' || category !== 'all' || outcome !== 'all';
}

/** By outcome and category. Numbers stand where they count what is shown; a search is counted on its own. */
export function Filters({ counts }: { counts: Counts }) {
  const { table } = useSession();
  const query = table.query.value;
  // The numbers beside the outcomes say how many elements are shown where nothing else narrows the list.
  const isNarrowed = isFiltered({ ...query, outcome: 'all' });
  const of = query.category === 'all' ? counts : (counts.byCategory[query.category] ?? NONE);
  return (
    <div class="filters">
      <fieldset class="segments">
        <legend class="hidden-visually">{t('filter_outcome')}</legend>
        {OUTCOMES.map((outcome) => (
          <label
            key={outcome}
            class={['segment', query.outcome === outcome && 'on', outcome].filter(Boolean).join(' ')}
          >
            <input
              class="hidden-visually"
              type="radio"
              name="outcome"
              value={outcome}
              checked={query.outcome === outcome}
              onChange={() => table.showOutcome(outcome)}
            />
            {t(`filter_${outcome}`)}
            {query.search.trim() === '' && <span class="count"> {number(of[outcome])}</span>}
          </label>
        ))}
      </fieldset>
      <span class="rows-shown" role="status">
        {isNarrowed && table.rows.loaded.value ? t('rows_of', table.rows.state.value.elements, counts.all) : ''}
      </span>
      <label class="category">
        <span>{t('category')}</span>
        <select
          class="field"
          aria-label={t('category')}
          value={query.category}
          onChange={(event) => table.showCategory(event.currentTarget.value as Category | 'all')}
        >
          <option value="all">{t('category_all')}</option>
          {CATEGORY_NAMES.filter((category) => counts.byCategory[category] || query.category === category).map(
            (category) => {
              const inIt = counts.byCategory[category] ?? NONE;
              return (
                <option
                  key={category}
                  value={category}
                  data-all={inIt.all}
                  data-changed={inIt.changed}
                  data-removed={inIt.removed}
                  data-kept={inIt.kept}
                  data-stays={inIt.stays}
                >
                  {t('category_option', t(`category_${category}`), inIt.all)}
                </option>
              );
            },
          )}
        </select>
      </label>
      {query.outcome === 'stays' && <p class="stays-note soft small">{t('stays_note')}</p>}
    </div>
  );
}
