import { Hourglass, TriangleAlert } from 'lucide';
import { Icon } from '../../../ui/icon';
import { reasonText } from '../../../ui/reason-text';
import { t } from '../../../ui/text';
import { useSession } from '../context';

/** Why nothing can be downloaded: settings or the administrator's policy are not there yet, or can't be used. */
export function SettingsNotice({ optionsUrl }: { optionsUrl: string }) {
  const settings = useSession().configuration.settings.value;
  if (settings.kind === 'ready') return null;
  if (settings.kind === 'reading') {
    return (
      <p class="settings-notice" role="status">
        <Icon node={Hourglass} />
        {t('settings_reading')}
      </p>
    );
  }
  const { cause, problem } = settings;
  return (
    <div class="settings-notice stopped" role="alert">
      <Icon node={TriangleAlert} />
      <p>
        <strong>{t(`error_${cause}_invalid`)}</strong>{' '}
        {problem ? `${problem.path}: ${reasonText(problem.reason)}` : t('settings_unreadable')}
      </p>
      <a
        href={`${optionsUrl}#${cause === 'policy' ? 'administrator' : 'settings-file'}`}
        target="_blank"
        rel="noopener"
      >
        {t('settings_look')}
      </a>
    </div>
  );
}
