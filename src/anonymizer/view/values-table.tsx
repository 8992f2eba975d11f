import { type Signal, useSignal } from '@preact/signals';
import { ListChecks } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { useRowFocus } from '../../ui/row-focus';
import { t } from '../../ui/text';
import { useVirtualRows } from '../../ui/virtual-rows';
import { useSession } from './context';
import { type Column, pageOf, rowHeight, TableFrame } from './table-frame';
import { moveInTable } from './table-keys';
import { ValueRow } from './value-row';

const COLUMNS: readonly Column[] = [
  ['tag', 'column_tag'],
  ['name', 'column_name'],
  ['vr', 'column_vr'],
  ['original', 'column_original'],
  ['action', 'column_action'],
  ['new', 'column_new_value'],
  ['by', 'column_files'],
];

/** What all open files say, value by value. `active`: the index of the line that the user is at. */
export function ValuesTable({ active }: { active: Signal<number> }) {
  const session = useSession();
  const { values } = session;
  const scroller = useRef<HTMLDivElement>(null);
  /** The line that had the focus last. */
  const activeKey = useSignal<string | null>(null);
  const lines = values.lines.value;
  const total = lines.length;
  const current = Math.min(active.value, Math.max(0, total - 1));
  const rows = useVirtualRows({ scroller, count: total, rowHeight: rowHeight(), keep: current });
  const { rowElement, focusRow } = useRowFocus(scroller, rows, total, active);

  useEffect(() => void values.refresh(), [values, session.files.plans.value]);
  // The line that the user is at keeps its place in the order of the lines, whatever comes before it.
  useEffect(() => {
    const index = lines.findIndex(({ key }) => key === activeKey.value);
    if (index >= 0) active.value = index;
  }, [lines]);

  return (
    <TableFrame
      label={t('values')}
      columns={COLUMNS}
      total={total}
      height={rows.height}
      scroller={scroller}
      onKeyDown={(event) =>
        moveInTable(event, {
          index: current,
          total,
          page: pageOf(scroller.current),
          row: foldable(lines[current]),
          focusRow,
          focusAction: (index) => rowElement(index)?.querySelector('select')?.focus(),
          setExpanded: ({ line }, expanded) => values.setExpanded(line, expanded),
        })
      }
      empty={values.elements.value !== null && <NoValues />}
    >
      {rows.items.map((item) => {
        const line = lines[item.index];
        return (
          line && (
            <ValueRow
              key={line.key}
              line={line}
              index={item.index}
              top={item.start}
              active={item.index === current}
              nearEnd={item.index >= total - 2 && total > 4}
              onActive={() => {
                active.value = item.index;
                activeKey.value = line.key;
              }}
              onDone={() => focusRow(item.index)}
            />
          )
        );
      })}
    </TableFrame>
  );
}

function foldable(line: ReturnType<typeof useSession>['values']['lines']['value'][number] | undefined) {
  return line?.kind === 'element' && !line.only ? { line, children: line.element.values.length } : undefined;
}

function NoValues() {
  const { values } = useSession();
  return (
    <div class="no-rows">
      <Icon node={ListChecks} size={24} />
      <p>{t('values_none')}</p>
      <button type="button" class="button" onClick={() => values.show({ filter: 'all', search: '' })}>
        {t('values_all')}
      </button>
    </div>
  );
}
