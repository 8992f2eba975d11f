/**
 * The state of the anonymizer page: the opened files, which of them is shown, and what the user can
 * do with them. Nothing in here outlives the page.
 */
import { batch, computed, signal } from '@preact/signals';
import type { PlainError } from '../../core/errors';
import type { Answer, Category, ElementRow, Finding, OutcomeFilter, Progress, RowQuery } from '../../jobs/engine-api';
import type { Announce } from './announce';
import type { Engines } from './engines';
import { FileView, findingKey, type Picked } from './file-view';
import { findRow } from './find-row';
import type { Choice } from './history';
import { Queue } from './queue';
import { RowWindow } from './row-window';

/** How the page hands a finished file to the user. */
export type Save = (blob: Blob, name: string) => void;

const UNFILTERED: RowQuery = { search: '', category: 'all', outcome: 'all' };
const STARTED: Progress = { phase: 'reading', done: 0, total: 0 };

export class Session {
  readonly files = signal<readonly FileView[]>([]);
  readonly selectedId = signal<number | null>(null);
  readonly selected = computed(() => this.files.value.find((file) => file.id === this.selectedId.value) ?? null);
  readonly preset = signal('research');
  readonly query = signal<RowQuery>(UNFILTERED);
  readonly rows = new RowWindow();
  readonly unsaved = computed(() => this.files.value.some((file) => file.unsaved.value));
  readonly downloadable = computed(() => this.files.value.filter((file) => file.canDownload.value));

  private readonly engines: Engines;
  private readonly save: Save;
  private readonly announce: Announce;
  private readonly queue: Queue;
  private nextId = 1;

  constructor(engines: Engines, save: Save, announce: Announce) {
    this.engines = engines;
    this.save = save;
    this.announce = announce;
    this.queue = new Queue(engines.parallel);
  }

  /** Opens files one after the other and makes the first preview of each. */
  add(picked: readonly Picked[]): void {
    if (picked.length === 0) return;
    const added = picked.map((one) => this.view(one));
    this.files.value = [...this.files.value, ...added];
    if (this.selected.value === null || picked.length === 1) this.select(added[0].id);
    for (const file of added) void this.queue.add(() => this.open(file));
  }

  /** Opens a refused file once more. */
  retry(file: FileView): void {
    const again = this.view(file);
    this.files.value = this.files.value.map((one) => (one === file ? again : one));
    this.select(again.id);
    void this.queue.add(() => this.open(again), true);
  }

  remove(file: FileView): void {
    const index = this.files.value.indexOf(file);
    file.engine.close();
    this.files.value = this.files.value.filter((one) => one !== file);
    if (this.selectedId.value === file.id) {
      const next = this.files.value[Math.min(index, this.files.value.length - 1)];
      this.select(next?.id ?? null);
    }
  }

  removeAll(): void {
    for (const file of this.files.value) file.engine.close();
    this.files.value = [];
    this.select(null);
  }

  select(id: number | null): void {
    this.selectedId.value = id;
    void this.showRows();
  }

  /** Selects the next (1) or previous (-1) file. */
  step(by: 1 | -1): void {
    const index = this.files.value.findIndex((file) => file.id === this.selectedId.value);
    const next = this.files.value[index + by];
    if (next) this.select(next.id);
  }

  /** Ends reading or making the preview; the file stays in the list and can be tried again. */
  cancel(file: FileView): void {
    this.refuse(file, { code: 'cancelled', details: {} });
    file.engine.close();
  }

  search(text: string): void {
    this.filter({ search: text });
  }

  showCategory(category: Category | 'all'): void {
    this.filter({ category });
  }

  showOutcome(outcome: OutcomeFilter): void {
    this.filter({ outcome });
  }

  clearFilters(): void {
    this.filter(UNFILTERED);
  }

  async setExpanded(row: ElementRow, expanded: boolean): Promise<void> {
    await this.selected.value?.engine.setExpanded(row.id, expanded);
    await this.rows.refresh();
  }

  async setAllExpanded(expanded: boolean): Promise<void> {
    await this.selected.value?.engine.setAllExpanded(expanded);
    await this.rows.refresh();
  }

  /** A hand edit of an element's action; null goes back to what the preset says. Answers why it can't be made. */
  async edit(file: FileView, row: Pick<ElementRow, 'id' | 'name'>, after: Choice): Promise<PlainError | null> {
    const answer = await this.apply(file, row.id, after);
    if (!answer.ok) {
      this.announce({ kind: 'edit-refused', code: answer.error.code });
      return answer.error;
    }
    file.history.add({ row: row.id, name: row.name, before: answer.value, after });
    this.announce({ kind: 'edited', name: row.name, action: after.action });
    return null;
  }

  async undo(file: FileView): Promise<void> {
    const edit = file.history.back();
    if (!edit) return;
    await this.apply(file, edit.row, edit.before);
    this.announce({ kind: 'undone', name: edit.name });
  }

