import browser, { type Downloads } from 'webextension-polyfill';

/** A download that is complete and still there. */
export interface Download {
  readonly id: number;
  /** Absolute, as the system writes it. */
  readonly path: string;
  readonly sizeInBytes: number;
  /** When it ended. */
  readonly at: Date;
}

const DICOM_NAME = '\\.([dD][cC][mM]|[dD][iI][cC][oO][mM])$';
const PERMISSION = { permissions: ['downloads'] } satisfies { permissions: ['downloads'] };

export function hasDownloads(): Promise<boolean> {
  return browser.permissions.contains(PERMISSION);
}

/** Asks for the list of downloads. Call it in the handler of a click, before anything is awaited. */
export function requestDownloads(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}

/** The last downloads with a name of DICOM files, the latest first, without the extension's own. */
export async function recentDicom(most: number): Promise<readonly Download[]> {
  const found = await browser.downloads.search({
    filenameRegex: DICOM_NAME,
    state: 'complete',
    exists: true,
    orderBy: ['-startTime'],
  });
  return found
    .filter((item) => !isOwn(item))
    .slice(0, most)
    .map(({ id, filename, fileSize, endTime, startTime }) => ({
      id,
      path: filename,
      sizeInBytes: fileSize,
      at: new Date(endTime ?? startTime),
    }));
}

/** Shows a download in the system's file manager. */
export async function showInFolder(id: number): Promise<void> {
  await browser.downloads.show(id);
}

/**
 * Calls back when a DICOM file was downloaded. Register at the top level of the service worker; without the
 * permission it waits until that is given.
 */
export function onDicomDownload(listener: () => void): void {
  const listen = () => browser.downloads?.onChanged.addListener(changed);
  const changed = async ({ id, state }: Downloads.OnChangedDownloadDeltaType) => {
    if (state?.current !== 'complete') return;
    const found = await browser.downloads.search({ id, filenameRegex: DICOM_NAME });
    if (found.some((item) => !isOwn(item))) listener();
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}

/** Outputs of the anonymizer are downloads of its page. */
function isOwn({ url }: Downloads.DownloadItem): boolean {
  return url.startsWith(`blob:${browser.runtime.getURL('').replace(/\/$/, '')}`);
}
