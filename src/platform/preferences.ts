/**
 * Choices about the look of the pages, kept in the extension's own local storage. They say nothing
 * about any file. A browser that forbids storage gets the defaults.
 */
export type Theme = 'system' | 'light' | 'dark';

const THEME = 'theme';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function storedTheme(): Theme {
  const value = read(THEME);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export function storeTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(THEME);
    else localStorage.setItem(THEME, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
