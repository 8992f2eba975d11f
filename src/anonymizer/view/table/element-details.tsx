import { useSignal } from '@preact/signals';
import { ArrowRight } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { ElementRow, ElementText } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { StruckText } from '../../../ui/struck-text';
import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { whyText } from './decider-text';
import { nameOf } from './element-name';
import { original } from './element-row';

/** What the table has no room for: the whole texts of the row that the user is at, and the rule behind it. */
export function ElementDetails({ file, row }: { file: FileView; row: ElementRow | undefined }) {
  const text = useSignal<ElementText | null>(null);
  useEffect(() => {
    let outdated = false;
    if (row && row.kind !== 'group') {
      void file.engine.text(row.id).then((found) => {
        if (!outdated) text.value = found;
      });
    }
    return () => {
      outdated = true;
    };
  }, [file, row]);
  if (!row || row.kind === 'item' || row.kind === 'group') return <section class="details" aria-label={t('details')} />;
  const shown = text.value ?? row;
  const before = row.binary || row.kind === 'sequence' ? original(row) : shown.original;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse
    <section class="details" tabIndex={0} aria-label={t('details')}>
      <p class="details-head">
        <strong>{nameOf(row)}</strong> <span class="mono soft">{row.path}</span>
        {row.keyword && <span class="soft small"> {row.keyword}</span>}
      </p>
      <p class="details-values">
        <span>
          <StruckText text={before} removals={shown.removals} said />
        </span>
        <span class="details-after">
          <Icon node={ArrowRight} size={14} label={t('column_new_value')} />
          {shown.newValue || t(`outcome_${row.outcome}`)}
        </span>
      </p>
      <p class="soft small">{whyText(row)}</p>
    </section>
  );
}
