/** Makes the previews of files, each in its turn: the output that is looked at, verified and downloaded. */
import { batch } from '@preact/signals';
import type { FileView } from '../file/file-view';
import type { MaskEditor } from '../image/mask-editor';
import type { Announce } from '../page/announce';
import type { Queue } from '../page/queue';
import type { Configuration } from '../settings/configuration';
import type { Admission } from './admission';
import type { Files } from './files';

/** What making previews needs of the page. */
export interface PreviewMakerPage {
  readonly queue: Queue;
  readonly files: Files;
  readonly configuration: Configuration;
  readonly masks: MaskEditor;
  readonly admission: Admission;
  readonly announce: Announce;
  /** Fetches the rows of the selected file again. */
  readonly refreshRows: () => Promise<void>;
}

export class PreviewMaker {
  private readonly page: PreviewMakerPage;
  /** Files whose preview waits for being made again. */
  private readonly remaking = new Set<FileView>();
  /** Files whose preview is not wanted any more, before or while it is made. */
  private readonly cancelled = new Set<FileView>();

  constructor(page: PreviewMakerPage) {
    this.page = page;
  }

  /** Makes a preview before all others that wait. */
  async makeNext(file: FileView): Promise<void> {
    file.preview.value = { kind: 'working', progress: null };
    await this.page.queue.add(() => this.make(file), true);
  }

  /** Takes over the new plans of files, and makes their previews when their turn comes. */
  remakeAll(files: readonly FileView[]): void {
    batch(() => {
      for (const file of files) file.outdated.value = true;
    });
    for (const file of files) this.remake(file, true);
  }

  /** Takes over the plan of a file and makes its preview when its turn comes, once for all changes until then. */
  remake(file: FileView, announced = false): void {
    const { queue, files, admission } = this.page;
    if (this.remaking.has(file)) return;
    this.remaking.add(file);
    void queue.add(async () => {
      this.remaking.delete(file);
      if (file.opened.value === null || !files.all.value.includes(file)) return;
      admission.take(file, await file.engine.opened());
      await this.make(file, announced);
    });
  }

  /** Ends making a preview, which is out of date then. */
  cancel(file: FileView): void {
    this.cancelled.add(file);
    file.engine.cancel();
  }

  async make(file: FileView, announced = true): Promise<void> {
    const { configuration, masks, announce } = this.page;
    do {
      await configuration.settled();
      await masks.told(file);
      // Other settings may have been announced meanwhile.
    } while (configuration.isReading);
    // Asked first, so that it is never left for a later preview.
    const isUnwanted = this.cancelled.delete(file);
    if (file.opened.value === null) return;
    if (isUnwanted) return stopped(file);
    if (file.pixels.closed.value) {
      file.preview.value = { kind: 'none' };
      return;
    }
    batch(() => {
      file.preview.value = { kind: 'working', progress: null };
      file.outdated.value = false;
      file.downloaded.value = false;
      file.confirmed.value = new Set();
    });
    const answer = await file.engine.anonymize((progress) => {
      if (file.preview.value.kind === 'working') file.preview.value = { kind: 'working', progress };
    });
    if (file.opened.value === null) return;
    const isCancelled = this.cancelled.delete(file);
    if (!answer.ok && (isCancelled || answer.error.code === 'cancelled')) return stopped(file);
    if (!answer.ok) {
      file.preview.value = { kind: 'refused', error: answer.error };
      announce({ kind: 'refused', code: answer.error.code });
      return;
    }
    file.preview.value = { kind: 'made', result: answer.value };
    await this.tell(file, announced);
  }

  private async tell(file: FileView, announced: boolean): Promise<void> {
    const { files, announce, refreshRows } = this.page;
    const result = file.result.value;
    if (!result || file !== files.selected.value) return;
    if (announced) announce({ kind: 'made', counts: result.counts, findings: result.findings.length });
    await refreshRows();
  }
}

/** No preview was made: there is none, until somebody wants it. */
function stopped(file: FileView): void {
  batch(() => {
    file.preview.value = { kind: 'none' };
    file.outdated.value = true;
  });
}
