import { useSignal } from '@preact/signals';
import { Check, KeyRound, Trash2 } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { Locked } from '../../ui/locked';
import { t } from '../../ui/text';
import { usePage } from './context';
import { EnterKey, ForgetKey, GeneratedKey } from './key-dialogs';
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
