import { useSignal } from '@preact/signals';
import { TriangleAlert } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { ElementRow, Finding } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { plural, snake, t } from '../../../ui/text';
import { type FileView, findingKey } from '../../state/file/file-view';
import { findRow } from '../../state/file/find-row';
import { useSession } from '../context';
import { nameOf } from '../table/element-name';

export const FINDINGS_ID = 'findings';
/** Of pixels nobody reads letters here: what was found is beside them. */
const PIXEL_DATA = '(7FE0,0010)';

/** What verification found in the output. Each one blocks the download until it is dealt with. */
export function Findings({ file }: { file: FileView }) {
  const { findings, mayConfirm } = file.result.value ?? { findings: [], mayConfirm: true };
  if (findings.length === 0) return null;
  return (
    <section class="findings-panel" id={FINDINGS_ID} tabIndex={-1} aria-labelledby="findings-title">
      <h2 id="findings-title">
        <Icon node={TriangleAlert} />
        {plural('findings_title', findings.length)}
      </h2>
      <p>{t(mayConfirm ? 'findings_text' : 'locked_findings')}</p>
      <ul>
        {[...new Map(findings.map((finding) => [findingKey(finding), finding])).values()].map((finding) => (
          <FindingItem key={findingKey(finding)} file={file} finding={finding} mayConfirm={mayConfirm} />
        ))}
      </ul>
    </section>
  );
}

function FindingItem({ file, finding, mayConfirm }: { file: FileView; finding: Finding; mayConfirm: boolean }) {
  const session = useSession();
  const missing = useSignal(false);
  const row = useSignal<ElementRow | undefined>(undefined);
  useEffect(() => {
    void findRow(file.engine, finding.path).then((found) => {
      row.value = found;
    });
  }, [file, finding.path]);
  const removed = row.value !== undefined && file.edits.value.get(row.value.id)?.action === 'remove';
  return (
    <li>
      <p class="finding-name">
        {row.value && <strong>{nameOf(row.value)}</strong>} <span class="mono">{finding.path}</span>
      </p>
      <p>{t(`finding_${snake(finding.kind)}`)}</p>
      {finding.path === PIXEL_DATA && finding.kind === 'identifier' && <p>{t('finding_side_data')}</p>}
      <div class="finding-choices">
        <button
          type="button"
          class="button slim"
          disabled={removed || missing.value}
          onClick={async () => {
            missing.value = !(await session.editor.removeFound(file, finding));
          }}
        >
          {t('finding_remove')}
        </button>
        {row.value && (
          <button
            type="button"
            class="button slim"
            onClick={() => row.value && void session.table.showElement(file, row.value)}
          >
            {t('finding_show')}
          </button>
        )}
        {mayConfirm && (
          <label class="check">
            <input
              type="checkbox"
              disabled={file.stale.value}
              checked={file.confirmed.value.has(findingKey(finding))}
              onChange={(event) => session.editor.confirm(file, finding, event.currentTarget.checked)}
            />
            {t('finding_confirm')}
          </label>
        )}
        {removed && <span class="small">{t('finding_removed')}</span>}
        {missing.value && <span class="soft small">{t('finding_missing')}</span>}
      </div>
    </li>
  );
}
