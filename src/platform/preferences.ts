/**
 * Choices about the look of the pages, kept in the extension's own local storage. They say nothing
 * about any file. A browser that forbids storage gets the defaults.
 */
export type Theme = 'system' | 'light' | 'dark';

const THEME = 'theme';
const IMAGE_PANE = 'image-pane-width';

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
