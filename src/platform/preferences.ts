/**
 * Choices about the look of the pages, kept in the extension's own local storage. They say nothing
 * about any file. A browser that forbids storage gets the defaults.
 */
export type Theme = 'system' | 'light' | 'dark';

const THEME = 'theme';
const IMAGE_PANE = 'image-pane-width';
const SINGLE_KEYS = 'single-letter-keys';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function storedTheme(): Theme {
  const value = read(THEME);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export function storeTheme(theme: Theme): void {
  write(THEME, theme);
}

/** Width of the image pane in pixels; undefined where the user never changed it. */
export function storedPaneWidth(): number | undefined {
  const width = Number(read(IMAGE_PANE));
  return Number.isFinite(width) && width > 0 ? width : undefined;
}

export function storePaneWidth(width: number): void {
  write(IMAGE_PANE, String(width));
}

/** Whether keys such as N or U do something without Ctrl. People who dictate, or tremble, switch them off. */
export function storedSingleKeys(): boolean {
  return read(SINGLE_KEYS) !== 'off';
}

export function storeSingleKeys(on: boolean): void {
  write(SINGLE_KEYS, on ? 'on' : 'off');
}
