import type { MetaElement } from '../../core/deident/plan/file-meta-plan';
import type { Plan } from '../../core/deident/plan/plan';
import { categoryOf } from '../../core/deident/profile/category';
import { KIND } from '../../core/dicom/data-set';
import { lookup } from '../../core/dicom/dictionary';
import { formatTag, ITEM, type Tag } from '../../core/dicom/tag';
import { isText, type VrCode } from '../../core/dicom/vr';
import type {
  Category,
  Counts,
  ElementRow,
  ElementText,
  Outcome,
  OutcomeFilter,
  RowPage,
  RowQuery,
} from '../engine-api';
import { STAY_GROUPS, type StayGroup } from '../stay-groups';
import { actionsAt } from './actions-at';
import type { Added } from './added-elements';
import { displayOriginal } from './display-value';
import { type FileValues, fileValues } from './file-values';
import { PlanView } from './plan-view';
import { staysIn } from './staying';

/** The plan as a list for people: filtered, folded, a window of it at a time. */
export class ElementList {
  private readonly plan: Plan;
  private readonly view: PlanView;
  private readonly expanded: Set<number>;
  private allExpanded: boolean;
  /** The rows of the last list of what stays. */
  private groups: ReadonlyMap<StayGroup, readonly number[]> = new Map();
  private readonly isEdited: (row: number) => boolean;
  private fileValues: FileValues | undefined;
  private listed: { readonly key: string; readonly rows: Int32Array } | undefined;

  constructor(plan: Plan, meta: readonly MetaElement[], isEdited: (row: number) => boolean, folding?: ElementList) {
    this.plan = plan;
    this.view = new PlanView(plan, meta, isEdited);
    this.isEdited = isEdited;
    this.expanded = folding ? folding.expanded : new Set();
    this.allExpanded = folding?.allExpanded ?? false;
  }

  counts(): Counts {
    const { dataSet } = this.plan;
    const totals = { all: 0, changed: 0, removed: 0, kept: 0, stays: 0 };
    const byCategory: Partial<Record<Category, typeof totals>> = {};
    const count = (category: Category, outcome: Outcome, stays: boolean): void => {
      byCategory[category] ??= { all: 0, changed: 0, removed: 0, kept: 0, stays: 0 };
      for (const each of [totals, byCategory[category]]) {
        each.all++;
        each[groupOfOutcome(outcome)]++;
        if (stays) each.stays++;
      }
    };
    const { tags, vrs } = dataSet;
    for (let row = 0; row < dataSet.count; row++) {
      if (tags[row] === ITEM) continue;
      const category = categoryOf(tags[row] as Tag, vrs[row] as VrCode);
      count(category, this.view.outcome(row), staysIn(this.plan, row) !== undefined);
    }
    for (const { tag, vr } of this.view.added) count(categoryOf(tag, vr), 'added', false);
    return { ...totals, byCategory };
  }

  setExpanded(row: number, expanded: boolean): void {
    if (expanded === this.allExpanded) this.expanded.delete(row);
    else this.expanded.add(row);
    this.listed = undefined;
  }

  setAllExpanded(expanded: boolean): void {
    this.expanded.clear();
    this.allExpanded = expanded;
    this.listed = undefined;
  }

  page(query: RowQuery, from: number, count: number): RowPage {
    const rows = this.list(query);
    const page: ElementRow[] = [];
    for (let i = Math.max(0, from); i < Math.min(rows.length, from + count); i++)
      page.push(this.row(rows[i] as number));
    const headings = query.outcome === 'stays' ? rows.filter((id) => id < 0).length : 0;
    return { total: rows.length, elements: rows.length - headings, rows: page };
  }

  indexOf(query: RowQuery, row: number): number {
    return this.list(query).indexOf(row);
  }

  private row(id: number): ElementRow {
    if (id >= 0) return this.view.row(id, this.isExpanded(id));
    const group = STAY_GROUPS[-1 - id] as StayGroup;
    return this.view.heading(id, group, this.groups.get(group)?.length ?? 0);
  }

  private isExpanded(row: number): boolean {
    return this.allExpanded !== this.expanded.has(row);
  }

  /** Ids of the rows to show: rows of the data set, then from `count` on the added elements; below 0 headings. */
  private list(query: RowQuery): Int32Array {
    const key = JSON.stringify([query.search.trim().toLowerCase(), query.category, query.outcome]);
    if (this.listed?.key === key) return this.listed.rows;
    const isFiltered = query.search.trim() !== '' || query.category !== 'all' || query.outcome !== 'all';
    const filtered = isFiltered ? this.filtered(query) : this.unfolded();
    const rows = query.outcome === 'stays' ? this.grouped(filtered) : filtered;
    this.listed = { key, rows };
    return rows;
  }

