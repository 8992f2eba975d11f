import { useSignal } from '@preact/signals';
import { Check, Copy } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsProblem } from '../../settings/store';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import { usePage } from './context';
import { DialogButtons } from './dialog-buttons';
import { Problem } from './problem';

/** A new key, shown this once: other computers need the same. */
export function GeneratedKey({ text, replaces, onClose }: { text: string; replaces: boolean; onClose: () => void }) {
  const page = usePage();
  const copied = useSignal(false);
  return (
    <Dialog title="key-title" onCancel={onClose}>
      <h2 id="key-title">{t('settings_key_new')}</h2>
      <p>{t('settings_key_new_text')}</p>
      <p class="key-shown">
        <code class="mono">{text}</code>
        <button
          type="button"
          class="button slim"
          onClick={async () => {
            await navigator.clipboard.writeText(text);
            copied.value = true;
          }}
        >
          <Icon node={copied.value ? Check : Copy} size={14} />
          {t(copied.value ? 'settings_copied' : 'settings_copy')}
        </button>
      </p>
      {replaces && <p class="caution">{t('settings_key_replaces')}</p>}
      <DialogButtons
        action={t('settings_key_use')}
        onCancel={onClose}
        onAct={async () => {
          await page.keepKey(text);
          onClose();
        }}
      />
    </Dialog>
  );
}

export function EnterKey({ replaces, onClose }: { replaces: boolean; onClose: () => void }) {
  const page = usePage();
  const kind = useSignal<'passphrase' | 'key'>('passphrase');
  const typed = useSignal('');
  const problem = useSignal<SettingsProblem | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const deriving = page.deriving.value;
  useEffect(() => box.current?.focus(), []);
  const close = () => {
    page.deriving.value?.cancel();
    onClose();
  };
  const keep = async () => {
    const text = kind.value === 'passphrase' ? `passphrase:${typed.value}` : typed.value;
    problem.value = await page.keepKey(text);
    if (!problem.value) onClose();
  };
  return (
    <Dialog title="key-title" onCancel={close}>
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <h2 id="key-title">{t('settings_key_enter')}</h2>
        <fieldset class="choices">
          <legend class="hidden-visually">{t('settings_key_kind')}</legend>
          {(['passphrase', 'key'] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="key-kind"
                checked={kind.value === one}
                onChange={() => {
                  kind.value = one;
                  problem.value = null;
                }}
              />
              {t(`settings_key_${one}`)}
            </label>
          ))}
        </fieldset>
        <label for="key-text">{t(`settings_key_${kind.value}`)}</label>
        <input
          ref={box}
          id="key-text"
          class="field"
          type="password"
          autocomplete="off"
          value={typed.value}
          aria-invalid={problem.value !== null}
          aria-describedby="key-hint key-problem"
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            problem.value = null;
          }}
        />
        <p id="key-hint" class="soft small">
          {t(`settings_key_${kind.value}_text`)}
        </p>
        <Problem id="key-problem" problem={problem.value} />
        {deriving && <progress aria-label={t('settings_key_deriving')} max={1} value={deriving.done} />}
        {replaces && <p class="caution">{t('settings_key_replaces')}</p>}
        <DialogButtons action={t('settings_key_use')} onCancel={close} disabled={deriving !== null} />
      </form>
    </Dialog>
  );
}

export function ForgetKey({ onClose, onForgotten }: { onClose: () => void; onForgotten: () => void }) {
  const page = usePage();
  return (
    <Dialog title="key-title" onCancel={onClose}>
      <h2 id="key-title">{t('settings_key_forget_title')}</h2>
      <p>{t('settings_key_forget_text')}</p>
      <DialogButtons
        action={t('settings_key_forget')}
        onCancel={onClose}
        onAct={async () => {
          await page.forgetKey();
          onForgotten();
        }}
      />
    </Dialog>
  );
}
