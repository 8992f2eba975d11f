import { useSignal } from '@preact/signals';
import { Moon, Sun, SunMoon } from 'lucide';
import { Icon } from './icon';
import { t } from './text';

export type Theme = 'system' | 'light' | 'dark';

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Colours follow `color-scheme`, which this attribute of the document sets (tokens.css). */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function ThemeButton({ initial, onChange }: { initial: Theme; onChange: (theme: Theme) => void }) {
  const theme = useSignal(initial);
  return (
    <button
      type="button"
      class="button quiet square"
      aria-label={t(`theme_${theme.value}`)}
      title={t(`theme_${theme.value}`)}
      onClick={() => {
        theme.value = NEXT[theme.value];
        applyTheme(theme.value);
        onChange(theme.value);
      }}
    >
      <Icon node={ICONS[theme.value]} />
    </button>
  );
}
