import { type DeviceMasks, isDeviceMasks, THEMES, type Theme } from '../settings/carried';

/**
 * Choices about the look of the pages, and masks for devices, kept in the extension's own local storage. They say
 * nothing about any file or patient. A browser that forbids storage gets the defaults.
 */
const IMAGE_PANE = 'image-pane-width';
const INTRODUCED = 'introduced';

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

/** A choice that pages follow, in whichever tab it is made. */
class Followed<T> {
  private readonly key: string;
  private readonly parse: (text: string | null) => T;
  private readonly listeners = new Set<(choice: T) => void>();

  constructor(key: string, parse: (text: string | null) => T) {
    this.key = key;
    this.parse = parse;
  }

  get stored(): T {
    return this.parse(read(this.key));
  }

  store(choice: T, text: string): void {
    write(this.key, text);
    // Browsers tell other tabs only.
    for (const listener of this.listeners) listener(choice);
  }

  /** Calls back on each change, until the answer is called. */
  follow(listener: (choice: T) => void): () => void {
    this.listeners.add(listener);
    // Without a key, all that was stored is gone.
    const tell = ({ key }: StorageEvent) => {
      if (key === this.key || key === null) listener(this.stored);
    };
    addEventListener('storage', tell);
    return () => {
      this.listeners.delete(listener);
      removeEventListener('storage', tell);
    };
  }
}

const themes = new Followed<Theme>('theme', (text) => THEMES.find((theme) => theme === text) ?? 'system');
const singleKeys = new Followed<boolean>('single-letter-keys', (text) => text !== 'off');
const deviceMasks = new Followed<readonly DeviceMasks[]>('device-masks', parseDeviceMasks);

export function storedTheme(): Theme {
  return themes.stored;
}

export function storeTheme(theme: Theme): void {
  themes.store(theme, theme);
}

export function onTheme(listener: (theme: Theme) => void): () => void {
  return themes.follow(listener);
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
  return singleKeys.stored;
}

export function storeSingleKeys(on: boolean): void {
  singleKeys.store(on, on ? 'on' : 'off');
}

export function onSingleKeys(listener: (on: boolean) => void): () => void {
  return singleKeys.follow(listener);
}

/** Whether what everybody should know was shown on the start page. */
export function storedIntroduced(): boolean {
  return read(INTRODUCED) === 'yes';
}

export function storeIntroduced(): void {
  write(INTRODUCED, 'yes');
}

export function storedDeviceMasks(): readonly DeviceMasks[] {
  return deviceMasks.stored;
}

/** Of many devices those that were remembered last are kept. */
export function storeDeviceMasks(all: readonly DeviceMasks[]): void {
  deviceMasks.store(all, JSON.stringify(all.slice(-MOST_DEVICES)));
}

export function onDeviceMasks(listener: (all: readonly DeviceMasks[]) => void): () => void {
  return deviceMasks.follow(listener);
}

function parseDeviceMasks(text: string | null): readonly DeviceMasks[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(stored) ? stored.filter(isDeviceMasks) : [];
  } catch {
    return [];
  }
}
