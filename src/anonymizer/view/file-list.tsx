import { Download, X } from 'lucide';
import { Icon } from '../../ui/icon';
import { plural, t } from '../../ui/text';
import type { FileView } from '../state/file-view';
import { useSession } from './context';
import { StateMark } from './state-mark';

export function FilesPane() {
  const session = useSession();
  const files = session.files.value;
  const done = files.filter((file) => ['ready', 'downloaded'].includes(file.verdict.value)).length;
  return (
    <section class="pane files-pane" data-pane="files" aria-label={t('files')}>
      <div class="pane-head">
        <h2>{t('files')}</h2>
        <span class="soft small">
          {files.length === 1 ? plural('files_count', 1) : t('files_ready', done, files.length)}
        </span>
      </div>
      <ul class="file-list" aria-label={t('file_list')}>
        {files.map((file) => (
          <FileItem key={file.id} file={file} />
        ))}
      </ul>
      {files.length > 1 && (
        <div class="pane-foot">
          <button
            type="button"
            class="button slim"
            disabled={session.downloadable.value.length === 0}
            onClick={() => session.downloadAll()}
          >
            <Icon node={Download} size={14} />
            {t('download_all')}
          </button>
          <button type="button" class="button slim quiet" onClick={() => session.removeAll()}>
            {t('remove_all')}
          </button>
        </div>
      )}
    </section>
  );
}

function FileItem({ file }: { file: FileView }) {
  const session = useSession();
  const selected = session.selectedId.value === file.id;
  const summary = file.opened.value?.summary;
  const what = [summary?.modality, summary?.seriesDescription || summary?.studyDescription].filter(Boolean).join(' · ');
  return (
    <li class={selected ? 'file selected' : 'file'}>
      <button
        type="button"
        class="file-select"
        aria-current={selected ? 'true' : undefined}
        onClick={() => session.select(file.id)}
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
        onClick={() => session.remove(file)}
      >
        <Icon node={X} size={14} />
      </button>
    </li>
  );
}
