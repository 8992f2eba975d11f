/**
 * The part of the element table that is in memory: pages of rows around what is on screen, fetched
 * from the engine as the user scrolls. 500,000 elements cost what a screenful costs.
 */
import { signal } from '@preact/signals';
import type { ElementRow, RowQuery } from '../../jobs/engine-api';
import type { FileEngine } from './engines';

export const PAGE = 100;
const MOST_PAGES = 40;

interface Rows {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ElementRow[]>;
}

const EMPTY: Rows = { total: 0, pages: new Map() };

export class RowWindow {
  readonly state = signal<Rows>(EMPTY);
  /** False until the first rows of the present file and query have come. */
  readonly loaded = signal(false);
  private engine: FileEngine | null = null;
  private query: RowQuery = { search: '', category: 'all', outcome: 'all' };
  private first = 0;
  private last = PAGE - 1;
  /** Counts what makes fetched rows outdated; answers to older requests are dropped. */
  private generation = 0;
  private readonly requested = new Set<number>();

  /** Shows another file's rows, or other rows of the same file. */
  async show(engine: FileEngine | null, query: RowQuery): Promise<void> {
    const other = engine !== this.engine;
    this.engine = engine;
    this.query = query;
    if (other) {
      this.state.value = EMPTY;
      this.loaded.value = false;
      this.first = 0;
      this.last = PAGE - 1;
    }
    await this.refresh();
  }

  /** Fetches what is on screen again; the old rows stay until the new ones are there. */
  async refresh(): Promise<void> {
    this.generation += 1;
    this.requested.clear();
    const generation = this.generation;
    const { engine } = this;
    if (!engine) return;
    const wanted = this.visiblePages();
    for (const page of wanted) this.requested.add(page);
    const answers = await Promise.all(wanted.map((page) => engine.rows(this.query, page * PAGE, PAGE)));
    if (generation !== this.generation) return;
    this.state.value = {
      total: answers[0]?.total ?? 0,
      pages: new Map(wanted.map((page, index) => [page, answers[index]?.rows ?? []])),
    };
    this.loaded.value = true;
  }

  /** Says what is on screen; missing pages are fetched. */
  look(first: number, last: number): void {
    this.first = first;
    this.last = last;
    for (const page of this.visiblePages()) if (!this.requested.has(page)) void this.fetch(page);
  }

  row(index: number): ElementRow | undefined {
    return this.state.value.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  private visiblePages(): readonly number[] {
    const from = Math.max(0, Math.floor(this.first / PAGE));
    const to = Math.max(from, Math.floor(this.last / PAGE));
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }

  private async fetch(page: number): Promise<void> {
    const { engine, generation } = this;
    if (!engine) return;
    this.requested.add(page);
    const answer = await engine.rows(this.query, page * PAGE, PAGE);
    if (generation !== this.generation) return;
    const pages = new Map(this.state.value.pages);
    pages.set(page, answer.rows);
    for (const [old] of pages) {
      if (pages.size <= MOST_PAGES) break;
      pages.delete(old);
      this.requested.delete(old);
    }
    this.state.value = { total: answer.total, pages };
  }
}
