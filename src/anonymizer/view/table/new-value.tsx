import { Check, CircleDashed, CornerDownRight, type IconNode, Minus, PenLine, Plus, Sparkles, X } from 'lucide';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { ElementRow, Outcome } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { reasonsText } from '../../../ui/struck-text';
import { t } from '../../../ui/text';
import { Value } from '../../../ui/value';
import type { Typing } from '../../state/file/file-view';
import { problemText } from './value-problem';

const ICONS: Readonly<Record<Outcome, IconNode>> = {
  kept: CornerDownRight,
  removed: Minus,
  emptied: CircleDashed,
  replaced: PenLine,
  cleaned: Sparkles,
  added: Plus,
};

type Outcomes = Pick<ElementRow, 'kind' | 'outcome' | 'newValue' | 'removals' | 'vr' | 'bytes'>;

/** What becomes of an element: a mark, and the new value or a word. */
export function NewValue({ row }: { row: Outcomes }) {
  if (row.kind === 'item' && row.outcome === 'kept') return null;
  const value = row.outcome === 'removed' || row.outcome === 'emptied' || row.outcome === 'kept' ? '' : row.newValue;
  const nothing = row.kind === 'element' && row.outcome === 'kept' && row.bytes === 0;
  return (
    <>
      <span class={nothing ? 'outcome nothing' : `outcome ${row.outcome}`}>
        <Icon node={ICONS[row.outcome]} size={14} />
        <span class={value ? 'hidden-visually' : 'outcome-word'}>
          {t(nothing ? 'stays_empty' : `outcome_${row.outcome}`)}
        </span>
        {row.removals.length > 0 && (
          <span class="hidden-visually">{t('removed_reasons', reasonsText(row.removals))}</span>
        )}
      </span>
      {value && (
        <span class="new-text" title={value}>
          <Value text={value} isUid={row.vr === 'UI'} />
        </span>
      )}
    </>
  );
}

/** Asks for the user's own text: Enter takes it, Escape does not. */
export function NewValueInput(props: {
  readonly typing: Typing;
  readonly vr: string;
  /** Takes the focus when it appears. */
  readonly focus: boolean;
  readonly onType: (text: string) => void;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}) {
  const { typing, vr, focus, onType, onApply, onCancel } = props;
  const input = useRef<HTMLInputElement>(null);
  const problemId = useId();
  useEffect(() => {
    if (focus) input.current?.focus();
  }, []);
  return (
    <form
      class="new-input"
      onSubmit={(event) => {
        event.preventDefault();
        onApply();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <input
        ref={input}
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={t('new_value_for', typing.name)}
        aria-invalid={typing.problem !== null}
        aria-describedby={typing.problem ? problemId : undefined}
        placeholder={t('new_value_placeholder')}
        value={typing.text}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <button type="submit" class="fold" aria-label={t('new_value_apply')} title={t('new_value_apply')}>
        <Icon node={Check} size={14} />
      </button>
      <button type="button" class="fold" aria-label={t('cancel')} title={t('cancel')} onClick={onCancel}>
        <Icon node={X} size={14} />
      </button>
      {typing.problem && (
        <p class="new-problem" id={problemId}>
          {problemText(typing.problem, vr)}
        </p>
      )}
    </form>
  );
}
