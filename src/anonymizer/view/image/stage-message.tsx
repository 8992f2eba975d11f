import { ImageOff, LoaderCircle } from 'lucide';
import type { PlainError } from '../../../core/errors';
import { detailTexts } from '../../../jobs/report/detail-texts';
import { Icon } from '../../../ui/icon';
import { number, snake, t } from '../../../ui/text';
import { useImage } from './context';

/** Why there is no picture. */
export function StageMessage() {
  const { viewer } = useImage();
  const state = viewer.state.value;
  const problem = viewer.problem.value;
  if (state.kind === 'failed') return <Failure title={t('image_failed')} error={state.error} />;
  if (state.kind === 'ready' && problem) {
    return <Failure title={t('image_frame_failed', number(viewer.frame.value + 1))} error={problem} />;
  }
  if (state.kind === 'no-image') {
    return (
      <div class="stage-message">
        <Icon node={ImageOff} size={28} />
        <p>{t('image_none')}</p>
      </div>
    );
  }
  if (state.kind === 'opening' && !viewer.painted.value) {
    return (
      <div class="stage-message late">
        <Icon node={LoaderCircle} size={28} />
        <p>{t('image_opening')}</p>
      </div>
    );
  }
  return null;
}

function Failure({ title, error }: { title: string; error: PlainError }) {
  // The sentence for what can't be decompressed speaks of masks; what it is says more.
  const details = detailTexts(error, t);
  const isUnknown = error.code !== 'unsupported-compression' || details.length === 0;
  return (
    <div class="stage-message" role="alert">
      <Icon node={ImageOff} size={28} />
      <p class="stage-message-title">{title}</p>
      <p>{[...(isUnknown ? [t(`error_${snake(error.code)}`)] : []), ...details].join(' ')}</p>
      <p>{t('image_failed_hint')}</p>
    </div>
  );
}
