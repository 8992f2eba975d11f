/** The service worker: listeners only, registered at once, so that any event can wake it. */
import { DICOM_LINKS, linkTarget } from '../links/link';
import { requestAccess } from '../platform/access';
import { onDicomDownload } from '../platform/downloads';
import { onCommand, onInstalled, onStartup, onToolbarClick } from '../platform/events';
import { chosenTexts, onLanguage } from '../platform/language';
import { onOpenLink, sendLink } from '../platform/link-message';
import { type MenuEntry, onMenuClick, setMenus } from '../platform/menus';
import { applyToolbarClick, markIcon, openQuickPanel, unmarkIcon } from '../platform/quick-panel';
import { settingsStorage } from '../platform/settings-storage';
import { newAnonymizer, openAnonymizer } from '../platform/tabs';
import { switchedOff } from '../settings/managed';
import type { Feature } from '../settings/schema';

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
onDicomDownload(() => {
  void isOn('downloads').then((on) => (on ? markIcon() : undefined));
});
onStartup(() => {
  void applyToolbarClick();
  void makeMenus();
});
onInstalled(() => {
  void applyToolbarClick();
  void makeMenus();
});
onLanguage(() => void makeMenus());
settingsStorage.onChange((whose) => {
  if (whose === 'managed') void makeMenus();
});

async function isOn(feature: Feature): Promise<boolean> {
  try {
    return !switchedOff(await settingsStorage.readManaged()).includes(feature);
  } catch {
    return false;
  }
}

let making: Promise<void> = Promise.resolve();

/** One after the other: two at once would make entries twice. */
function makeMenus(): Promise<void> {
  making = making.then(makeMenusNow, makeMenusNow);
  return making;
}

/** In the language that was chosen, without what the administrator has switched off. */
async function makeMenusNow(): Promise<void> {
  const [{ message }, hasLinks] = [await chosenTexts(), await isOn('links')];
  const ofLinks: readonly MenuEntry[] = [
    { id: 'anonymize-dicom', context: 'link', title: message('menu_dicom_link', []), links: DICOM_LINKS },
    { id: 'anonymize-link', context: 'link', title: message('menu_any_link', []) },
  ];
  await setMenus([
    ...(hasLinks ? ofLinks : []),
    { id: 'open-quick-panel', context: 'action', title: message('menu_quick_panel', []) },
    { id: 'new-anonymizer-tab', context: 'action', title: message('menu_new_tab', []) },
  ]);
}
