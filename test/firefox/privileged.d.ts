/** What tests use of Firefox's own modules and windows, in functions that run in the browser itself. */

interface FirefoxDownload {
  readonly succeeded: boolean;
  readonly target: { readonly path: string };
}

declare const ChromeUtils: {
  importESModule(url: 'resource://gre/modules/Downloads.sys.mjs'): {
    readonly Downloads: {
      readonly ALL: string;
      getList(which: string): Promise<{ getAll(): Promise<readonly FirefoxDownload[]> }>;
    };
  };
};

/** Elements of the browser's window. */
interface FirefoxMenuItem extends Element {
  closest(selector: 'menu'): FirefoxMenu | null;
}

interface FirefoxMenu extends Element {
  openMenu(open: boolean): void;
  readonly menupopup: { activateItem(item: Element): void };
}

interface FirefoxWindow {
  readonly document: {
    querySelector(
      selector: '#addon-webext-permissions-notification',
    ): (Element & { readonly button: HTMLElement }) | null;
    querySelector(selector: `#contentAreaContextMenu ${string}`): FirefoxMenuItem | null;
  };
}

declare const Services: {
  readonly wm: { getMostRecentWindow(kind: 'navigator:browser'): FirefoxWindow };
  readonly prefs: { setIntPref(name: string, value: number): void };
};
