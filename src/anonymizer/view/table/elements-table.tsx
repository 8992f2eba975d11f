import type { Signal } from '@preact/signals';
import { ListChecks, SearchX } from 'lucide';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';
import { ElementRowView } from './element-row';
import { isFiltered } from './filters';
import { type Column, TableFrame } from './table-frame';
import { useTableRows } from './table-rows';

const COLUMNS: readonly Column[] = [
  ['tag', 'column_tag'],
  ['name', 'column_name'],
  ['vr', 'column_vr'],
  ['original', 'column_original'],
  ['action', 'column_action'],
  ['new', 'column_new_value'],
  ['by', 'column_decided_by'],
];

/**
 * All data elements, of which only the rows on screen are in the document. One row at a time can be reached with Tab;
 * arrows move between rows (`table-keys.ts`). `active`: the index of the row that the user is at.
 */
export function ElementsTable({ file, active }: { file: FileView; active: Signal<number> }) {
  const { table } = useSession();
  /** The element that had the focus last. */
  const activeId = useRef<number | null>(null);
  const { total } = table.rows.state.value;
  const rows = useTableRows(total, active);
  /** For effects that outlive a rendering. */
  const latest = useRef(rows);
  latest.current = rows;

  const query = table.query.value;
  const filtered = isFiltered(query);
  // Another search or filter keeps the row that the user was at, if it is still listed.
  useEffect(() => {
    let outdated = false;
    const id = activeId.current;
    // What stays begins with a heading.
    const start = query.outcome === 'stays' ? 1 : 0;
    void (id === null ? Promise.resolve(-1) : table.rows.indexOf(id)).then((index) => {
      if (outdated || table.wantedRow.value !== null) return;
      active.value = index < 0 ? start : index;
      requestAnimationFrame(() => latest.current.scrollTo(Math.max(0, index)));
    });
    return () => {
      outdated = true;
    };
  }, [file, query]);

  // Another part of the page sends the user to a row; one that is filtered away is shown without filter.
  const goal = table.wantedRow.value;
  const loaded = table.rows.loaded.value;
  useEffect(() => {
    if (goal === null || !loaded) return;
    void (goal === 'first' ? Promise.resolve(0) : table.rows.indexOf(goal)).then((index) => {
      if (table.wantedRow.value !== goal) return;
      if (index < 0 && isFiltered(table.query.value)) {
        table.clearFilters();
        return;
      }
      table.wantedRow.value = null;
      requestAnimationFrame(() => latest.current.focusRow(Math.max(0, index)));
    });
  }, [goal, loaded, query]);

  const visible = rows.items.filter((item) => item.index !== rows.current);
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  useLayoutEffect(() => table.rows.look(first, last), [file, first, last, total]);

  return (
    <TableFrame
      label={t('elements')}
      columns={COLUMNS}
      rows={rows}
      current={table.rows.row(rows.current)}
      onExpand={(row, expanded) => void table.setExpanded(row, expanded)}
      empty={loaded && <NoRows />}
    >
      {rows.items.map((item) => {
        const row = table.rows.row(item.index);
        const place = rows.placeOf(item, () => {
          activeId.current = row?.id ?? null;
        });
        return (
          <ElementRowView
            key={row?.id ?? `at ${item.index}`}
            file={file}
            row={row}
            place={place}
            filtered={filtered}
            startsMeta={!filtered && table.rows.startsMeta(item.index)}
          />
        );
      })}
    </TableFrame>
  );
}

function NoRows() {
  const { table } = useSession();
  const { outcome, search, category } = table.query.value;
  const nothingStays = outcome === 'stays' && search.trim() === '' && category === 'all';
  return (
    <div class="no-rows">
      <Icon node={nothingStays ? ListChecks : SearchX} size={24} />
      <p>{t(nothingStays ? 'stays_none' : 'rows_none')}</p>
      <p class="soft">{t(nothingStays ? 'stays_none_hint' : 'rows_none_hint')}</p>
      <button type="button" class="button" onClick={() => table.clearFilters()}>
        {t('clear_filters')}
      </button>
    </div>
  );
}
