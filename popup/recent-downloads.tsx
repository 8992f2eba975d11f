import { useSignal } from '@preact/signals';
import { FolderOpen } from 'lucide';
import { useEffect } from 'preact/hooks';
import { fileName, fileUrl } from '../src/links/file-url';
import { filesAllowed } from '../src/platform/access';
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
      {filesOff.value && downloads.length > 0 && (
        <>
          <p class="soft small">{t('panel_files_off')}</p>
          <button type="button" class="button slim" onClick={() => void openExtensionDetails()}>
            {t('panel_details')}
          </button>
        </>
      )}
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

function Row({ download: { id, path, sizeInBytes, at } }: { download: Download }) {
  const name = fileName(path);
  return (
    <li>
      <button
        type="button"
        class="button quiet popup-file"
        aria-label={t('panel_open_file', name)}
        title={t('panel_open_file', name)}
        onClick={async () => {
          await openLinkFrom(fileUrl(path));
          close();
        }}
      >
        <span>{name}</span>
        <span class="soft small">
          {bytes(sizeInBytes)} · {time(at)}
        </span>
      </button>
      <button
        type="button"
        class="button quiet square"
        aria-label={t('panel_show_file', name)}
        title={t('panel_show_file', name)}
        onClick={() => void showInFolder(id)}
      >
        <Icon node={FolderOpen} />
      </button>
    </li>
  );
}
