import browser from 'webextension-polyfill';

/** Choices that the service worker has to know. Like all that is stored, they say nothing about any file. */
interface Choices {
  /** What a click on the toolbar icon opens. */
  readonly toolbarClick: 'anonymizer' | 'panel';
  /** Whether the toolbar icon is marked after a DICOM download. */
  readonly markDownloads: boolean;
}

const DEFAULTS: Choices = { toolbarClick: 'anonymizer', markDownloads: false };

export async function choice<K extends keyof Choices>(key: K): Promise<Choices[K]> {
  const stored: Partial<Choices> = await browser.storage.local.get(key).catch(() => ({}));
  return stored[key] ?? DEFAULTS[key];
}

export async function choose<K extends keyof Choices>(key: K, value: Choices[K]): Promise<void> {
  await browser.storage.local.set({ [key]: value });
}
