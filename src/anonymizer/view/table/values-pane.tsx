import { useSignal } from '@preact/signals';
import { ArrowRight } from 'lucide';
import { Icon } from '../../../ui/icon';
import { StruckText } from '../../../ui/struck-text';
import { number, plural, t } from '../../../ui/text';
import { countOf, VALUE_FILTERS, type ValueLine } from '../../state/edits/value-lines';
import { useSession } from '../context';
import { whyText } from './decider-text';
import { elementName } from './value-row';
import { ValuesTable } from './values-table';

/** What all open files say, to be edited in all of them at once. */
export function ValuesPane() {
  const { values } = useSession();
  // The first line is a heading.
  const active = useSignal(1);
  const lines = values.lines.value;
  return (
    <>
      <ValueFilters />
      <ValuesTable active={active} />
      {lines.length > 0 && <ValueDetails line={lines[Math.min(active.value, lines.length - 1)]} />}
    </>
  );
}

function ValueFilters() {
  const { values } = useSession();
  const { filter } = values.query.value;
  const elements = values.elements.value ?? [];
  return (
    <div class="filters">
      <fieldset class="segments">
        <legend class="hidden-visually">{t('filter_outcome')}</legend>
        {VALUE_FILTERS.map((one) => (
          <label key={one} class={filter === one ? 'segment on' : 'segment'}>
            <input
              class="hidden-visually"
              type="radio"
              name="value-filter"
              value={one}
              checked={filter === one}
              onChange={() => values.show({ filter: one })}
            />
            {t(`values_${one}`)}
            <span class="count"> {number(countOf(elements, one))}</span>
          </label>
        ))}
      </fieldset>
      <p class="stays-note soft small">{t('values_note')}</p>
    </div>
  );
}

/** The whole text of a value, and what becomes of it. */
function ValueDetails({ line }: { line: ValueLine | undefined }) {
  const value = line?.kind === 'value' ? line.value : line?.kind === 'element' ? line.only : null;
  if (!line || line.kind === 'group' || !value) return <section class="details" aria-label={t('details')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse
    <section class="details" tabIndex={0} aria-label={t('details')}>
      <p class="details-head">
        <strong>{elementName(line.element)}</strong> <span class="mono soft">{line.element.path}</span>
        <span class="soft small"> {plural('files_count', value.files)}</span>
      </p>
      <p class="details-values">
        <span>
          <StruckText text={value.text || t('value_empty')} removals={value.removals} said />
        </span>
        <span class="details-after">
          <Icon node={ArrowRight} size={14} label={t('column_new_value')} />
          {value.alike ? value.newValue || t(`outcome_${value.outcome}`) : t('values_differ')}
        </span>
      </p>
      <p class="soft small">{value.alike ? whyText(value) : t('values_differ_hint')}</p>
    </section>
  );
}
