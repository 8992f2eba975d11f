/** The table of elements: which file's rows it shows, which of them, and where it should go to. */
import { computed, type Signal, signal } from '@preact/signals';
import type { Category, ElementRow, OutcomeFilter, RowQuery } from '../../../jobs/engine-api';
import type { FileView } from '../file/file-view';
import { findRow, reveal } from '../file/find-row';
import type { Files } from '../files/files';
import type { PaneName } from '../page/pane';
import { RowWindow } from './row-window';

const UNFILTERED: RowQuery = { search: '', category: 'all', outcome: 'all' };

export class ElementTable {
  readonly query = signal<RowQuery>(UNFILTERED);
  readonly rows = new RowWindow();
  /** A row that the table should go to, by its id, or its first row; the table then sets it back to null. */
  readonly wantedRow = signal<number | 'first' | null>(null);
  /** Whether the table shows the selected file or what all files say. */
  readonly scope = signal<'file' | 'all'>('file');
  readonly showsAll = computed(() => this.scope.value === 'all' && this.files.open.value.length > 1);

  private readonly files: Files;
  private readonly pane: Signal<PaneName>;
  private readonly engine = computed(() => {
    const file = this.files.selected.value;
    return file?.opened.value ? file.engine : null;
  });

  constructor(files: Files, pane: Signal<PaneName>) {
    this.files = files;
    this.pane = pane;
    computed(() => ({ engine: this.engine.value, query: this.query.value })).subscribe(({ engine, query }) => {
      void this.rows.show(engine, query);
    });
  }

  search(text: string): void {
    this.narrow({ search: text });
  }

  showCategory(category: Category | 'all'): void {
    this.narrow({ category });
  }

  showOutcome(outcome: OutcomeFilter): void {
    this.narrow({ outcome });
  }

  clearFilters(): void {
    this.query.value = UNFILTERED;
  }

  async setExpanded(row: ElementRow, expanded: boolean): Promise<void> {
    await this.engine.value?.setExpanded(row.id, expanded);
    await this.rows.refresh();
  }

  async setAllExpanded(expanded: boolean): Promise<void> {
    await this.engine.value?.setAllExpanded(expanded);
    await this.rows.refresh();
  }

  /** Shows an element of a file: no filter, and unfolded what holds it. */
  async showElement(file: FileView, row: Pick<ElementRow, 'id' | 'path'>): Promise<void> {
    this.clearFilters();
    await reveal(file.engine, row.path);
    await this.rows.refresh();
    this.goTo(row.id);
  }

  /** Shows an element of another file. */
  async showPlace(file: number, path: string): Promise<void> {
    const holder = this.files.all.value.find(({ id }) => id === file);
    const found = holder && (await findRow(holder.engine, path));
    if (!holder || !found) return;
    this.scope.value = 'file';
    if (holder !== this.files.selected.value) this.files.select(file);
    await this.showElement(holder, found);
  }

  /** Goes to a row of the selected file, by its id. */
  goTo(row: number): void {
    this.pane.value = 'elements';
    this.wantedRow.value = row;
  }

  private narrow(change: Partial<RowQuery>): void {
    this.query.value = { ...this.query.value, ...change };
  }
}
