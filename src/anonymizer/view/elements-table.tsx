import type { Signal } from '@preact/signals';
import { ListChecks, SearchX } from 'lucide';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { useRowFocus } from '../../ui/row-focus';
import { t } from '../../ui/text';
import { useVirtualRows, type VirtualRows } from '../../ui/virtual-rows';
import type { FileView } from '../state/file-view';
import { useSession } from './context';
import { ElementRowView } from './element-row';
import { isFiltered } from './filters';
import { type Column, pageOf, rowHeight, TableFrame } from './table-frame';
import { moveInTable } from './table-keys';

const COLUMNS: readonly Column[] = [
  ['tag', 'column_tag'],
  ['name', 'column_name'],
  ['vr', 'column_vr'],
  ['original', 'column_original'],
  ['action', 'column_action'],
  ['new', 'column_new_value'],
  ['by', 'column_decided_by'],
];

/** What effects that outlive a rendering use of the newest one. */
interface Latest {
  readonly rows: VirtualRows | null;
  readonly focusRow: (index: number) => void;
}

/**
 * `active`: the index of the row that the user is at. All data elements, of which only the rows on screen are in the document. One row at a time can be
 * reached with Tab; arrows move between rows (`table-keys.ts`).
 */
export function ElementsTable({ file, active }: { file: FileView; active: Signal<number> }) {
  const session = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  /** The element that had the focus last. */
  const activeId = useRef<number | null>(null);
  const { total } = session.table.rows.state.value;
  const current = Math.min(active.value, Math.max(0, total - 1));
  const latest = useRef<Latest>({ rows: null, focusRow: () => undefined });
  const rows = useVirtualRows({ scroller, count: total, rowHeight: rowHeight(), keep: current });

  const query = session.table.query.value;
  const filtered = isFiltered(query);
  // Another search or filter keeps the row that the user was at, if it is still listed.
  useEffect(() => {
    let outdated = false;
    const id = activeId.current;
    // What stays begins with a heading.
    const start = query.outcome === 'stays' ? 1 : 0;
    void (id === null ? Promise.resolve(-1) : session.table.rows.indexOf(id)).then((index) => {
      if (outdated || session.table.wantedRow.value !== null) return;
      active.value = index < 0 ? start : index;
      requestAnimationFrame(() => latest.current.rows?.scrollTo(Math.max(0, index)));
    });
    return () => {
      outdated = true;
    };
  }, [file, query]);

  // Another part of the page sends the user to a row; one that is filtered away is shown without filter.
  const goal = session.table.wantedRow.value;
  const loaded = session.table.rows.loaded.value;
  useEffect(() => {
    if (goal === null || !loaded) return;
    void (goal === 'first' ? Promise.resolve(0) : session.table.rows.indexOf(goal)).then((index) => {
      if (session.table.wantedRow.value !== goal) return;
      if (index < 0 && isFiltered(session.table.query.value)) {
        session.table.clearFilters();
        return;
      }
      session.table.wantedRow.value = null;
      requestAnimationFrame(() => latest.current.focusRow(Math.max(0, index)));
    });
  }, [goal, loaded, query]);

  const visible = rows.items.filter((item) => item.index !== current);
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  useLayoutEffect(() => session.table.rows.look(first, last), [file, first, last, total]);

  const { rowElement, focusRow } = useRowFocus(scroller, rows, total, active);
  latest.current = { rows, focusRow };

  return (
    <TableFrame
      label={t('elements')}
      columns={COLUMNS}
      total={total}
      height={rows.height}
      scroller={scroller}
      onKeyDown={(event) =>
        moveInTable(event, {
          index: current,
          total,
          page: pageOf(scroller.current),
          row: session.table.rows.row(current),
          focusRow,
          focusAction: (index) => rowElement(index)?.querySelector('select')?.focus(),
          setExpanded: (row, expanded) => void session.table.setExpanded(row, expanded),
        })
      }
      empty={session.table.rows.loaded.value && <NoRows />}
    >
      {rows.items.map((item) => {
        const row = session.table.rows.row(item.index);
        return (
          <ElementRowView
            key={row?.id ?? `at ${item.index}`}
            file={file}
            row={row}
            index={item.index}
            top={item.start}
            active={item.index === current}
            filtered={filtered}
            startsMeta={!filtered && session.table.rows.startsMeta(item.index)}
            nearEnd={item.index >= total - 2 && total > 4}
            onActive={() => {
              active.value = item.index;
              activeId.current = row?.id ?? null;
            }}
            onDone={() => focusRow(item.index)}
          />
        );
      })}
    </TableFrame>
  );
}

function NoRows() {
  const session = useSession();
  const { outcome, search, category } = session.table.query.value;
  const nothingStays = outcome === 'stays' && search.trim() === '' && category === 'all';
  return (
    <div class="no-rows">
      <Icon node={nothingStays ? ListChecks : SearchX} size={24} />
      <p>{t(nothingStays ? 'stays_none' : 'rows_none')}</p>
      <p class="soft">{t(nothingStays ? 'stays_none_hint' : 'rows_none_hint')}</p>
      <button type="button" class="button" onClick={() => session.table.clearFilters()}>
        {t('clear_filters')}
      </button>
    </div>
  );
}
