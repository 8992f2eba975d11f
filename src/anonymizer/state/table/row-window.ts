/**
 * The part of the element table that is in memory: pages of rows around what is on screen, fetched
 * from the engine as the user scrolls. 500,000 elements cost what a screenful costs.
 */
import { signal } from '@preact/signals';
import type { ElementRow, RowQuery } from '../../../jobs/engine-api';
import type { FileEngine } from '../page/engines';

export const PAGE = 100;
const MOST_PAGES = 40;
const META_GROUP = '(0002,';

interface Rows {
  readonly total: number;
  /** Without headings. */
  readonly elements: number;
  /** How many rows of the file meta information the engine's list starts with: they are shown last. */
  readonly lead: number;
  readonly pages: ReadonlyMap<number, readonly ElementRow[]>;
}

const EMPTY: Rows = { total: 0, elements: 0, lead: 0, pages: new Map() };

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
  private refreshed = Promise.resolve();

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
  refresh(): Promise<void> {
    this.refreshed = this.fetchAgain();
    return this.refreshed;
  }

  private async fetchAgain(): Promise<void> {
    this.generation += 1;
    this.requested.clear();
    const generation = this.generation;
    const { engine } = this;
    if (!engine) return;
    const wanted = [...new Set([0, ...this.visiblePages()])];
    for (const page of wanted) this.requested.add(page);
    const answers = await Promise.all(wanted.map((page) => engine.rows(this.query, page * PAGE, PAGE)));
    if (generation !== this.generation) return;
    const [first] = answers;
    this.state.value = {
      total: first.total,
      elements: first.elements,
      lead: leadOf(first.rows),
      pages: new Map(wanted.map((page, index) => [page, answers[index].rows])),
    };
    this.loaded.value = true;
    this.fetchMissing();
  }

  /** Says what is on screen; missing pages are fetched. */
  look(first: number, last: number): void {
    this.first = first;
    this.last = last;
    this.fetchMissing();
  }

  row(index: number): ElementRow | undefined {
    const at = this.engineIndex(index);
    return this.state.value.pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  /** The index of a row by its id, or -1. */
  async indexOf(id: number): Promise<number> {
    await this.refreshed;
    const at = (await this.engine?.indexOf(this.query, id)) ?? -1;
    const { total, lead } = this.state.value;
    return at < 0 || total === 0 ? -1 : (at - lead + total) % total;
  }

  /** Whether the file meta information starts at an index. */
  startsMeta(index: number): boolean {
    const { total, lead } = this.state.value;
    return lead > 0 && lead < total && index === total - lead;
  }

  private engineIndex(index: number): number {
    const { total, lead } = this.state.value;
    return total === 0 ? index : (index + lead) % total;
  }

  private visiblePages(): readonly number[] {
    const { total } = this.state.value;
    const pages = new Set<number>();
    const last = total === 0 ? this.last : Math.min(this.last, total - 1);
    for (let index = Math.max(0, this.first); index <= last; index++) {
      pages.add(Math.floor(this.engineIndex(index) / PAGE));
    }
    return [...pages];
  }

  private fetchMissing(): void {
    for (const page of this.visiblePages()) if (!this.requested.has(page)) void this.fetch(page);
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
    this.state.value = { ...this.state.value, total: answer.total, elements: answer.elements, pages };
  }
}

function leadOf(rows: readonly ElementRow[]): number {
  const first = rows.findIndex((row) => !row.tag.startsWith(META_GROUP));
  return first < 0 ? rows.length : first;
}
