import { useSignal } from '@preact/signals';
import { Check, CircleDashed, CornerDownRight, type IconNode, Minus, PenLine, Plus, Sparkles, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { PlainError } from '../../core/errors';
import type { ElementRow, Outcome } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { snake, t } from '../../ui/text';

const ICONS: Readonly<Record<Outcome, IconNode>> = {
  kept: CornerDownRight,
  removed: Minus,
  emptied: CircleDashed,
  replaced: PenLine,
  cleaned: Sparkles,
  added: Plus,
};

/** What becomes of an element: a mark, and the new value or a word. */
export function NewValue({ row }: { row: ElementRow }) {
  if (row.kind === 'item' && row.outcome === 'kept') return null;
  const value = row.outcome === 'removed' || row.outcome === 'emptied' || row.outcome === 'kept' ? '' : row.newValue;
  return (
    <>
      <span class={`outcome ${row.outcome}`}>
        <Icon node={ICONS[row.outcome]} size={14} />
        <span class={value ? 'hidden-visually' : 'outcome-word'}>{t(`outcome_${row.outcome}`)}</span>
      </span>
      {value && (
        <span class="new-text" title={value}>
          {value}
        </span>
      )}
    </>
  );
}

/** Asks for the user's own text: Enter takes it, Escape does not. */
export function NewValueInput(props: {
  readonly name: string;
  readonly initial: string;
  /** Why the text that was given can't be used. */
  readonly problem: PlainError | null;
  readonly onApply: (value: string) => void;
  readonly onCancel: () => void;
}) {
  const { name, initial, problem, onApply, onCancel } = props;
  const text = useSignal(initial);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <form
      class="new-input"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(text.value);
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
        aria-label={t('new_value_for', name)}
        aria-invalid={problem !== null}
        placeholder={t('new_value_placeholder')}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="fold" aria-label={t('new_value_apply')}>
        <Icon node={Check} size={14} />
      </button>
      <button type="button" class="fold" aria-label={t('cancel')} onClick={onCancel}>
        <Icon node={X} size={14} />
      </button>
      {problem && <p class="new-problem">{t(`error_${snake(problem.code)}`)}</p>}
    </form>
  );
}
