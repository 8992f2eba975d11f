import { type DeviceMasks, isDeviceMasks } from '../settings/carried';

/**
 * Choices about the look of the pages, and masks for devices, kept in the extension's own local storage. They say
 * nothing about any file or patient. A browser that forbids storage gets the defaults.
 */
export type Theme = 'system' | 'light' | 'dark';

const THEME = 'theme';
const IMAGE_PANE = 'image-pane-width';
const SINGLE_KEYS = 'single-letter-keys';
const INTRODUCED = 'introduced';
const DEVICE_MASKS = 'device-masks';

const MOST_DEVICES = 100;

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

/** Whether what everybody should know was shown on the start page. */
export function storedIntroduced(): boolean {
  return read(INTRODUCED) === 'yes';
}

export function storeIntroduced(): void {
  write(INTRODUCED, 'yes');
}

export function storedDeviceMasks(): readonly DeviceMasks[] {
  try {
    const stored: unknown = JSON.parse(read(DEVICE_MASKS) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isDeviceMasks) : [];
  } catch {
    return [];
  }
}

/** Of many devices those that were remembered last are kept. */
export function storeDeviceMasks(all: readonly DeviceMasks[]): void {
  write(DEVICE_MASKS, JSON.stringify(all.slice(-MOST_DEVICES)));
  // Browsers tell other tabs only.
  for (const listener of deviceListeners) listener(all);
}

const deviceListeners = new Set<(all: readonly DeviceMasks[]) => void>();

/** Calls back when this tab or another one remembers or forgets masks, until the answer is called. */
export function onDeviceMasks(listener: (all: readonly DeviceMasks[]) => void): () => void {
  deviceListeners.add(listener);
  // Without a key, all that was stored is gone.
  const tell = ({ key }: StorageEvent) => {
    if (key === DEVICE_MASKS || key === null) listener(storedDeviceMasks());
  };
  addEventListener('storage', tell);
  return () => {
    deviceListeners.delete(listener);
    removeEventListener('storage', tell);
  };
}
