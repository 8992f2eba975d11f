import { Download, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { useGrowing } from '../../ui/growing';
import { Icon } from '../../ui/icon';
import { number, plural, t } from '../../ui/text';
import { FILE_FILTERS, matchesFilter } from '../state/file/file-filter';
import type { FileView } from '../state/file/file-view';
import type { ZipDownload } from '../state/output/zip-download';
import { useSession } from './context';
import { StateMark } from './file/state-mark';
import { ZipProgress } from './output/zip';

/** Each part follows what it shows only: the state of many files changes many times a second. */
export function FilesPane({ zip }: { zip: ZipDownload }) {
  const session = useSession();
  const several = session.files.all.value.length > 1;
  return (
    <section class="pane files-pane" data-pane="files" aria-label={t('files')}>
      <div class="pane-head">
        <h2>{t('files')}</h2>
        <ReadyCount />
      </div>
      {several && <FileFilterSelect />}
      <FileItems />
      {several && <FilesFoot zip={zip} />}
    </section>
  );
}

function ReadyCount() {
  const files = useSession().files.all.value;
  const done = files.filter((file) => matchesFilter(file, 'ready')).length;
  return (
    <span class="soft small">
      {files.length === 1 ? plural('files_count', 1) : t('files_ready', done, files.length)}
    </span>
  );
}

function FileItems() {
  const session = useSession();
  const shown = session.files.shown.value;
  const drawn = useGrowing(shown.length);
  return (
    <>
      <ul class="file-list" aria-label={t('file_list')}>
        {shown.slice(0, drawn).map((file) => (
          <FileItem key={file.id} file={file} />
        ))}
      </ul>
      {shown.length === 0 && <p class="no-files soft">{t('files_none')}</p>}
    </>
  );
}

function FilesFoot({ zip }: { zip: ZipDownload }) {
  const session = useSession();
  return (
    <div class="pane-foot">
      {zip.state.value.kind === 'working' ? (
        <ZipProgress zip={zip} />
      ) : (
        <>
          <button
            type="button"
            class="button slim"
            disabled={!session.files.hasDownloadable.value}
            onClick={() => void zip.start()}
          >
            <Icon node={Download} size={14} />
            {t('download_all')}
          </button>
          <button type="button" class="button slim quiet" onClick={() => session.files.removeAll()}>
            {t('remove_all')}
          </button>
        </>
      )}
    </div>
  );
}

function FileFilterSelect() {
  const session = useSession();
  const files = session.files.all.value;
  return (
    <div class="file-filter">
      <select
        class="field"
        aria-label={t('file_filter')}
        value={session.files.filter.value}
        onChange={(event) => {
          const { value } = event.currentTarget;
          session.files.filter.value = FILE_FILTERS.find((filter) => filter === value) ?? 'all';
        }}
      >
        {FILE_FILTERS.map((filter) => (
          <option key={filter} value={filter}>
            {t(`file_filter_${filter}`, number(files.filter((file) => matchesFilter(file, filter)).length))}
          </option>
        ))}
      </select>
    </div>
  );
}

function FileItem({ file }: { file: FileView }) {
  const session = useSession();
  const item = useRef<HTMLLIElement>(null);
  const selected = session.files.selectedId.value === file.id;
  const summary = file.opened.value?.summary;
  const what = [summary?.modality, summary?.seriesDescription || summary?.studyDescription].filter(Boolean).join(' · ');
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li ref={item} class={selected ? 'file selected' : 'file'}>
      <button
        type="button"
        class="file-select"
        aria-current={selected ? 'true' : undefined}
        onClick={() => session.files.select(file.id)}
      >
        <span class="file-name" title={file.name}>
          {file.name.split('/').at(-1)}
        </span>
        <span class="file-line soft small">
          {what && <span class="file-what">{what}</span>}
          <StateMark file={file} />
        </span>
      </button>
      <button
        type="button"
        class="button quiet slim square file-close"
        aria-label={t('remove_file', file.name)}
        title={t('close')}
        onClick={() => session.files.remove(file)}
      >
        <Icon node={X} size={14} />
      </button>
    </li>
  );
}
