import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  /** Name of the panel. */
  readonly label: string;
  readonly title: string;
  readonly class: string;
  /** What the button shows. */
  readonly button: ComponentChildren;
  readonly children: ComponentChildren;
  readonly onClose?: () => void;
}

/** A button and a panel that it opens below itself. Escape, a click elsewhere or leaving with Tab closes it. */
export function Popover({ label, title, class: name, button, children, onClose }: Props) {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => {
    open.value = false;
    onClose?.();
  };
  useEffect(() => {
    const { current: element } = root;
    if (!open.value || !element) return;
    panel.current?.focus();
    const holds = (target: EventTarget | null) => target instanceof Node && element.contains(target);
    const onPress = (event: PointerEvent) => {
      if (!holds(event.target)) close();
    };
    const onLeave = (event: FocusEvent) => {
      if (event.relatedTarget && !holds(event.relatedTarget)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    element.addEventListener('focusout', onLeave);
    element.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      element.removeEventListener('focusout', onLeave);
      element.removeEventListener('keydown', onKey);
    };
  }, [open.value]);
  return (
    <div class={`popover ${name}`} ref={root}>
      <button
        ref={opener}
        type="button"
        class="button"
        aria-label={title}
        title={title}
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        onClick={() => {
          if (open.value) close();
          else open.value = true;
        }}
      >
        {button}
      </button>
      {open.value && (
        <section id={id} ref={panel} class="popover-panel" tabIndex={-1} aria-label={label}>
          {children}
        </section>
      )}
    </div>
  );
}
