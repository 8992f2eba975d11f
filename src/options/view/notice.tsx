import { Check, CircleAlert, Undo2 } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { snake, t } from '../../ui/text';
import { usePage } from './context';

const SHOWN_MS = 4000;
/** Long enough to take something back. */
const SHOWN_WITH_UNDO_MS = 20_000;

/** What has just been kept or removed, with the way back where there is one. */
export function NoticeBar() {
  const page = usePage();
  const notice = page.notice.value;
  useEffect(() => {
    if (!notice) return;
    const hide = () => {
      page.notice.value = null;
    };
    const end = setTimeout(hide, notice.undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS);
    return () => clearTimeout(end);
  }, [notice]);
  return (
    <div class="notice-place" role="status">
      {notice && (
        <p class={`notice ${notice.kind}`}>
          <Icon node={notice.kind === 'not-kept' ? CircleAlert : Check} />
          {t(`settings_notice_${snake(notice.kind)}`)}
          {notice.undo && (
            <button type="button" class="button slim" onClick={() => void notice.undo?.()}>
              <Icon node={Undo2} size={14} />
              {t('undo')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
