import { signal } from '@preact/signals';
import { render } from 'preact';
import { canReadFiles, filesAllowed, hasAccess, requestAccess } from '../platform/access';
import { followLanguage } from '../platform/language';
import { onLink } from '../platform/link-message';
import {
  onDeviceMasks,
  onSingleKeys,
  onTheme,
  storeDeviceMasks,
  storedDeviceMasks,
  storedIntroduced,
  storedPaneWidth,
  storedSingleKeys,
  storedTheme,
  storeIntroduced,
  storePaneWidth,
  storeSingleKeys,
  storeTheme,
} from '../platform/preferences';
import { settingsStorage } from '../platform/settings-storage';
import { extensionUrl } from '../platform/tabs';
import { deriveProjectKey } from '../settings/project-key';
import { isOn, SettingsStore } from '../settings/store';
import { saveFile } from '../ui/save-file';
import { useTexts } from '../ui/text';
import { followTheme } from '../ui/theme';
import { unzipInWorker } from './archive/unzip-client';
import { digestOf, makeZip } from './archive/zip-client';
import { EnginePool } from './engine/engine-pool';
import { fetchBody } from './fetch-body';
import { FinderWorker } from './finder/finder-client';
import { PreviewWorker } from './preview/preview-client';
import { ImageViewer } from './state/image/image-viewer';
import { MaskMemory } from './state/image/mask-memory';
import { MaskTool } from './state/image/mask-tool';
import { Suggestions } from './state/image/suggestions';
import { TextSearch } from './state/image/text-search';
import { LinkFetch } from './state/link-fetch';
import { ReportDownload } from './state/output/report-download';
import { ZipDownload } from './state/output/zip-download';
import { type Event, sentence } from './state/page/announce';
import { Session } from './state/session';
import { followSettings, READING } from './state/settings/settings';
import { App } from './view/app';
import { ImageProvider } from './view/image/context';
import { STAGE_ID } from './view/image/stage';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/dialog.css';
import '../ui/switch.css';
import './styles/layout.css';
import './styles/preset-options.css';
import './styles/start.css';
import './styles/details.css';
import './styles/files.css';
import './styles/selected-file.css';
import './styles/image.css';
import './styles/masks.css';
import './styles/status.css';
import './styles/guide.css';
import './styles/link.css';
import './styles/table-tools.css';
import './styles/table.css';
import './styles/responsive.css';

const SAMPLE = 'assets/samples/ct.dcm';

const theme = followTheme(storedTheme(), onTheme);
const singleKeys = signal(storedSingleKeys());
onSingleKeys((on) => {
  singleKeys.value = on;
});

const announcement = signal('');
const engines = new EnginePool(crypto.getRandomValues(new Uint8Array(32)), { preset: 'research' });
const announce = (event: Event) => {
  announcement.value = sentence(event);
};
const session = new Session(engines, saveFile, announce, READING);
const previews = new PreviewWorker();
const viewer = new ImageViewer(session.files.selected, session.files.all, previews, {
  ratio: () => devicePixelRatio,
  isShown: () =>
    document.visibilityState === 'visible' && (document.getElementById(STAGE_ID)?.checkVisibility() ?? false),
  laidOut: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
});
const memory = new MaskMemory(storedDeviceMasks(), storeDeviceMasks);
onDeviceMasks((all) => memory.follow(all));
const image = {
  viewer,
  masks: new MaskTool(viewer, session.masks),
  suggestions: new Suggestions(session.files.selected, memory, session.masks),
  memory,
  search: new TextSearch(viewer, previews, new FinderWorker(), announce),
};
const zip = new ZipDownload(session.files, makeZip, saveFile, announce);
const settings = new SettingsStore(settingsStorage);
const links = new LinkFetch({
  isAllowed: async (kind) => {
    await settings.settled();
    return isOn(settings.current, kind === 'file' ? 'downloads' : 'links');
  },
  hasAccess,
  requestAccess,
  canReadFiles,
  filesAllowed,
  fetch: fetchBody,
  unzip: unzipInWorker,
  open: (files) => session.opener.add(files),
});
const report = new ReportDownload(digestOf, saveFile, announce);

async function openSample(): Promise<void> {
  const response = await fetch(extensionUrl(SAMPLE));
  session.opener.add([{ blob: await response.blob(), name: 'ct.dcm' }]);
}

onLink((link) => links.add(link));
settings.subscribe((state) => {
  if (state.managed.kind !== 'reading' && !isOn(state, 'links')) links.stopWeb();
});
followSettings(settings, deriveProjectKey, (inForce) => {
  // What is being packed was made under other settings.
  if (zip.state.value.kind === 'working') zip.close();
  void session.configuration.useSettings(inForce);
});

addEventListener('beforeunload', (event) => {
  if (session.files.unsaved.value) event.preventDefault();
});

const root = document.getElementById('app');
void followLanguage(({ message, locale }) => {
  useTexts(message, locale);
  if (!root) return;
  render(
    <ImageProvider value={image}>
      <App
        session={session}
        zip={zip}
        links={links}
        report={report}
        announcement={announcement}
        icon={extensionUrl('assets/icons/48.png')}
        optionsUrl={extensionUrl('options/index.html')}
        panelUrl={extensionUrl('popup/index.html')}
        conformanceUrl={extensionUrl('src/conformance/index.html')}
        theme={theme}
        onTheme={storeTheme}
        singleKeys={singleKeys}
        onSingleKeys={storeSingleKeys}
        isNew={!storedIntroduced()}
        onIntroduced={storeIntroduced}
        paneWidth={storedPaneWidth()}
        onPaneWidth={storePaneWidth}
        openSample={openSample}
      />
    </ImageProvider>,
    root,
  );
});

if (new URLSearchParams(location.search).has('sample')) void openSample();
