import { useSignal } from '@preact/signals';
import { CircleHelp, EllipsisVertical, Info, PanelTop, ScrollText, Settings } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';

interface Props {
  readonly optionsUrl: string;
  readonly panelUrl: string;
  readonly conformanceUrl: string;
  readonly onHelp: () => void;
}

/** The way to the other pages. Arrows move in it, Escape or a click elsewhere closes it. */
export function MoreMenu({ optionsUrl, panelUrl, conformanceUrl, onHelp }: Props) {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (!open.value) return;
    items()[0]?.focus();
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) open.value = false;
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [open.value]);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const focused = document.activeElement;
    const index = focused instanceof HTMLElement ? all.indexOf(focused) : -1;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') open.value = false;
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (event.key === 'Escape') {
      open.value = false;
      button.current?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const close = () => {
    open.value = false;
  };
  const link = (href: string, icon: typeof Info, text: string) => (
    <a role="menuitem" tabIndex={-1} href={href} target="_blank" rel="noopener" onClick={close}>
      <Icon node={icon} />
      {text}
    </a>
  );
  return (
    <div class="more" ref={root}>
      <button
        ref={button}
        type="button"
        class="button quiet square"
        aria-label={t('more')}
        title={t('more')}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon node={EllipsisVertical} />
      </button>
      {open.value && (
        <div class="menu" role="menu" tabIndex={-1} aria-label={t('more')} onKeyDown={onKeyDown}>
          {link(optionsUrl, Settings, t('menu_options'))}
          {link(panelUrl, PanelTop, t('menu_panel'))}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              close();
              button.current?.focus();
              onHelp();
            }}
          >
            <Icon node={CircleHelp} />
            {t('menu_help')}
          </button>
          {link(conformanceUrl, ScrollText, t('menu_conformance'))}
          {link(`${optionsUrl}#about`, Info, t('menu_about'))}
        </div>
      )}
    </div>
  );
}
