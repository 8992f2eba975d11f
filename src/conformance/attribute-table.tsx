import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { methodCodeOf } from '../core/deident/profile/profile';
import type { Policy } from '../core/deident/rules/policy';
import {
  type AttributeActions,
  type AttributeOutcome,
  attributeActions,
} from '../core/deident/values/attribute-actions';
import { number, snake, t } from '../ui/text';

interface Line {
  readonly row: AttributeActions;
  readonly done: readonly { readonly text: string; readonly by: string }[];
  /** All that the line shows, for the filter. */
  readonly text: string;
}

/** Each row of Table E.1-1 with what is done under the policy, and a box to look for some. */
export function AttributeTable({ policy }: { policy: Policy }) {
  const filter = useSignal('');
  const lines = useMemo(() => attributeActions(policy).map((row) => lineOf(row, policy)), [policy]);
  const wanted = filter.value.trim().toLowerCase();
  const shown = lines.filter(({ text }) => text.includes(wanted));
  return (
    <>
      <div class="conformance-filter screen-only">
        <label for="filter">{t('conformance_filter')}</label>
        <input
          id="filter"
          type="search"
          class="field"
          value={filter.value}
          onInput={(event) => {
            filter.value = event.currentTarget.value;
          }}
        />
        <span class="soft" role="status">
          {t('conformance_shown', number(shown.length), number(lines.length))}
        </span>
      </div>
      <table class="attributes">
        <caption class="hidden-visually">{t('conformance_attributes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column_tag')}</th>
            <th scope="col">{t('column_name')}</th>
            <th scope="col">{t('column_vr')}</th>
            <th scope="col">{t('conformance_table_code')}</th>
            <th scope="col">{t('conformance_done')}</th>
            <th scope="col">{t('column_decided_by')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, done }) => (
            <tr key={row.tag}>
              <td class="mono">{row.tag}</td>
              <th scope="row">{nameOf(row)}</th>
              <td class="mono">{row.vr}</td>
              <td class="mono">{row.code}</td>
              <td>
                {done.map(({ text }) => (
                  <div key={text}>{text}</div>
                ))}
              </td>
              <td>{[...new Set(done.map(({ by }) => by))].join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p class="soft">{t('conformance_none')}</p>}
    </>
  );
}

function lineOf(row: AttributeActions, policy: Policy): Line {
  const done = row.outcomes.map((outcome) => ({
    text: outcomeText(outcome, row.outcomes.length > 1),
    by: deciderText(outcome),
  }));
  // What the option keeps is decided by creator, not by tag.
  if (isPrivateRow(row) && policy.options.has('retainSafePrivate')) {
    done.push({ text: t('conformance_safe_private'), by: methodCodeOf('retainSafePrivate').meaning });
  }
  const shown = [row.tag, row.keyword, nameOf(row), row.vr, row.code, ...done.flatMap(({ text, by }) => [text, by])];
  return { row, done, text: shown.join(' ').toLowerCase() };
}

function isPrivateRow({ tag }: AttributeActions): boolean {
  return tag === '(gggg,eeee)';
}

function nameOf(row: AttributeActions): string {
  return row.name || t(isPrivateRow(row) ? 'conformance_private' : 'conformance_curves');
}

/** “Replace by “19000101” (Type 1)” */
function outcomeText({ action, value, types }: AttributeOutcome, byType: boolean): string {
  const what = value === undefined ? t(`conformance_action_${action}`) : t('conformance_replaced_by', value);
  return byType ? t('conformance_for_type', what, types.toReversed().join(', ')) : what;
}

function deciderText({ decider, option }: AttributeOutcome): string {
  return option !== undefined ? methodCodeOf(option).meaning : t(`decider_${snake(decider)}`);
}
