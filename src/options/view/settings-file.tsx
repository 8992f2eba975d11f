import { useSignal } from '@preact/signals';
import { Download, RotateCcw, Upload } from 'lucide';
import { useRef } from 'preact/hooks';
import type { SettingsProblem } from '../../settings/store';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { saveFile } from '../../ui/save-file';
import { t } from '../../ui/text';
import { type Incoming, isProblem } from '../state/options-page';
import { ConfirmImport } from './confirm-import';
import { usePage } from './context';
import { DialogButtons } from './dialog-buttons';
import { Problem } from './problem';
import { Section } from './section';

const NAME = 'veil-settings.json';

/** All settings as one file, out and in, and the way back to how Veil comes. */
export function SettingsFile() {
  const page = usePage();
  const picker = useRef<HTMLInputElement>(null);
  const problem = useSignal<SettingsProblem | null>(null);
  const incoming = useSignal<Incoming | null>(null);
  const resetting = useSignal(false);
  const { user } = page.state.value;
  const pick = async (file: File | undefined) => {
    if (!file) return;
    const found = await page.read(await file.text());
    problem.value = isProblem(found) ? found : null;
    incoming.value = isProblem(found) ? null : found;
  };
  return (
    <Section id="settings-file" title={t('settings_file')}>
      {user.kind === 'invalid' && (
        <div class="broken">
          <p>{t('settings_broken')}</p>
          <Problem problem={user.problem} withPath />
        </div>
      )}
      <p class="soft">{t('settings_file_text')}</p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          disabled={!page.canChange.value}
          onClick={async () => saveFile(new Blob([await page.exported()], { type: 'application/json' }), NAME)}
        >
          <Icon node={Download} />
          {t('settings_export')}
        </button>
        <button type="button" class="button" onClick={() => picker.current?.click()}>
          <Icon node={Upload} />
          {t('settings_import')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            resetting.value = true;
          }}
        >
          <Icon node={RotateCcw} />
          {t('settings_reset')}
        </button>
        <input
          ref={picker}
          type="file"
          class="hidden-visually"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label={t('settings_file')}
          onChange={(event) => {
            void pick(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <Problem problem={problem.value} withPath />
      {incoming.value && (
        <ConfirmImport
          incoming={incoming.value}
          onClose={(found) => {
            incoming.value = null;
            problem.value = found;
          }}
        />
      )}
      {resetting.value && (
        <ConfirmReset
          onClose={() => {
            resetting.value = false;
          }}
        />
      )}
    </Section>
  );
}

function ConfirmReset({ onClose }: { onClose: () => void }) {
  const page = usePage();
  const withKey = useSignal(false);
  return (
    <Dialog title="reset-title" onCancel={onClose}>
      <h2 id="reset-title">{t('settings_reset_title')}</h2>
      <p>{t('settings_reset_text')}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={withKey.value}
          onChange={(event) => {
            withKey.value = event.currentTarget.checked;
          }}
        />
        {t('settings_reset_key')}
      </label>
      <DialogButtons
        action={t('settings_reset_do')}
        onCancel={onClose}
        onAct={async () => {
          await page.reset({ key: withKey.value });
          onClose();
        }}
      />
    </Dialog>
  );
}
