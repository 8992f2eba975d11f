import { useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { type FoundElement, findElements } from '../../settings/find-elements';
import { t } from '../../ui/text';

const MOST = 40;

/**
 * A text box for an element that offers those of the data dictionary. In a path, what is typed after the last point is
 * looked for. Arrows choose, Enter or Tab takes, Escape closes.
 */
export function ElementCombobox(props: {
  readonly id: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly describedBy: string;
  readonly onInput: (value: string) => void;
  /** The user has left the box. */
  readonly onLeave: () => void;
}) {
  const { id, value, invalid, describedBy, onInput, onLeave } = props;
  const open = useSignal(false);
  const active = useSignal(-1);
  const listId = useId();
  const before = value.slice(0, value.lastIndexOf('.') + 1);
  const last = value.slice(before.length);
  const found = useMemo(() => (open.value ? findElements(last, MOST) : []), [open.value, last]);
  const shown = open.value && found.length > 0;
  const close = () => {
    open.value = false;
    active.value = -1;
  };
  const take = (element: FoundElement) => {
    onInput(before + element.text);
    close();
  };
  const step = (by: 1 | -1) => {
    open.value = true;
    const count = found.length;
    if (count > 0) active.value = (active.value + by + count) % count;
    document.getElementById(`${listId}-${active.value}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown ? found[active.value] : undefined;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter' && chosen) take(chosen);
    else if (event.key === 'Escape' && shown) close();
    else {
      if (event.key === 'Tab' && chosen) take(chosen);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="combobox">
      <input
        id={id}
        class="field"
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active.value >= 0 ? `${listId}-${active.value}` : undefined}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autocomplete="off"
        spellcheck={false}
        placeholder={t('settings_element_placeholder')}
        value={value}
        onInput={(event) => {
          onInput(event.currentTarget.value);
          open.value = true;
          active.value = -1;
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          onLeave();
        }}
      />
      <div id={listId} role="listbox" aria-label={t('settings_elements_found')} hidden={!shown} class="suggestions">
        {found.map((element, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keys (ARIA combobox)
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box (ARIA combobox)
          <div
            key={element.tag}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active.value}
            // The text box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(element)}
          >
            <span class="suggestion-name">{element.name}</span>
            <ElementFacts element={element} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** What the dictionary and the profile say of an element. */
export function ElementFacts({ element }: { element: FoundElement }) {
  return (
    <span class="element-facts soft small">
      <span class="mono">{element.tag}</span>
      <span>{element.keyword}</span>
      <span class="mono" title={t('legend_vr')}>
        {element.vr}
      </span>
      <span title={t('settings_vm')}>VM {element.vm}</span>
      {element.retired && <span class="retired">{t('settings_retired')}</span>}
      <span>{element.code ? t('decider_profile_code', element.code) : t('settings_no_row')}</span>
    </span>
  );
}
