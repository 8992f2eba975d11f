import { Check, CircleAlert, Undo2 } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { snake, t } from '../../ui/text';
import { usePage } from './context';
import { focusTitle } from './section';

const SHOWN_MS = 4000;
/** Long enough to take something back. */
const SHOWN_WITH_UNDO_MS = 20_000;

/** What has just been kept or removed, with the way back where there is one. It stays while somebody is at it. */
export function NoticeBar() {
  const page = usePage();
  const notice = page.notice.value;
  const place = useRef<HTMLDivElement>(null);
  /** What had the focus when it was said: there one goes on after Undo. */
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!notice) return;
    if (!place.current?.contains(document.activeElement)) before.current = document.activeElement;
    const hide = () => {
      if (place.current?.querySelector(':hover, :focus')) end = setTimeout(hide, SHOWN_MS);
      else page.notice.value = null;
    };
    let end = setTimeout(hide, notice.undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS);
    return () => clearTimeout(end);
  }, [notice]);
  const undo = async () => {
    await notice?.undo?.();
    const { current } = before;
    if (current instanceof HTMLElement && current.isConnected && current !== document.body) current.focus();
    else focusTitle('presets');
  };
  return (
    <div ref={place} class="notice-place" role="status">
      {notice && (
        <p class={`notice ${notice.kind}`}>
          <Icon node={notice.kind.startsWith('not-') ? CircleAlert : Check} />
          {t(`settings_notice_${snake(notice.kind)}`)}
          {notice.undo && (
            <button type="button" class="button slim" onClick={() => void undo()}>
              <Icon node={Undo2} size={14} />
              {t('undo')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
