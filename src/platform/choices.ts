import browser from 'webextension-polyfill';

/** Choices that the service worker has to know. Like all that is stored, they say nothing about any file. */
interface Choices {
  /** What a click on the toolbar icon opens. */
  readonly toolbarClick: 'anonymizer' | 'panel';
  /** Whether the toolbar icon is marked after a DICOM download. */
  readonly markDownloads: boolean;
  /** Language of the texts, or `browser`. */
  readonly language: string;
}

const DEFAULTS: Choices = { toolbarClick: 'anonymizer', markDownloads: false, language: 'browser' };

export async function choice<K extends keyof Choices>(key: K): Promise<Choices[K]> {
  const stored: Partial<Choices> = await browser.storage.local.get(key).catch(() => ({}));
  return stored[key] ?? DEFAULTS[key];
}

export async function choose<K extends keyof Choices>(key: K, value: Choices[K]): Promise<void> {
  await browser.storage.local.set({ [key]: value });
}

/** Calls back when a choice changes, in whichever page. */
export function onChoice(key: keyof Choices, listener: () => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if (key in changes) listener();
  });
}
