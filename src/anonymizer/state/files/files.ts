/** The files of the page, which of them is shown, and which of them the list shows. */
import { batch, computed, signal } from '@preact/signals';
import type { History } from '../edits/history';
import { type FileFilter, matchesFilter } from '../file/file-filter';
import type { FileView } from '../file/file-view';

export class Files {
  readonly all = signal<readonly FileView[]>([]);
  readonly selectedId = signal<number | null>(null);
  readonly selected = computed(() => this.all.value.find((file) => file.id === this.selectedId.value) ?? null);
  readonly filter = signal<FileFilter>('all');
  /** The files that the list shows. */
  readonly shown = computed(() =>
    this.filter.value === 'all'
      ? this.all.value
      : this.all.value.filter((file) => matchesFilter(file, this.filter.value)),
  );
  readonly open = computed(() => this.all.value.filter((file) => file.opened.value !== null));
  readonly downloadable = computed(() => this.all.value.filter((file) => file.canDownload.value));
  readonly hasDownloadable = computed(() => this.all.value.some((file) => file.canDownload.value));
  readonly unsaved = computed(() => this.all.value.some((file) => file.unsaved.value));
  /** Counts changes of plans, and of the files that are open. */
  readonly plans = signal(0);

  private readonly history: History;
  /** The selected file was not chosen by the user: another one may be shown instead. */
  private anyWillDo = false;

  constructor(history: History) {
    this.history = history;
  }

  /** Lists files, and selects the first where none is selected, or where there is one only. */
  add(files: readonly FileView[]): void {
    const [first] = files;
    if (!first) return;
    batch(() => {
      this.all.value = [...this.all.value, ...files];
      if (this.selected.value === null || files.length === 1) this.select(first.id);
    });
    this.anyWillDo ||= this.selected.value === first && files.length > 1;
  }

  /** Puts a file in the place of the same one, opened before. */
  replace(file: FileView, by: FileView): void {
    batch(() => {
      this.all.value = this.all.value.map((one) => (one === file ? by : one));
      this.history.replace(new Set([file]), by);
      if (this.selectedId.value === file.id) this.select(by.id);
    });
  }

  remove(file: FileView): void {
    const index = this.all.value.indexOf(file);
    file.engine.close();
    batch(() => {
      this.all.value = this.all.value.filter((one) => one !== file);
      this.history.replace(new Set([file]), null);
      this.plans.value += 1;
      if (this.selectedId.value !== file.id) return;
      const next = this.all.value[Math.min(index, this.all.value.length - 1)];
      this.select(next?.id ?? null);
    });
  }

  removeAll(): void {
    for (const file of this.all.value) file.engine.close();
    batch(() => {
      this.history.replace(new Set(this.all.value), null);
      this.all.value = [];
      this.filter.value = 'all';
      this.select(null);
    });
  }

  select(id: number | null): void {
    this.anyWillDo = false;
    this.selectedId.value = id;
  }

  /** Selects a file in place of one that nobody chose and that can't be opened. */
  showInstead(file: FileView): void {
    if (this.anyWillDo && this.selected.value?.error.value) this.select(file.id);
  }

  /** Selects the next (1) or previous (-1) file. */
  step(by: 1 | -1): void {
    this.stepWithin(this.shown.value, by);
  }

  /** Selects the next (1) or previous (-1) of some files. */
  stepWithin(files: readonly FileView[], by: 1 | -1): void {
    const index = files.findIndex((file) => file.id === this.selectedId.value);
    const next = files[index + by];
    if (next) this.select(next.id);
  }
}