  async redo(file: FileView): Promise<void> {
    const edit = file.history.forward();
    if (!edit) return;
    await this.apply(file, edit.row, edit.after);
    this.announce({ kind: 'redone', name: edit.name });
  }

  /** Removes the element that a finding is about; false where it can't be found or removed. */
  async removeFound(file: FileView, finding: Finding): Promise<boolean> {
    const row = await findRow(file.engine, finding.path);
    if (!row?.actions.includes('remove')) return false;
    return (await this.edit(file, row, { action: 'remove', value: '' })) === null;
  }

  confirm(file: FileView, finding: Finding, checked: boolean): void {
    const confirmed = new Set(file.confirmed.value);
    if (checked) confirmed.add(findingKey(finding));
    else confirmed.delete(findingKey(finding));
    file.confirmed.value = confirmed;
  }

  async choosePreset(preset: string): Promise<void> {
    this.preset.value = preset;
    await this.engines.configure({ preset });
    const open = this.files.value.filter((file) => file.opened.value !== null);
    for (const file of open) {
      file.stale.value = true;
      void this.queue.add(async () => {
        this.show(file, await file.engine.opened());
        await this.makePreview(file);
      });
    }
    await this.rows.refresh();
  }

  /** Makes the output again. */
  async update(file: FileView): Promise<void> {
    if (!file.canUpdate.value) return;
    file.preview.value = { kind: 'working', progress: null };
    await this.queue.add(() => this.makePreview(file), true);
  }

  download(file: FileView): void {
    const result = file.result.value;
    if (!result || !file.canDownload.value) return;
    this.save(result.blob, result.name);
    file.downloaded.value = true;
    file.unsaved.value = false;
    this.announce({ kind: 'downloaded' });
  }

  downloadAll(): void {
    for (const file of this.downloadable.value) this.download(file);
  }

  private view(picked: Picked): FileView {
    const id = this.nextId++;
    return new FileView(id, picked, this.engines.attach(id, picked.blob?.size ?? 0));
  }

  private async open(file: FileView): Promise<void> {
    if (file.reading.value.kind !== 'waiting') return;
    if (!file.blob) {
      this.refuse(file, { code: 'unreadable', details: {} });
      return;
    }
    file.reading.value = { kind: 'reading', progress: STARTED };
    const answer = await file.engine.open(file.blob, (progress) => {
      if (file.reading.value.kind === 'reading') file.reading.value = { kind: 'reading', progress };
    });
    if (file.reading.value.kind !== 'reading') {
      file.engine.close();
      return;
    }
    this.show(file, answer);
    if (!answer.ok) return;
    if (file === this.selected.value) void this.showRows();
    await this.makePreview(file);
  }

  private show(file: FileView, answer: Answer<NonNullable<FileView['opened']['value']>>): void {
    if (answer.ok) file.reading.value = { kind: 'opened', opened: answer.value };
    else this.refuse(file, answer.error);
  }

  private refuse(file: FileView, error: PlainError): void {
    file.reading.value = { kind: 'refused', error };
    if (error.code !== 'cancelled') this.announce({ kind: 'refused', code: error.code });
  }

  private async makePreview(file: FileView): Promise<void> {
    if (file.opened.value === null) return;
    batch(() => {
      file.preview.value = { kind: 'working', progress: null };
      file.stale.value = false;
      file.downloaded.value = false;
      file.confirmed.value = new Set();
    });
    const answer = await file.engine.anonymize((progress) => {
      if (file.preview.value.kind === 'working') file.preview.value = { kind: 'working', progress };
    });
    if (file.opened.value === null) return;
    if (!answer.ok) {
      file.preview.value = { kind: 'refused', error: answer.error };
      this.announce({ kind: 'refused', code: answer.error.code });
      return;
    }
    file.preview.value = { kind: 'made', result: answer.value };
    const { counts, findings } = answer.value;
    if (file === this.selected.value) {
      this.announce({ kind: 'made', changed: counts.changed + counts.removed, findings: findings.length });
      await this.rows.refresh();
    }
  }

  /** Changes an action in the engine; answers what it was before. */
  private async apply(file: FileView, row: number, choice: Choice): Promise<Answer<Choice>> {
    const answer = await file.engine.setAction(row, choice.action, choice.value);
    const opened = file.opened.value;
    if (!answer.ok) return answer;
    if (!opened) return { ok: false, error: { code: 'cancelled', details: {} } };
    batch(() => {
      file.reading.value = { kind: 'opened', opened: { ...opened, counts: answer.value.counts } };
      file.stale.value = true;
      file.unsaved.value = true;
    });
    if (file === this.selected.value) await this.rows.refresh();
    return { ok: true, value: answer.value.previous };
  }

  private filter(change: Partial<RowQuery>): void {
    this.query.value = { ...this.query.value, ...change };
    void this.showRows();
  }

  private showRows(): Promise<void> {
    const file = this.selected.value;
    return this.rows.show(file?.opened.value ? file.engine : null, this.query.value);
  }
}
