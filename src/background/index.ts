/** The service worker: listeners only, registered at once, so that any event can wake it. */
import { onCommand, onInstalled, onStartup, onToolbarClick } from '../platform/events';
import { message } from '../platform/i18n';
import { onMenuClick, setMenus } from '../platform/menus';
import { applyToolbarClick, openQuickPanel } from '../platform/quick-panel';
import { newAnonymizer, openAnonymizer } from '../platform/tabs';

/** What the entries of the icon's menu and the keyboard commands of the manifest do. */
const COMMANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  'open-quick-panel': openQuickPanel,
  'new-anonymizer-tab': newAnonymizer,
};

onToolbarClick(() => void openAnonymizer());
onCommand((name) => void COMMANDS[name]?.());
onMenuClick(({ id }) => void COMMANDS[id]?.());
onStartup(() => void applyToolbarClick());
onInstalled(() => {
  void applyToolbarClick();
  void setMenus([
    { id: 'open-quick-panel', context: 'action', title: message('menu_quick_panel', []) },
    { id: 'new-anonymizer-tab', context: 'action', title: message('menu_new_tab', []) },
  ]);
});
