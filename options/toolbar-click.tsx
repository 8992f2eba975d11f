import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { chooseToolbarClick, onToolbarClick, toolbarClick } from '../src/platform/quick-panel';
import { t } from '../src/ui/text';

const CHOICES = ['anonymizer', 'panel'] as const;

/** What a click on the toolbar icon opens. */
export function ToolbarClick() {
  const opens = useSignal<(typeof CHOICES)[number]>('anonymizer');
  useEffect(() => {
    const show = async () => {
      opens.value = await toolbarClick();
    };
    onToolbarClick(() => void show());
    void show();
  }, []);
  return (
    <section aria-labelledby="toolbar-title">
      <h2 id="toolbar-title">{t('options_toolbar')}</h2>
      <p class="choice">
        <label for="toolbar-click">{t('options_toolbar_opens')}</label>
        <select
          id="toolbar-click"
          class="field"
          value={opens.value}
          onChange={(event) => {
            opens.value = event.currentTarget.value === 'panel' ? 'panel' : 'anonymizer';
            void chooseToolbarClick(opens.value);
          }}
        >
          {CHOICES.map((one) => (
            <option key={one} value={one}>
              {t(`options_toolbar_${one}`)}
            </option>
          ))}
        </select>
      </p>
    </section>
  );
}
