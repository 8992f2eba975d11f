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

/** A rectangle of image pixels that is covered, or that alone is kept. */
export interface RememberedMask {
  readonly kind: 'cover' | 'keep';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The masks that the user wants to be offered for images of a device. */
export interface DeviceMasks {
  readonly modality: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly rows: number;
  readonly columns: number;
  readonly masks: readonly RememberedMask[];
}

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
}

/** Calls back when another tab remembers or forgets masks, until the answer is called. */
export function onDeviceMasks(listener: (all: readonly DeviceMasks[]) => void): () => void {
  // Without a key, all that was stored is gone.
  const tell = ({ key }: StorageEvent) => {
    if (key === DEVICE_MASKS || key === null) listener(storedDeviceMasks());
  };
  addEventListener('storage', tell);
  return () => removeEventListener('storage', tell);
}

function isDeviceMasks(value: unknown): value is DeviceMasks {
  const one = value as Partial<DeviceMasks> | null;
  return (
    [one?.modality, one?.manufacturer, one?.model].every((text) => typeof text === 'string') &&
    [one?.rows, one?.columns].every(Number.isInteger) &&
    Array.isArray(one?.masks) &&
    one.masks.every(isRememberedMask)
  );
}

function isRememberedMask(value: unknown): value is RememberedMask {
  const one = value as Partial<RememberedMask> | null;
  const isKind = one?.kind === 'cover' || one?.kind === 'keep';
  return isKind && [one.x, one.y, one.width, one.height].every(Number.isInteger);
}
