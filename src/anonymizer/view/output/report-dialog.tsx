import { Braces, Printer } from 'lucide';
import { Dialog } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { bytes, t } from '../../../ui/text';
import type { ReportDownload } from '../../state/output/report-download';

/** The report of one file: what it is, the digest of the new file, and the two forms in which it can be saved. */
export function ReportDialog({ report }: { report: ReportDownload }) {
  const state = report.state.value;
  if (state.kind === 'closed') return null;
  return (
    <Dialog title="report-title" onCancel={() => report.close()}>
      <h2 id="report-title">{t('report_title')}</h2>
      <p>{t('report_about')}</p>
      <dl class="report-facts">
        <dt>{t('report_output')}</dt>
        <dd class="mono">{state.name}</dd>
        <dt>SHA-256</dt>
        <dd>
          {state.kind === 'ready' && <span class="mono">{state.sha256}</span>}
          {state.kind === 'failed' && t('report_failed')}
          {state.kind === 'reading' && (
            <>
              <progress aria-label={t('report_reading')} max={Math.max(1, state.total)} value={state.done} />
              <span class="soft small">{t('progress_of', bytes(state.done), bytes(state.total))}</span>
            </>
          )}
        </dd>
      </dl>
      <label class="report-time">
        <input
          type="checkbox"
          checked={report.withTime.value}
          onChange={(event) => {
            report.withTime.value = event.currentTarget.checked;
          }}
        />
        {t('report_with_time')}
      </label>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => report.close()}>
          {t(state.kind === 'reading' ? 'cancel' : 'close')}
        </button>
        <button type="button" class="button" disabled={state.kind !== 'ready'} onClick={() => report.saveAs('json')}>
          <Icon node={Braces} />
          {t('report_save_json')}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={state.kind !== 'ready'}
          onClick={() => report.saveAs('html')}
        >
          <Icon node={Printer} />
          {t('report_save_html')}
        </button>
      </div>
    </Dialog>
  );
}
