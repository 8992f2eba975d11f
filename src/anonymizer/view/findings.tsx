import { useSignal } from '@preact/signals';
import { TriangleAlert } from 'lucide';
import type { Finding } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { plural, snake, t } from '../../ui/text';
import { type FileView, findingKey } from '../state/file-view';
import { useSession } from './context';

/** What verification found in the output. Each one blocks the download until it is dealt with. */
export function Findings({ file }: { file: FileView }) {
  const findings = file.result.value?.findings ?? [];
  if (findings.length === 0) return null;
  return (
    <section class="findings-panel" aria-labelledby="findings-title">
      <h2 id="findings-title">
        <Icon node={TriangleAlert} />
        {plural('findings_title', findings.length)}
      </h2>
      <p>{t('findings_text')}</p>
      <ul>
        {[...new Map(findings.map((finding) => [findingKey(finding), finding])).values()].map((finding) => (
          <FindingItem key={findingKey(finding)} file={file} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function FindingItem({ file, finding }: { file: FileView; finding: Finding }) {
  const session = useSession();
  const missing = useSignal(false);
  return (
    <li>
      <p>
        {t(`finding_${snake(finding.kind)}`)} <span class="mono">{t('finding_at', finding.path)}</span>
      </p>
      <div class="finding-choices">
        <button
          type="button"
          class="button slim"
          disabled={file.stale.value || missing.value}
          onClick={async () => {
            missing.value = !(await session.removeFound(file, finding));
          }}
        >
          {t('finding_remove')}
        </button>
        <label>
          <input
            type="checkbox"
            checked={file.confirmed.value.has(findingKey(finding))}
            onChange={(event) => session.confirm(file, finding, event.currentTarget.checked)}
          />
          {t('finding_confirm')}
        </label>
        {missing.value && <span class="soft small">{t('finding_missing')}</span>}
      </div>
    </li>
  );
}
