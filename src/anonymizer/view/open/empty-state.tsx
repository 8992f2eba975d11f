import { FileScan, Footprints, ShieldCheck } from 'lucide';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import { Help } from '../help';
import { ChooseButtons } from './choose';

export function EmptyState(props: {
  readonly onSample: () => void;
  readonly onGuide: () => void;
  readonly failed: boolean;
  /** The help is open beside it. */
  readonly helpHidden: boolean;
}) {
  const { onSample, onGuide, failed, helpHidden } = props;
  return (
    <main class="empty">
      <div class="welcome">
        <Icon node={FileScan} size={40} />
        <h2>{t('empty_title')}</h2>
        <p class="soft">{t('empty_text')}</p>
        <ChooseButtons large />
        <div class="choose">
          <button type="button" class="button quiet" onClick={onSample}>
            {t('sample')}
          </button>
          <button type="button" class="button quiet" onClick={onGuide}>
            <Icon node={Footprints} />
            {t('guide')}
          </button>
        </div>
        {failed && (
          <p class="failure" role="alert">
            {t('sample_failed')}
          </p>
        )}
        <p class="privacy">
          <Icon node={ShieldCheck} />
          {t('empty_privacy')}
        </p>
      </div>
      {!helpHidden && <Help />}
    </main>
  );
}
