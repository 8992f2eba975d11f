import browser, { type Menus } from 'webextension-polyfill';

/** An entry of a context menu, under an ID of the extension's own. */
export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  /** `action`: the menu of the toolbar icon; `link`: of links. */
  readonly context: 'action' | 'link';
  /** Match patterns; the entry is there only for links that one of them fits. */
  readonly links?: readonly string[];
}

export interface MenuClick {
  readonly id: string;
  readonly link: string | undefined;
}

/** Makes these the entries of the extension; browsers keep them, so once after an installation is enough. */
export async function setMenus(entries: readonly MenuEntry[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, context, links } of entries) {
    const contexts: Menus.ContextType[] = [context];
    browser.contextMenus.create({ id, title, contexts, ...(links && { targetUrlPatterns: [...links] }) });
  }
}

/** Calls back when an entry is chosen. Register at the top level of the service worker. */
export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }) => {
    listener({ id: String(menuItemId), link: linkUrl });
  });
}
