import { TriangleAlert } from 'lucide';
import { Dialog } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { bytes, plural, t } from '../../../ui/text';
import type { ZipDownload } from '../../state/output/zip-download';
import { useSession } from '../context';
import { goToPart } from '../go-to-part';
import { GATE_ID } from '../image/gate-card';

export function ZipProgress({ zip }: { zip: ZipDownload }) {
  const state = zip.state.value;
  if (state.kind !== 'working') return null;
  const label = plural('zip_working', state.files);
  return (
    <div class="zip-progress">
      <p class="small">{label}</p>
      <progress aria-label={label} max={Math.max(1, state.total)} value={state.done} />
      <p class="zip-line small">
        <span class="soft">{t('progress_of', bytes(state.done), bytes(state.total))}</span>
        <button type="button" class="button slim" onClick={() => zip.close()}>
          {t('cancel')}
        </button>
      </p>
    </div>
  );
}

/** What should be known before all is downloaded, or why it failed. */
export function ZipDialog({ zip }: { zip: ZipDownload }) {
  const { kind } = zip.state.value;
  if (kind !== 'asking' && kind !== 'failed') return null;
  return (
    <Dialog title="zip-title" onCancel={() => zip.close()}>
      {kind === 'failed' ? <Failed zip={zip} /> : <Question zip={zip} />}
    </Dialog>
  );
}

function Question({ zip }: { zip: ZipDownload }) {
  const session = useSession();
  const { ready, faces, look, refused, notReady } = zip.summary.value;
  const [unseen] = zip.unseen.value;
  const lines = [
    look > 0 && plural('zip_look', look),
    faces > 0 && plural('zip_faces', faces),
    refused > 0 && plural('zip_refused', refused),
    notReady > 0 && plural('zip_not_ready', notReady),
  ].filter((line) => line !== false);
  return (
    <>
      <h2 id="zip-title">{plural('zip_title', ready)}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Icon node={TriangleAlert} />
            {line}
          </li>
        ))}
      </ul>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => zip.close()}>
          {t('cancel')}
        </button>
        {unseen && (
          <button
            type="button"
            class="button"
            onClick={() => {
              zip.close();
              session.files.select(unseen.id);
              goToPart(session, GATE_ID);
            }}
          >
            {plural('zip_look_now', look)}
          </button>
        )}
        <button type="button" class="button primary" disabled={ready === 0} onClick={() => void zip.make()}>
          {plural('zip_confirm', ready)}
        </button>
      </div>
    </>
  );
}

function Failed({ zip }: { zip: ZipDownload }) {
  const state = zip.state.value;
  const name = state.kind === 'failed' ? state.name : null;
  return (
    <>
      <h2 id="zip-title">{t('announce_zip_failed')}</h2>
      <p>{name === null ? t('error_internal_hint') : t('zip_unreadable', name)}</p>
      <div class="dialog-actions">
        <button type="button" class="button primary" onClick={() => zip.close()}>
          {t('close')}
        </button>
      </div>
    </>
  );
}
