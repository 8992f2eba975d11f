import { useSignal } from '@preact/signals';
import { FolderOpen } from 'lucide';
import { useEffect } from 'preact/hooks';
import { fileName, fileUrl } from '../src/links/file-url';
import { canReadFiles, filesAllowed } from '../src/platform/access';
import { choice, choose } from '../src/platform/choices';
import { type Download, hasDownloads, recentDicom, requestDownloads, showInFolder } from '../src/platform/downloads';
import { openLinkFrom } from '../src/platform/link-message';
import { openExtensionDetails } from '../src/platform/tabs';
import { Icon } from '../src/ui/icon';
import { bytes, t, time } from '../src/ui/text';

const MOST = 5;

type Listed = readonly Download[] | 'reading' | 'not-asked' | 'denied';

/** The DICOM files that were downloaded last. Without the permission for it, a button that asks. */
export function RecentDownloads() {
  const listed = useSignal<Listed>('reading');
  useEffect(() => {
    void hasDownloads().then(async (may) => {
      listed.value = may ? await recentDicom(MOST) : 'not-asked';
    });
  }, []);
  const ask = async () => {
    listed.value = (await requestDownloads()) ? await recentDicom(MOST) : 'denied';
  };
  const { value } = listed;
  if (value === 'reading') return null;
  return (
    <section class="popup-downloads" aria-labelledby="downloads-title">
      <h2 id="downloads-title">{t('panel_downloads')}</h2>
      {typeof value === 'string' ? (
        <>
          <p class="soft small">{t('panel_downloads_ask')}</p>
          <button type="button" class="button slim" onClick={() => void ask()}>
            {t('panel_downloads_allow')}
          </button>
          <p class="small" role="status">
            {value === 'denied' && t('panel_downloads_denied')}
          </p>
        </>
      ) : (
        <List downloads={value} />
      )}
    </section>
  );
}

function List({ downloads }: { downloads: readonly Download[] }) {
  const filesOff = useSignal(false);
  const mark = useSignal(false);
  useEffect(() => {
    void filesAllowed().then((allowed) => {
      filesOff.value = !allowed;
    });
    void choice('markDownloads').then((on) => {
      mark.value = on;
    });
  }, []);
  return (
    <>
      {downloads.length === 0 && <p class="soft small">{t('panel_downloads_none')}</p>}
      <ul>
        {downloads.map((download) => (
          <Row key={download.id} download={download} />
        ))}
      </ul>
      {filesOff.value && downloads.length > 0 && <FilesOff />}
      <label class="popup-mark small">
        <input
          type="checkbox"
          checked={mark.value}
          onChange={(event) => {
            mark.value = event.currentTarget.checked;
            void choose('markDownloads', mark.value);
          }}
        />
        {t('panel_mark')}
      </label>
    </>
  );
}

/** Why a click does not open a file, and what does. */
function FilesOff() {
  if (!canReadFiles()) return <p class="soft small">{t('panel_files_never')}</p>;
  return (
    <>
      <p class="soft small">{t('panel_files_off')}</p>
      <button type="button" class="button slim" onClick={() => void openExtensionDetails()}>
        {t('panel_details')}
      </button>
    </>
  );
}

function Row({ download: { id, path, sizeInBytes, at } }: { download: Download }) {
  const name = fileName(path);
  const opens = canReadFiles();
  const show = () => void showInFolder(id);
  const open = async () => {
    await openLinkFrom(fileUrl(path));
    close();
  };
  const does = t(opens ? 'panel_open_file' : 'panel_show_file', name);
  return (
    <li>
      <button
        type="button"
        class="button quiet popup-file"
        aria-label={does}
        title={does}
        onClick={opens ? () => void open() : show}
      >
        <span>{name}</span>
        <span class="soft small">
          {bytes(sizeInBytes)} · {time(at)}
        </span>
      </button>
      {opens && (
        <button
          type="button"
          class="button quiet square"
          aria-label={t('panel_show_file', name)}
          title={t('panel_show_file', name)}
          onClick={show}
        >
          <Icon node={FolderOpen} />
        </button>
      )}
    </li>
  );
}
