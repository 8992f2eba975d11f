/** Hands the outputs of files to the user. */
import type { Result } from '../../../jobs/engine-api';
import type { FileView } from '../file/file-view';
import type { Announce } from '../page/announce';

/** How the page hands a finished file to the user. */
export type Save = (blob: Blob, name: string) => void;

export class Downloads {
  private readonly save: Save;
  private readonly announce: Announce;

  constructor(save: Save, announce: Announce) {
    this.save = save;
    this.announce = announce;
  }

  download(file: FileView): void {
    const result = file.result.value;
    if (!result?.blob || !file.canDownload.value) {
      this.announce({ kind: 'not-ready' });
      return;
    }
    this.save(result.blob, result.name);
    markDownloaded(file, result);
    this.announce({ kind: 'downloaded' });
  }

  /** As `download`, but a result that was downloaded is not downloaded again: keys are easily pressed twice. */
  downloadOnce(file: FileView): void {
    if (file.verdict.value === 'downloaded') this.announce({ kind: 'already-downloaded' });
    else this.download(file);
  }
}

/** Notes that the user has a result, unless the file was changed since. */
export function markDownloaded(file: FileView, result: Result): void {
  if (file.result.value !== result) return;
  file.downloaded.value = true;
  if (!file.outdated.value) file.undownloaded.value = false;
}
