import { useSignal } from '@preact/signals';
import { Check, Copy, KeyRound, Trash2 } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsProblem } from '../../settings/store';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { Locked } from '../../ui/locked';
import { t } from '../../ui/text';
import { usePage } from './context';
import { Problem } from './problem';
import { focusTitle, Section } from './section';

const KEY_LENGTH = 32;

/** 32 random bytes in base64. */
function generate(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(KEY_LENGTH))));
}

type Asked = 'enter' | 'forget' | { readonly generated: string };

/** The key behind pseudonyms: whether there is one, never which. */
export function ProjectKey() {
  const page = usePage();
  const asked = useSignal<Asked | null>(null);
  const isLocked = page.inForce.value.origins.projectKey === 'administrator';
  const has = isLocked || page.hasKey.value;
  const canChange = page.canChange.value && !isLocked;
  const forgotten = useRef(false);
  const close = () => {
    asked.value = null;
  };
  // Without a key the button that was pressed can't be: the focus would have nowhere to return to.
  useEffect(() => {
    if (asked.value === null && forgotten.current) focusTitle('project-key');
    forgotten.current = false;
  }, [asked.value]);
  return (
    <Section id="project-key" title={t('settings_key')} tools={isLocked && <Locked />}>
      <p class="soft">{t('settings_key_text')}</p>
      <p class={has ? 'key-state set' : 'key-state'}>
        <Icon node={has ? Check : KeyRound} />
        {t(has ? 'settings_key_set' : 'settings_key_none')}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          disabled={!canChange}
          onClick={() => {
            asked.value = { generated: generate() };
          }}
        >
          {t('settings_key_generate')}
        </button>
        <button
          type="button"
          class="button"
          disabled={!canChange}
          onClick={() => {
            asked.value = 'enter';
          }}
        >
          {t('settings_key_enter')}
        </button>
        <button
          type="button"
          class="button"
          disabled={!canChange || !has}
          onClick={() => {
            asked.value = 'forget';
          }}
        >
          <Icon node={Trash2} />
          {t('settings_key_forget')}
        </button>
      </div>
      {asked.value === 'enter' && <EnterKey replaces={has} onClose={close} />}
      {asked.value === 'forget' && (
        <ForgetKey
          onClose={close}
          onForgotten={() => {
            forgotten.current = true;
            close();
          }}
        />
      )}
      {asked.value !== null && typeof asked.value === 'object' && (
        <GeneratedKey text={asked.value.generated} replaces={has} onClose={close} />
      )}
    </Section>
  );
}

/** A new key, shown this once: other computers need the same. */
function GeneratedKey({ text, replaces, onClose }: { text: string; replaces: boolean; onClose: () => void }) {
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
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="button primary"
          onClick={async () => {
            await page.keepKey(text);
            onClose();
          }}
        >
          {t('settings_key_use')}
        </button>
      </div>
    </Dialog>
  );
}

function EnterKey({ replaces, onClose }: { replaces: boolean; onClose: () => void }) {
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
        <div class="dialog-actions">
          <button type="button" class="button" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={deriving !== null}>
            {t('settings_key_use')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function ForgetKey({ onClose, onForgotten }: { onClose: () => void; onForgotten: () => void }) {
  const page = usePage();
  return (
    <Dialog title="key-title" onCancel={onClose}>
      <h2 id="key-title">{t('settings_key_forget_title')}</h2>
      <p>{t('settings_key_forget_text')}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="button primary"
          onClick={async () => {
            await page.forgetKey();
            onForgotten();
          }}
        >
          {t('settings_key_forget')}
        </button>
      </div>
    </Dialog>
  );
}
