import { Lock } from 'lucide';
import { Icon } from './icon';
import { t } from './text';

/** Says that the administrator has set what stands beside it; `short`: by the icon alone. */
export function Locked({ short = false }: { short?: boolean }) {
  if (short) {
    return (
      <span class="locked" title={t('locked')}>
        <Icon node={Lock} size={14} label={t('locked')} />
      </span>
    );
  }
  return (
    <span class="locked small">
      <Icon node={Lock} size={12} />
      {t('locked')}
    </span>
  );
}
