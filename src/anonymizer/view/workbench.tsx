import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { ProgressBar } from '../../ui/progress';
import { Splitter } from '../../ui/splitter';
import { type MessageKey, plural, t } from '../../ui/text';
import type { FileView } from '../state/file/file-view';
import type { ZipDownload } from '../state/output/zip-download';
import type { PaneName } from '../state/page/pane';
import type { Session } from '../state/session';
import { ContentCard } from './file/content-decision';
import { Findings } from './file/findings';
import { Refusal } from './file/refusal';
import { Summary } from './file/summary';
import { Warnings } from './file/warnings';
import { FilesPane } from './file-list';
import { ImagePane } from './image/image-pane';
import { ElementsPane } from './table/elements-pane';

const PANES: readonly PaneName[] = ['elements', 'image', 'files'];
const PANE_NAMES: Readonly<Record<PaneName, MessageKey>> = {
  elements: 'elements',
  image: 'pane_image',
  files: 'files',
};

const NARROWEST = 300;
const WIDEST_DEFAULT = 640;
const WIDEST = 1200;

/** What there is to look at in a file: small windows show it in another pane than the elements. */
function Badges({ file }: { file: FileView | null }) {
  const findings = file?.openFindings.value.length ?? 0;
  const warnings = file?.warnings.value.length ?? 0;
  return (
    <>
      {findings > 0 && (
        <span class="badge danger" title={plural('state_findings', findings)}>
          {findings}
        </span>
      )}
      {warnings > 0 && (
        <span class="badge" title={plural('warnings_count', warnings)}>
          {warnings}
        </span>
      )}
    </>
  );
}

/** The panes around the selected file. On small screens one is shown at a time. */
export function Workbench(props: {
  readonly session: Session;
  readonly zip: ZipDownload;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  /** Width of the image pane in pixels. */
  readonly paneWidth: number | undefined;
  readonly onPaneWidth: (width: number) => void;
}) {
  const { session, zip, searchBox, paneWidth, onPaneWidth } = props;
  const width = useSignal(paneWidth ?? Math.min(WIDEST_DEFAULT, Math.max(NARROWEST, Math.round(innerWidth * 0.37))));

  const { pane } = session;
  const file = session.files.selected.value;
  return (
    <main class="workbench" data-show={pane.value} style={{ '--image-pane': `${width.value}px` }}>
      <nav class="pane-tabs" aria-label={t('panes')}>
        {PANES.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={pane.value === name ? 'true' : undefined}
            onClick={() => {
              pane.value = name;
            }}
          >
            {t(PANE_NAMES[name])}
            {name === 'image' && <Badges file={file} />}
          </button>
        ))}
      </nav>
      <FilesPane zip={zip} />
      {file && file.reading.value.kind !== 'refused' && (
        <Splitter
          label={t('resize_panes')}
          width={width.value}
          least={NARROWEST}
          most={WIDEST}
          onResize={(to) => {
            width.value = to;
          }}
          onDone={onPaneWidth}
        />
      )}
      {file && <FilePanes file={file} searchBox={searchBox} />}
    </main>
  );
}

/**
 * The picture goes on from file to file, as it does not begin anew within a series; the rest is each file’s own. It is
 * there before the file is read to its end: a picture takes less than a header of thousands of items.
 */
function FilePanes({ file, searchBox }: { file: FileView; searchBox: RefObject<HTMLInputElement | null> }) {
  const reading = file.reading.value;
  const opened = file.opened.value;
  if (reading.kind === 'refused') {
    return (
      <div class="pane whole" data-pane="elements">
        <Refusal key={file.id} file={file} error={reading.error} />
      </div>
    );
  }
  const preview = file.preview.value;
  return (
    <>
      <div class="pane file-pane" data-pane="image">
        {preview.kind === 'refused' && <Refusal key={`refusal ${file.id}`} file={file} error={preview.error} />}
        {opened?.content && <ContentCard key={`content ${file.id}`} file={file} content={opened.content} />}
        {opened && <Findings key={`findings ${file.id}`} file={file} />}
        <ImagePane file={file} facts={opened?.summary.image ?? null} />
        {opened && <Warnings warnings={file.warnings.value} remedy={file.pixels.remedy.value} />}
        {opened && <Summary summary={opened.summary} />}
      </div>
      {opened ? (
        <ElementsPane key={file.id} file={file} searchBox={searchBox} />
      ) : (
        <div class="pane" data-pane="elements">
          <div class="reading">
            <ProgressBar progress={reading.kind === 'reading' ? reading.progress : null} label={t('state_waiting')} />
          </div>
        </div>
      )}
    </>
  );
}
