import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { Moon, Sun, SunMoon } from 'lucide';
import type { Theme } from '../settings/carried';
import { Icon } from './icon';
import { t } from './text';

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

/**
 * The theme that a page has from now on. Colours follow `color-scheme`, which an attribute of the document sets (tokens.css).
 *
 * @param subscribe - calls back whenever another one is chosen, in whichever page
 */
export function followTheme(
  first: Theme,
  subscribe: (listener: (theme: Theme) => void) => void,
): ReadonlySignal<Theme> {
  const theme = signal(first);
  subscribe((chosen) => {
    theme.value = chosen;
  });
  effect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
  return theme;
}

/** Chooses the next theme. */
export function ThemeButton(props: {
  readonly theme: ReadonlySignal<Theme>;
  readonly onChange: (theme: Theme) => void;
}) {
  const { theme, onChange } = props;
  return (
    <button
      type="button"
      class="button quiet square"
      aria-label={t(`theme_${theme.value}`)}
      title={t(`theme_${theme.value}`)}
      onClick={() => onChange(NEXT[theme.value])}
    >
      <Icon node={ICONS[theme.value]} />
    </button>
  );
}
