import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Theme } from '../../settings/carried';
import type { LinkFetch } from '../state/link-fetch';
import type { ReportDownload } from '../state/output/report-download';
import type { ZipDownload } from '../state/output/zip-download';
import type { Session } from '../state/session';
import { ActionBar } from './action-bar';
import { SessionProvider } from './context';
import { Guide, type GuideStep } from './guide';
import { Help } from './help';
import { useImage } from './image/context';
import { usePageKeys } from './keys';
import { DropTarget } from './open/drop';
import { EmptyState } from './open/empty-state';
import { LinkCard } from './open/link-card';
import { ReportDialog } from './output/report-dialog';
import { ZipDialog } from './output/zip';
import { SettingsNotice } from './settings/settings-notice';
import { Disclaimer, TopBar } from './top-bar';
import { Workbench } from './workbench';

export interface AppProps {
  readonly session: Session;
  readonly zip: ZipDownload;
  readonly links: LinkFetch;
  readonly report: ReportDownload;
  /** What a screen reader should say now. */
  readonly announcement: ReadonlySignal<string>;
  readonly icon: string;
  /** Addresses of the extension's other pages. */
  readonly optionsUrl: string;
  readonly panelUrl: string;
  readonly conformanceUrl: string;
  readonly theme: ReadonlySignal<Theme>;
  readonly onTheme: (theme: Theme) => void;
  readonly singleKeys: ReadonlySignal<boolean>;
  readonly onSingleKeys: (on: boolean) => void;
  /** Nobody was here before. */
  readonly isNew: boolean;
  readonly onIntroduced: () => void;
  readonly paneWidth: number | undefined;
  readonly onPaneWidth: (width: number) => void;
  /** Opens the bundled sample; rejects where there is none. */
  readonly openSample: () => Promise<void>;
}

export function App(props: AppProps) {
  const {
    session,
    zip,
    links,
    report,
    announcement,
    icon,
    optionsUrl,
    panelUrl,
    conformanceUrl,
    theme,
    onTheme,
    paneWidth,
    onPaneWidth,
    singleKeys,
    onSingleKeys,
    openSample,
  } = props;
  const image = useImage();
  const helpOpen = useSignal(false);
  const isNew = useSignal(props.isNew);
  const sampleFailed = useSignal(false);
  const guide = useSignal<GuideStep | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const closeHelp = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  const loaded = session.files.all.value.length > 0;

  const setHelp = (open: boolean) => {
    if (open) before.current = document.activeElement;
    helpOpen.value = open;
    if (!open && before.current instanceof HTMLElement) before.current.focus();
  };
  useEffect(() => {
    if (helpOpen.value) closeHelp.current?.focus();
  }, [helpOpen.value]);
  const targets = useMemo(
    () => ({
      search: () => searchBox.current?.focus(),
      toggleHelp: () => setHelp(!helpOpen.value),
      escape: () => {
        if (helpOpen.value) setHelp(false);
        else if (document.activeElement === searchBox.current) {
          document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
        }
      },
    }),
    [session],
  );
  usePageKeys(session, image, targets, singleKeys);
  const introduced = () => {
    if (isNew.value) props.onIntroduced();
    isNew.value = false;
  };
  // Whoever has opened a file has begun.
  useEffect(() => {
    if (loaded) introduced();
  }, [loaded]);

  const sample = async () => {
    sampleFailed.value = await openSample().then(
      () => false,
      () => true,
    );
  };

  /** Beside the file that is open; without one, beside the sample. */
  const startGuide = () => {
    setHelp(false);
    guide.value = loaded ? 2 : 1;
    if (!loaded) void sample();
  };

  return (
    <SessionProvider value={session}>
      <div class="app">
        <header>
          <TopBar
            icon={icon}
            optionsUrl={optionsUrl}
            panelUrl={panelUrl}
            conformanceUrl={conformanceUrl}
            theme={theme}
            onTheme={onTheme}
            helpOpen={helpOpen.value}
            onHelp={() => setHelp(!helpOpen.value)}
          />
          <Disclaimer />
          <SettingsNotice optionsUrl={optionsUrl} />
        </header>
        {loaded ? (
          <Workbench
            session={session}
            zip={zip}
            searchBox={searchBox}
            paneWidth={paneWidth}
            onPaneWidth={onPaneWidth}
          />
        ) : (
          <EmptyState
            onSample={() => void sample()}
            onGuide={startGuide}
            failed={sampleFailed.value}
            helpHidden={helpOpen.value}
            isNew={isNew.value}
            onIntroduced={introduced}
          />
        )}
        {loaded && <ActionBar file={session.files.selected.value} report={report} />}
        {helpOpen.value && (
          <Help
            onClose={() => setHelp(false)}
            onGuide={startGuide}
            closeRef={closeHelp}
            singleKeys={singleKeys.value}
            onSingleKeys={onSingleKeys}
          />
        )}
        <Guide step={guide} loaded={loaded} />
        <LinkCard links={links} />
        <ZipDialog zip={zip} />
        <ReportDialog report={report} />
        <p class="hidden-visually" role="status" aria-live="polite">
          {announcement.value}
        </p>
        <DropTarget session={session} />
      </div>
    </SessionProvider>
  );
}
