import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { ChoosableOption } from '../settings/options';
import { optionName, optionText } from './option-text';

/** An option of the profile as a switch, with what it does. */
export function OptionSwitch(props: {
  readonly name: ChoosableOption;
  readonly on: boolean;
  readonly disabled: boolean;
  /** A few words beside its name. */
  readonly note?: string;
  /** In place of what it does. */
  readonly text?: ComponentChildren;
  /** It is not as the preset has it. */
  readonly changed?: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { name, on, disabled, note, text, changed, onChange } = props;
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  // A change that is not kept leaves the switch as it was.
  useEffect(() => {
    if (box.current) box.current.checked = on;
  });
  return (
    <label class={changed ? 'option changed' : 'option'}>
      <input
        ref={box}
        type="checkbox"
        role="switch"
        checked={on}
        disabled={disabled}
        aria-checked={on}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-text`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="option-name" id={`${id}-name`}>
        {optionName(name)}
      </span>
      {note && <span class="option-preset soft small">{note}</span>}
      <span class="option-text soft small" id={`${id}-text`}>
        {text ?? optionText(name)}
      </span>
    </label>
  );
}
