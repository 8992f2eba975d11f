import type { Signal } from '@preact/signals';
import { ListChecks, SearchX } from 'lucide';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { mediaSignal } from '../../ui/media';
import { type MessageKey, t } from '../../ui/text';
import { useVirtualRows, type VirtualRows } from '../../ui/virtual-rows';
import type { FileView } from '../state/file-view';
import { useSession } from './context';
import { ElementRowView } from './element-row';
import { isFiltered } from './filters';
import { moveInTable } from './table-keys';

const COLUMNS: readonly (readonly [string, MessageKey])[] = [
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

const narrow = mediaSignal('(max-width: 700px)');

/**
 * `active`: the index of the row that the user is at. All data elements, of which only the rows on screen are in the document. One row at a time can be
 * reached with Tab; arrows move between rows (`table-keys.ts`).
 */
export function ElementsTable({ file, active }: { file: FileView; active: Signal<number> }) {
  const session = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  /** The element that had the focus last. */
  const activeId = useRef<number | null>(null);
  /** A row to focus once it is in the document. */
  const wanted = useRef<number | null>(null);
  const { total } = session.rows.state.value;
  const current = Math.min(active.value, Math.max(0, total - 1));
  const latest = useRef<Latest>({ rows: null, focusRow: () => undefined });
  const rows = useVirtualRows({ scroller, count: total, rowHeight: narrow.value ? 84 : 30, keep: current });

  const query = session.query.value;
  const filtered = isFiltered(query);
  // Another search or filter keeps the row that the user was at, if it is still listed.
  useEffect(() => {
    let outdated = false;
    const id = activeId.current;
    void (id === null ? Promise.resolve(0) : session.rows.indexOf(id)).then((index) => {
      if (outdated || session.wantedRow.value !== null) return;
      active.value = Math.max(0, index);
      requestAnimationFrame(() => latest.current.rows?.scrollTo(Math.max(0, index)));
    });
    return () => {
      outdated = true;
    };
  }, [file, query]);

  // Another part of the page sends the user to a row; one that is filtered away is shown without filter.
  const goal = session.wantedRow.value;
  const loaded = session.rows.loaded.value;
  useEffect(() => {
    if (goal === null || !loaded) return;
    void (goal === 'first' ? Promise.resolve(0) : session.rows.indexOf(goal)).then((index) => {
      if (session.wantedRow.value !== goal) return;
      if (index < 0 && isFiltered(session.query.value)) {
        session.clearFilters();
        return;
      }
      session.wantedRow.value = null;
      requestAnimationFrame(() => latest.current.focusRow(Math.max(0, index)));
    });
  }, [goal, loaded, query]);

  const visible = rows.items.filter((item) => item.index !== current);
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  useLayoutEffect(() => session.rows.look(first, last), [file, first, last, total]);

  const rowElement = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`[role="row"][data-index="${index}"]`) ?? null;
  const focusRow = (index: number) => {
    const to = Math.max(0, Math.min(total - 1, index));
    active.value = to;
    rows.scrollTo(to);
    wanted.current = to;
    focusWanted();
  };
  const focusWanted = () => {
    if (wanted.current === null) return;
    const element = rowElement(wanted.current);
    if (!element) return;
    const typing = element.querySelector<HTMLElement>('.new-input input');
    (typing ?? element).focus({ preventScroll: true });
    wanted.current = null;
  };
  latest.current = { rows, focusRow };
  // A row that had the focus and is replaced or filtered away leaves it to the row in its place.
  const hadFocus = scroller.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) wanted.current = current;
    focusWanted();
  });

  return (
    <div
      class="table"
      role="table"
      aria-label={t('elements')}
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length}
      onKeyDown={(event) =>
        moveInTable(event, {
          index: current,
          total,
          page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / (narrow.value ? 84 : 30)) - 1),
          row: session.rows.row(current),
          focusRow,
          focusAction: (index) => rowElement(index)?.querySelector('select')?.focus(),
          setExpanded: (row, expanded) => void session.setExpanded(row, expanded),
        })
      }
    >
      <div class="table-head" role="rowgroup">
        <div class="row head" role="row" aria-rowindex={1}>
          {COLUMNS.map(([column, text]) => (
            <span key={column} role="columnheader" class={`cell ${column}`}>
              {t(text)}
            </span>
          ))}
        </div>
      </div>
      <div class="table-body" role="rowgroup" ref={scroller}>
        <div class="table-space" role="presentation" style={{ height: `${rows.height}px` }}>
          {rows.items.map((item) => {
            const row = session.rows.row(item.index);
            return (
              <ElementRowView
                key={row?.id ?? `at ${item.index}`}
                file={file}
                row={row}
                index={item.index}
                top={item.start}
                active={item.index === current}
                filtered={filtered}
                startsMeta={!filtered && session.rows.startsMeta(item.index)}
                nearEnd={item.index >= total - 2 && total > 4}
                onActive={() => {
                  active.value = item.index;
                  activeId.current = row?.id ?? null;
                }}
                onDone={() => focusRow(item.index)}
              />
            );
          })}
        </div>
        {total === 0 && session.rows.loaded.value && <NoRows />}
      </div>
    </div>
  );
}

function NoRows() {
  const session = useSession();
  const { outcome, search, category } = session.query.value;
  const nothingStays = outcome === 'stays' && search.trim() === '' && category === 'all';
  return (
    <div class="no-rows">
      <Icon node={nothingStays ? ListChecks : SearchX} size={24} />
      <p>{t(nothingStays ? 'stays_none' : 'rows_none')}</p>
      <p class="soft">{t(nothingStays ? 'stays_none_hint' : 'rows_none_hint')}</p>
      <button type="button" class="button" onClick={() => session.clearFilters()}>
        {t('clear_filters')}
      </button>
    </div>
  );
}