  private unfolded(): Int32Array {
    const { dataSet } = this.plan;
    const rows: number[] = [];
    let nextAdded = 0;
    for (let row = 0; row <= dataSet.count; ) {
      nextAdded = this.pushAdded(rows, nextAdded, row);
      if (row === dataSet.count) break;
      rows.push(row);
      const folds = dataSet.kind(row) === KIND.sequence || dataSet.kind(row) === KIND.item;
      row = folds && !this.isExpanded(row) ? (dataSet.nexts[row] as number) : row + 1;
    }
    return Int32Array.from(rows);
  }

  private filtered(query: RowQuery): Int32Array {
    const { dataSet } = this.plan;
    const search = query.search.trim().toLowerCase();
    const rows: number[] = [];
    const names = new Map<Tag, boolean>();
    let nextAdded = 0;
    for (let row = 0; row <= dataSet.count; row++) {
      nextAdded = this.pushAdded(rows, nextAdded, row, (id) => this.addedMatches(id, query, search));
      if (row === dataSet.count) break;
      const tag = dataSet.tags[row] as Tag;
      if (tag === ITEM) continue;
      if (!this.isOf(query.outcome, row)) continue;
      if (query.category !== 'all' && categoryOf(tag, dataSet.vrs[row] as VrCode) !== query.category) continue;
      if (search === '' || this.matches(row, tag, search, names)) rows.push(row);
    }
    return Int32Array.from(rows);
  }

  private isOf(filter: OutcomeFilter, row: number): boolean {
    if (filter === 'all') return true;
    return filter === 'stays'
      ? staysIn(this.plan, row) !== undefined
      : groupOfOutcome(this.view.outcome(row)) === filter;
  }

  /** The rows of what stays by group, each under a heading whose id is that of the group. */
  private grouped(rows: Int32Array): Int32Array {
    const groups = new Map<StayGroup, number[]>(STAY_GROUPS.map((group) => [group, []]));
    for (const row of rows) groups.get(staysIn(this.plan, row) as StayGroup)?.push(row);
    this.groups = groups;
    return Int32Array.from(
      STAY_GROUPS.flatMap((group, index) => {
        const inIt = groups.get(group) ?? [];
        return inIt.length > 0 ? [-1 - index, ...inIt] : [];
      }),
    );
  }

  private pushAdded(rows: number[], from: number, row: number, accepts = (_id: number) => true): number {
    let next = from;
    while (next < this.view.added.length && (this.view.added[next] as Added).before === row) {
      const id = this.plan.dataSet.count + next;
      if (accepts(id)) rows.push(id);
      next++;
    }
    return next;
  }

  private addedMatches(id: number, query: RowQuery, search: string): boolean {
    const { tag, vr } = this.view.added[id - this.plan.dataSet.count] as Added;
    if (query.outcome !== 'all' && query.outcome !== 'changed') return false;
    if (query.category !== 'all' && categoryOf(tag, vr) !== query.category) return false;
    const view = this.row(id);
    return [view.tag, view.keyword, view.name, view.newValue].some((text) => text.toLowerCase().includes(search));
  }

  private matches(row: number, tag: Tag, search: string, names: Map<Tag, boolean>): boolean {
    let named = names.get(tag);
    if (named === undefined) {
      const entry = lookup(tag);
      const texts = [formatTag(tag), entry?.keyword ?? '', entry?.name ?? '', tag.toString(16).padStart(8, '0')];
      named = texts.some((text) => text.toLowerCase().includes(search));
      names.set(tag, named);
    }
    if (named) return true;
    const { dataSet } = this.plan;
    if (isText(dataSet.vrs[row] as VrCode) && displayOriginal(dataSet, row)?.toLowerCase().includes(search))
      return true;
    return this.view.newValue(row).toLowerCase().includes(search);
  }

  /** What a row says, in full. */
  text(id: number): ElementText {
    return this.view.text(id);
  }

  /** What the file's elements say of which a person answers; `file` is the page's handle. */
  values(file: number): FileValues {
    this.fileValues ??= fileValues(file, this.plan, this.view, this.isEdited);
    return this.fileValues;
  }

  /** What may be chosen for a row. */
  actions(row: number): ElementRow['actions'] {
    return actionsAt(this.plan, row);
  }
}

function groupOfOutcome(outcome: Outcome): 'kept' | 'removed' | 'changed' {
  return outcome === 'kept' || outcome === 'removed' ? outcome : 'changed';
}
