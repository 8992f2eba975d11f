import { ImageOff, LoaderCircle } from 'lucide';
import type { PlainError } from '../../../core/errors';
import { Icon } from '../../../ui/icon';
import { type MessageKey, number, snake, t } from '../../../ui/text';
import { useImage } from './context';

/** Kinds of pixels that have a sentence of their own. */
const REASONS: Readonly<Record<string, MessageKey>> = {
  video: 'image_is_video',
  'pixels-elsewhere': 'image_is_elsewhere',
};

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
  const reason = REASONS[String(error.details.reason)];
  return (
    <div class="stage-message" role="alert">
      <Icon node={ImageOff} size={28} />
      <p class="stage-message-title">{title}</p>
      <p>{reason ? t(reason) : t(`error_${snake(error.code)}`)}</p>
      <p>{t('image_failed_hint')}</p>
    </div>
  );
}
