import { useSignal } from '@preact/signals';
import { ChevronDown, ChevronRight } from 'lucide';
import type { PlainError } from '../../core/errors';
import type { ActionName, ElementRow } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { plural, snake, t } from '../../ui/text';
import type { FileView } from '../state/file-view';
import { useSession } from './context';
import { NewValue, NewValueInput } from './new-value';

interface Props {
  readonly file: FileView;
  readonly row: ElementRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly onActive: () => void;
  /** The user is done with a control in the row: the row takes the focus. */
  readonly onDone: () => void;
}

export function ElementRowView({ file, row, index, top, active, onActive, onDone }: Props) {
  const session = useSession();
  const typing = useSignal(false);
  const problem = useSignal<PlainError | null>(null);
  const place = {
    role: 'row' as const,
    'aria-rowindex': index + 2,
    'data-index': index,
    tabIndex: active ? 0 : -1,
    style: { transform: `translateY(${top}px)` },
    onFocusCapture: onActive,
  };
  if (!row) {
    return (
      <div class="row body pending" {...place}>
        <span role="cell" class="cell name soft">
          …
        </span>
      </div>
    );
  }
  const choose = async (action: ActionName | null, value = '') => {
    problem.value = await session.edit(file, { id: row.id, name: nameOf(row) }, { action, value });
    typing.value = problem.value !== null && action === 'replace';
    return problem.value === null;
  };
  return (
    <div
      class={`row body ${row.kind} ${row.outcome}${row.edited ? ' edited' : ''}${typing.value ? ' typing' : ''}`}
      {...place}
    >
      <span role="cell" class="cell tag mono" title={row.path}>
        {row.tag}
      </span>
      <NameCell row={row} />
      <span role="cell" class="cell vr mono soft">
        {row.vr}
      </span>
      <span role="cell" class="cell original" title={original(row)}>
        {original(row)}
      </span>
      <span role="cell" class="cell action">
        <ActionSelect
          row={row}
          shown={typing.value ? 'replace' : row.action}
          active={active}
          onChoose={(action) => {
            typing.value = action === 'replace';
            if (action !== 'replace') void choose(action);
          }}
        />
      </span>
      <span role="cell" class="cell new">
        {typing.value ? (
          <NewValueInput
            name={nameOf(row)}
            initial={row.action === 'replace' ? row.newValue : ''}
            problem={problem.value}
            onApply={async (value) => {
              if (await choose('replace', value)) onDone();
            }}
            onCancel={() => {
              typing.value = false;
              problem.value = null;
              onDone();
            }}
          />
        ) : (
          <NewValue row={row} />
        )}
      </span>
      <span role="cell" class="cell by soft small">
        {decider(row)}
      </span>
    </div>
  );
}

function original(row: ElementRow): string {
  if (row.kind === 'sequence') return plural('value_items', row.children);
  return row.binary ? plural('value_bytes', row.bytes) : row.original;
}

/** An element's name; what the dictionary does not know is named by its kind. */
function nameOf(row: ElementRow): string {
  if (row.kind === 'item') return t('item_name', Number(/\[(\d+)\]$/.exec(row.path)?.[1] ?? 0) + 1);
  return row.name || t(row.category === 'private' ? 'name_private' : 'name_unknown');
}

function decider(row: ElementRow): string {
  if (row.kind === 'item') return '';
  if (row.decidedBy === 'profile' && row.code) return t('decider_profile_code', row.code);
  return t(`decider_${snake(row.decidedBy)}`);
}

function NameCell({ row }: { row: ElementRow }) {
  const session = useSession();
  return (
    <span role="cell" class="cell name" title={row.keyword} style={{ paddingInlineStart: `${row.depth * 16}px` }}>
      {row.children > 0 ? (
        <button
          type="button"
          class="fold"
          tabIndex={-1}
          aria-expanded={row.expanded}
          aria-label={t(row.expanded ? 'fold' : 'unfold', nameOf(row))}
          onClick={() => void session.setExpanded(row, !row.expanded)}
        >
          <Icon node={row.expanded ? ChevronDown : ChevronRight} size={14} />
        </button>
      ) : (
        <span class="fold-space" />
      )}
      <span class={row.name ? 'name-text' : 'name-text soft'}>{nameOf(row)}</span>
    </span>
  );
}

/** The element's action. “Back to the preset’s action” is offered where the user changed it. */
function ActionSelect(props: {
  readonly row: ElementRow;
  readonly shown: ActionName;
  readonly active: boolean;
  readonly onChoose: (action: ActionName | null) => void;
}) {
  const { row, shown, active, onChoose } = props;
  if (row.actions.length === 0) {
    if (row.kind === 'item') return null;
    const fixed = row.action === 'keep' || row.action === 'remove' ? row.action : 'fixed';
    return <span class="action-fixed soft">{t(`action_${fixed}`)}</span>;
  }
  const actions = row.actions.includes(row.action) ? row.actions : [row.action, ...row.actions];
  return (
    <select
      tabIndex={active ? 0 : -1}
      aria-label={t('action_for', nameOf(row))}
      value={shown}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChoose(actions.find((one) => one === value) ?? null);
      }}
    >
      {actions.map((action) => (
        <option key={action} value={action}>
          {t(`action_${action}`)}
        </option>
      ))}
      {row.edited && <option value="">{t('action_reset')}</option>}
    </select>
  );
}
