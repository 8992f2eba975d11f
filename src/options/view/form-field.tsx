import type { ComponentChildren } from 'preact';

/** A box of a form between its label and what is said about it: `ID-hint`, and `ID-problem` where something is wrong. */
export function FormField(props: {
  readonly id: string;
  readonly label: string;
  readonly wide?: boolean;
  readonly hint?: ComponentChildren;
  /** What is wrong with it; '' where nothing is. */
  readonly problem?: string;
  readonly children: ComponentChildren;
}) {
  const { id, label, wide, hint, problem, children } = props;
  return (
    <div class={wide ? 'form-field wide' : 'form-field'}>
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <div id={`${id}-hint`} class="soft small">
          {hint}
        </div>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} class="problem" aria-live="polite">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A field to type into, of one line or as many as `rows` says. What is wrong is said as it is typed. */
export function TypedField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string;
  readonly onInput: (text: string) => void;
  readonly wide?: boolean;
  readonly hint?: ComponentChildren;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly numeric?: boolean;
  readonly rows?: number;
}) {
  const { id, label, value, problem, onInput, wide = false, hint, mono, placeholder, numeric, rows } = props;
  const box = {
    id,
    class: mono ? 'field mono' : 'field',
    value,
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': problem !== '',
    'aria-describedby': hint === undefined ? `${id}-problem` : `${id}-hint ${id}-problem`,
    ...(placeholder !== undefined && { placeholder }),
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => onInput(event.currentTarget.value),
  } as const;
  return (
    <FormField id={id} label={label} wide={wide} hint={hint} problem={problem}>
      {rows === undefined ? (
        <input {...box} inputMode={numeric ? 'numeric' : 'text'} />
      ) : (
        <textarea {...box} rows={rows} />
      )}
    </FormField>
  );
}
