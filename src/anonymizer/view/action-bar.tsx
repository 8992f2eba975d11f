import { Download, FileText, RefreshCw } from 'lucide';
import { Icon } from '../../ui/icon';
import { ProgressBar } from '../../ui/progress';
import { plural, snake, t } from '../../ui/text';
import type { FileView } from '../state/file/file-view';
import type { ReportDownload } from '../state/output/report-download';
import { countsText } from '../state/page/announce';
import { useSession } from './context';
import { FINDINGS_ID } from './file/findings';
import { stateText, verdictClass, verdictIcon } from './file/state-mark';
import { goToPart } from './go-to-part';
import { GATE_ID } from './image/gate-card';

/** The one thing to do next, and the two buttons that do it. */
export function ActionBar({ file, report }: { file: FileView | null; report: ReportDownload }) {
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
          class="button quiet report-button"
          aria-label={t('report')}
          title={t('report_title')}
          disabled={!file?.canDownload.value}
          onClick={() => file && void report.open(file)}
        >
          <Icon node={FileText} />
          <span class="button-text">{t('report')}</span>
        </button>
        <button
          type="button"
          class={verdict === 'stale' ? 'button primary update-button' : 'button update-button'}
          aria-describedby="update-reason"
          aria-keyshortcuts="U"
          title={updateReason(file)}
          onClick={() => file && void session.update(file)}
        >
          <Icon node={RefreshCw} />
          {t('update')}
        </button>
        <span id="update-reason" class="hidden-visually">
          {updateReason(file)}
        </span>
        <button
          type="button"
          class="button primary download-button"
          aria-describedby="verdict"
          aria-keyshortcuts="D"
          disabled={!file?.canDownload.value}
          onClick={() => file && session.downloads.download(file)}
        >
          <Icon node={Download} />
          {t('download')}
        </button>
      </div>
    </footer>
  );
}

/** Why there is nothing to update, '' where there is. */
function updateReason(file: FileView | null): string {
  const verdict = file?.verdict.value;
  if (!file || file.canUpdate.value || verdict === 'working') return '';
  const { closed, remedy } = file.pixels;
  if (closed.value) return t(`update_after_${snake(remedy.value)}`);
  return t(file.opened.value ? 'update_not_needed' : 'update_not_possible');
}

/** What to do about the picture before it is downloaded. */
function lookAdvice({ pixels }: FileView): string {
  if (pixels.gate.value === 'look') return t('verdict_look');
  return t(`advice_${snake(pixels.remedy.value)}`);
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
        <button type="button" class="button slim" onClick={() => session.opener.cancel(file)}>
          {t('cancel')}
        </button>
      </>
    );
  }
  const [title, text] = words(file);
  return (
    <>
      <Icon node={verdictIcon(file)} size={20} />
      <div class="verdict-words">
        {verdict === 'findings' || verdict === 'look' ? (
          <button
            type="button"
            class={`verdict-title link ${verdict}`}
            onClick={() => goToPart(session, verdict === 'look' ? GATE_ID : FINDINGS_ID)}
          >
            {title}
          </button>
        ) : (
          <p class={`verdict-title ${verdictClass(file)}`}>{title}</p>
        )}
        {text && (
          <p class="soft small" title={text}>
            {text}
          </p>
        )}
      </div>
    </>
  );
}

function words(file: FileView): readonly [string, string] {
  const result = file.result.value;
  const verdict = file.verdict.value;
  switch (verdict) {
    case 'ready': {
      if (!result) return [stateText(file), ''];
      const { counts, checked, findings } = result;
      const [gravest] = file.cautions.value;
      return [
        gravest ? t('verdict_warned', stateText(file), t(`warning_${snake(gravest.code)}`)) : stateText(file),
        [
          countsText(counts),
          plural('state_findings', findings.length),
          t('result_checked', checked.elements, checked.identifiers),
        ].join(' · '),
      ];
    }
    case 'findings':
      return [
        plural('verdict_findings', file.openFindings.value.length),
        t(result?.mayConfirm ? 'verdict_findings_text' : 'locked_findings'),
      ];
    case 'look':
      return [stateText(file), lookAdvice(file)];
    case 'downloaded':
      return [t('verdict_downloaded'), t('verdict_downloaded_text')];
    case 'refused':
      return [t('verdict_refused'), file.error.value ? t(`error_${snake(file.error.value.code)}`) : ''];
    case 'stale':
      return [t('state_stale'), t(file.typing.value.size > 0 ? 'verdict_typing' : 'verdict_stale')];
    case 'skipped':
      return [stateText(file), t('verdict_skipped')];
    case 'waiting':
      return [t('state_waiting'), t('verdict_waiting')];
    case 'reading':
    case 'working':
      return [t(`verdict_${verdict}`), ''];
  }
}
