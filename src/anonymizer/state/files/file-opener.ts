/** Opens files, in the order in which they were chosen: reads them, restores what was done to them, makes their previews. */
import type { DocumentDecision, Progress } from '../../../jobs/engine-api';
import type { Editor } from '../edits/editor';
import { FileView, type Picked } from '../file/file-view';
import { looksSame, sameFile } from '../file/same-file';
import type { Announce } from '../page/announce';
import type { Engines } from '../page/engines';
import type { Queue } from '../page/queue';
import type { Configuration } from '../settings/configuration';
import type { Admission } from './admission';
import type { Files } from './files';
import type { PreviewMaker } from './preview-maker';

const STARTED: Progress = { phase: 'reading', done: 0, total: 0 };

/** What opening files needs of the page. */
export interface OpenerPage {
  readonly engines: Engines;
  readonly queue: Queue;
  readonly files: Files;
  readonly configuration: Configuration;
  readonly editor: Editor;
  readonly admission: Admission;
  readonly previews: PreviewMaker;
  readonly announce: Announce;
}

export class FileOpener {
  private readonly page: OpenerPage;
  private nextId = 1;

  constructor(page: OpenerPage) {
    this.page = page;
  }

  /** Opens files one after the other and makes the first preview of each. A file that is open is not opened again. */
  add(picked: readonly Picked[]): void {
    const open = this.page.files.all.value;
    const doubtful = picked.filter((one) => open.some((file) => looksSame(file.picked, one)));
    this.addNew(picked.filter((one) => !doubtful.includes(one)));
    if (doubtful.length > 0) void this.addUnlessOpen(open, doubtful);
  }

  /** Opens a refused file once more, with its hand edits. */
  retry(file: FileView): void {
    this.decide(file, file.documents);
  }

  /** Opens a file once more under a decision about its document; `refuse` takes an earlier decision back. */
  decide(file: FileView, documents: DocumentDecision): void {
    const { files, queue } = this.page;
    const again = this.view(file.picked, file, documents);
    // What is still under way for the old view ends with it.
    this.cancel(file);
    files.replace(file, again);
    void queue.add(() => this.open(again), true);
  }

  /** Ends making the preview, which is out of date then, or reading; the file stays in the list and can be tried again. */
  cancel(file: FileView): void {
    const { previews, admission } = this.page;
    if (file.preview.value.kind === 'working') {
      previews.cancel(file);
      return;
    }
    admission.refuse(file, { code: 'cancelled', details: {} });
    file.engine.close();
  }

  private addNew(picked: readonly Picked[]): void {
    const added = picked.map((one) => this.view(one));
    this.page.files.add(added);
    for (const file of added) void this.page.queue.add(() => this.open(file));
  }

  private async addUnlessOpen(open: readonly FileView[], picked: readonly Picked[]): Promise<void> {
    const matches = await Promise.all(picked.map((one) => sameFile(open, one)));
    this.addNew(picked.filter((_, index) => !matches[index]));
    const found = matches.filter((match) => match !== undefined);
    if (found.length === 0) return;
    if (found.length === picked.length) this.page.files.select(found[0].id);
    this.page.announce({ kind: 'already-open', files: found.length });
  }

  private view(picked: Picked, before?: FileView, documents?: DocumentDecision): FileView {
    const id = this.nextId++;
    const engine = this.page.engines.attach(id, picked.blob?.size ?? 0);
    return new FileView(id, picked, { engine, settled: this.page.configuration.isReady }, before, documents);
  }

  private async open(file: FileView): Promise<void> {
    const { configuration, editor, admission, files, previews } = this.page;
    await configuration.settled();
    if (file.reading.value.kind !== 'waiting') return;
    const { blob } = file.picked;
    if (!blob) {
      admission.refuse(file, { code: 'unreadable', details: {} });
      return;
    }
    file.reading.value = { kind: 'reading', progress: STARTED };
    const onProgress = (progress: Progress) => {
      if (file.reading.value.kind === 'reading') file.reading.value = { kind: 'reading', progress };
    };
    const answer = await file.engine.open(blob, onProgress, file.documents);
    if (file.reading.value.kind !== 'reading') {
      file.engine.close();
      return;
    }
    const edited = file.wasOpened && answer.ok ? await editor.restore(file, answer.value) : answer;
    if (file.reading.value.kind !== 'reading') return;
    admission.take(file, edited);
    if (!edited.ok) return;
    files.plans.value += 1;
    files.showInstead(file);
    await previews.make(file);
  }
}
