import { Download, RefreshCw } from 'lucide';
import { Icon } from '../../ui/icon';
import { ProgressBar } from '../../ui/progress';
import { plural, snake, t } from '../../ui/text';
import type { FileView } from '../state/file-view';
import { useSession } from './context';
import { VERDICT_ICONS } from './state-mark';

/** The one thing to do next, and the two buttons that do it. */
export function ActionBar({ file }: { file: FileView | null }) {
  const session = useSession();
  const verdict = file?.verdict.value;
  return (
    <footer class="action-bar">
      <div class="verdict" id="verdict">
        {file && verdict && <VerdictText file={file} />}
      </div>
      <div class="actions">
        <button
          type="button"
          class={verdict === 'stale' ? 'button primary' : 'button'}
          aria-describedby="verdict"
          aria-keyshortcuts="U"
          disabled={!file?.canUpdate.value}
          onClick={() => file && void session.update(file)}
        >
          <Icon node={RefreshCw} />
          {t('update')}
        </button>
        <button
          type="button"
          class="button primary"
          aria-describedby="verdict"
          aria-keyshortcuts="D"
          disabled={!file?.canDownload.value}
          onClick={() => file && session.download(file)}
        >
          <Icon node={Download} />
          {t('download')}
        </button>
      </div>
    </footer>
  );
}

function VerdictText({ file }: { file: FileView }) {
  const session = useSession();
  const verdict = file.verdict.value;
  if (verdict === 'reading' || verdict === 'working') {
    const { reading, preview } = { reading: file.reading.value, preview: file.preview.value };
    const progress =
      reading.kind === 'reading' ? reading.progress : preview.kind === 'working' ? preview.progress : null;
    return (
      <>
        <ProgressBar progress={progress} label={t(`verdict_${verdict}`)} />
        <button type="button" class="button slim" onClick={() => session.cancel(file)}>
          {t('cancel')}
        </button>
      </>
    );
  }
  const [title, text] = words(file);
  return (
    <>
      <Icon node={VERDICT_ICONS[verdict]} size={20} />
      <div>
        <p class={`verdict-title ${verdict}`}>{title}</p>
        {text && <p class="soft small">{text}</p>}
      </div>
    </>
  );
}

function words(file: FileView): readonly [string, string] {
  const result = file.result.value;
  const verdict = file.verdict.value;
  switch (verdict) {
    case 'ready': {
      const { counts, checked } = result ?? { counts: null, checked: null };
      if (!counts) return [t('verdict_ready'), ''];
      const findings = result?.findings.length ?? 0;
      return [
        t('verdict_ready'),
        [
          t('announce_result', counts.all - counts.kept, findings),
          t('result_checked', checked.elements, checked.identifiers),
        ].join(' · '),
      ];
    }
    case 'findings':
      return [plural('verdict_findings', file.openFindings.value.length), t('verdict_findings_text')];
    case 'downloaded':
      return [t('verdict_downloaded'), t('verdict_downloaded_text')];
    case 'refused':
      return [t('verdict_refused'), file.error.value ? t(`error_${snake(file.error.value.code)}`) : ''];
    case 'stale':
      return [t('state_stale'), t('verdict_stale')];
    case 'waiting':
      return [t('state_waiting'), t('verdict_waiting')];
    case 'reading':
    case 'working':
      return [t(`verdict_${verdict}`), ''];
  }
}
