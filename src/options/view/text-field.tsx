import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { SettingsProblem } from '../../settings/store';
import { afterPress } from '../../ui/after-press';
import { Locked } from '../../ui/locked';
import { Problem } from './problem';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly hint?: ComponentChildren;
  readonly locked?: boolean;
  readonly disabled?: boolean;
  /** All of it is marked, to be written over. */
  readonly marked?: boolean;
  readonly mono?: boolean;
  /** Takes what was typed; answers why it can't. */
  readonly onCommit: (value: string) => Promise<SettingsProblem | null>;
}

/** A text that is kept when the user leaves it or presses Enter. What can't be kept stays, with the reason below. */
export function TextField({ label, value, hint, locked, disabled, marked, mono, onCommit }: Props) {
  const typed = useSignal(value);
  const problem = useSignal<SettingsProblem | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    typed.value = value;
    problem.value = null;
  }, [value]);
  useEffect(() => {
    if (marked) box.current?.select();
  }, []);
  const commit = async () => {
    const found = typed.value === value ? null : await onCommit(typed.value);
    afterPress(() => {
      problem.value = found;
    });
  };
  return (
    <div class="text-field">
      <label for={id}>{label}</label>
      <input
        ref={box}
        id={id}
        class={mono ? 'field mono' : 'field'}
        value={typed.value}
        disabled={disabled || locked}
        aria-invalid={problem.value !== null}
        aria-describedby={`${id}-hint ${id}-problem`}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          problem.value = null;
        }}
        onBlur={() => void commit()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void commit();
          if (event.key !== 'Escape') return;
          typed.value = value;
          problem.value = null;
        }}
      />
      {locked && <Locked />}
      <p id={`${id}-hint`} class="soft small">
        {hint}
      </p>
      <Problem id={`${id}-problem`} problem={problem.value} />
    </div>
  );
}
