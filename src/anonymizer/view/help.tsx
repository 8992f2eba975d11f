import { X } from 'lucide';
import type { Ref } from 'preact';
import { Icon } from '../../ui/icon';
import { type MessageKey, t } from '../../ui/text';

const STEPS = [1, 2, 3, 4, 5] as const;

const KEYS: readonly (readonly [readonly string[], MessageKey])[] = [
  [['/'], 'key_search'],
  [['N', 'P'], 'key_files'],
  [['U'], 'key_update'],
  [['D'], 'key_download'],
  [['Ctrl+Z', 'Ctrl+Shift+Z'], 'key_undo'],
  [['↑', '↓'], 'key_rows'],
  [['←', '→'], 'key_fold'],
  [['Enter'], 'key_action'],
  [['?'], 'key_help'],
  [['Esc'], 'key_escape'],
];

/** The section “Help”: steps, and in the drawer (with `onClose`) the keys too. */
export function Help({ onClose, closeRef }: { onClose?: () => void; closeRef?: Ref<HTMLButtonElement> }) {
  return (
    <section class={onClose ? 'help drawer' : 'help'} aria-label={t('help')}>
      <div class="help-head">
        <h2>{t('help_title')}</h2>
        {onClose && (
          <button
            ref={closeRef ?? null}
            type="button"
            class="button quiet square"
            aria-label={t('close')}
            onClick={onClose}
          >
            <Icon node={X} />
          </button>
        )}
      </div>
      <ol class="steps">
        {STEPS.map((step) => (
          <li key={step}>
            <span class="step-number" aria-hidden="true">
              {step}
            </span>
            <div>
              <h3>{t(`help_${step}_title`)}</h3>
              <p class="soft">{t(`help_${step}`)}</p>
            </div>
          </li>
        ))}
      </ol>
      {onClose && (
        <>
          <h2>{t('help_keys')}</h2>
          <dl class="keys">
            {KEYS.map(([keys, text]) => (
              <div key={text}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
