import { type Signal, useSignal } from '@preact/signals';
import { ListChecks } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import type { ValueLine } from '../../state/edits/value-lines';
import { useSession } from '../context';
import { type Column, TableFrame } from './table-frame';
import { useTableRows } from './table-rows';
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
  const { values, files } = useSession();
  /** The line that had the focus last. */
  const activeKey = useSignal<string | null>(null);
  const lines = values.lines.value;
  const rows = useTableRows(lines.length, active);

  useEffect(() => void values.refresh(), [values, files.plans.value]);
  // The line that the user is at keeps its place in the order of the lines, whatever comes before it.
  useEffect(() => {
    const index = lines.findIndex(({ key }) => key === activeKey.value);
    if (index >= 0) active.value = index;
  }, [lines]);

  return (
    <TableFrame
      label={t('values')}
      columns={COLUMNS}
      rows={rows}
      current={foldable(lines[rows.current])}
      onExpand={({ line }, expanded) => values.setExpanded(line, expanded)}
      empty={values.elements.value !== null && <NoValues />}
    >
      {rows.items.map((item) => {
        const line = lines[item.index];
        if (!line) return null;
        const place = rows.placeOf(item, () => {
          activeKey.value = line.key;
        });
        return <ValueRow key={line.key} line={line} place={place} />;
      })}
    </TableFrame>
  );
}

function foldable(line: ValueLine | undefined) {
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
