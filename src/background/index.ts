/** The service worker: listeners only, registered at once, so that any event can wake it. */
import { DICOM_LINKS, linkTarget } from '../links/link';
import { requestAccess } from '../platform/access';
import { onDicomDownload } from '../platform/downloads';
import { onCommand, onInstalled, onStartup, onToolbarClick } from '../platform/events';
import { type Catalog, chosenTexts, onLanguage } from '../platform/language';
import { onOpenLink, sendLink } from '../platform/link-message';
import { onMenuClick, setMenus } from '../platform/menus';
import { applyToolbarClick, markIcon, openQuickPanel, unmarkIcon } from '../platform/quick-panel';
import { newAnonymizer, openAnonymizer } from '../platform/tabs';

/** What the entries of the icon's menu and the keyboard commands of the manifest do. */
const COMMANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  'open-quick-panel': openQuickPanel,
  'new-anonymizer-tab': newAnonymizer,
};

/** Fetches a link in the anonymizer, which asks once more where access to its host is not given here. */
async function openLink(link: string): Promise<void> {
  const target = linkTarget(link);
  // The first thing that is done: browsers ask only in answer to a click.
  if ('origin' in target) await requestAccess(target.origin);
  await fetchInAnonymizer(link);
}

async function fetchInAnonymizer(link: string): Promise<void> {
  const tab = await openAnonymizer();
  if (tab !== undefined) await sendLink(tab, link);
}

onToolbarClick(() => {
  void openAnonymizer();
  void unmarkIcon();
});
onCommand((name) => void COMMANDS[name]?.());
onMenuClick(({ id, link }) => void (link === undefined ? COMMANDS[id]?.() : openLink(link)));
onOpenLink((link) => void fetchInAnonymizer(link));
onDicomDownload(() => void markIcon());
onStartup(() => void applyToolbarClick());
onInstalled(() => {
  void applyToolbarClick();
  void chosenTexts().then(nameMenus);
});
onLanguage(() => void chosenTexts().then(nameMenus));

function nameMenus({ message }: Catalog): void {
  void setMenus([
    { id: 'anonymize-dicom', context: 'link', title: message('menu_dicom_link', []), links: DICOM_LINKS },
    { id: 'anonymize-link', context: 'link', title: message('menu_any_link', []) },
    { id: 'open-quick-panel', context: 'action', title: message('menu_quick_panel', []) },
    { id: 'new-anonymizer-tab', context: 'action', title: message('menu_new_tab', []) },
  ]);
}
