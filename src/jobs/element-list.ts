import { actionsFor } from '../core/deident/actions';
import { categoryOf } from '../core/deident/category';
import { isStamped } from '../core/deident/decide';
import type { MetaElement } from '../core/deident/file-meta-plan';
import { isIndispensable } from '../core/deident/indispensable';
import { type Plan, ruleOf } from '../core/deident/plan';
import { FLAG, KIND } from '../core/dicom/data-set';
import { lookup } from '../core/dicom/dictionary';
import { elementOf, formatTag, ITEM, isPrivate, type Tag } from '../core/dicom/tag';
import { isText, VR, type VrCode, vrName } from '../core/dicom/vr';
import { displayAscii, displayBytes, displayOriginal, displayRemovals } from './display-value';
import type { Category, Counts, ElementRow, ElementText, Outcome, RowPage, RowQuery } from './engine-api';

/** An element of the output that the original has not. */
interface Added {
  readonly tag: Tag;
  readonly vr: VrCode;
  readonly value: Uint8Array;
  /** The row before which it stands. */
  readonly before: number;
}

const ITEM_NAME = 'Item';
const LONGEST_TEXT = 20_000;

/** The plan as a list for people: filtered, folded, a window of it at a time. */
export class ElementList {
  private readonly plan: Plan;
  private readonly meta: ReadonlyMap<Tag, MetaElement>;
  private readonly added: readonly Added[];
  private readonly isEdited: (row: number) => boolean;
  private readonly expanded: Set<number>;
  private allExpanded: boolean;
  private listed: { readonly key: string; readonly rows: Int32Array } | undefined;

  constructor(plan: Plan, meta: readonly MetaElement[], isEdited: (row: number) => boolean, folding?: ElementList) {
    this.plan = plan;
    this.meta = new Map(meta.map((element) => [element.tag, element]));
    this.isEdited = isEdited;
    this.expanded = folding ? folding.expanded : new Set();
    this.allExpanded = folding?.allExpanded ?? false;
    this.added = [...this.addedMeta(meta), ...this.addedStamps()];
  }

  counts(): Counts {
    const { dataSet } = this.plan;
    const totals = { all: 0, changed: 0, removed: 0, kept: 0 };
    const byCategory: Partial<Record<Category, typeof totals>> = {};
    const count = (category: Category, outcome: Outcome): void => {
      byCategory[category] ??= { all: 0, changed: 0, removed: 0, kept: 0 };
      for (const each of [totals, byCategory[category]]) {
        each.all++;
        each[groupOfOutcome(outcome)]++;
      }
    };
    const { tags, vrs } = dataSet;
    for (let row = 0; row < dataSet.count; row++) {
      if (tags[row] !== ITEM) count(categoryOf(tags[row] as Tag, vrs[row] as VrCode), this.outcome(row));
    }
    for (const { tag, vr } of this.added) count(categoryOf(tag, vr), 'added');
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
      page.push(this.view(rows[i] as number));
    return { total: rows.length, rows: page };
  }

  indexOf(query: RowQuery, row: number): number {
    return this.list(query).indexOf(row);
  }

  private isExpanded(row: number): boolean {
    return this.allExpanded !== this.expanded.has(row);
  }

  /** Ids of the rows to show: rows of the data set, then from `count` on the added elements. */
  private list(query: RowQuery): Int32Array {
    const key = JSON.stringify([query.search.trim().toLowerCase(), query.category, query.outcome]);
    if (this.listed?.key === key) return this.listed.rows;
    const isFiltered = query.search.trim() !== '' || query.category !== 'all' || query.outcome !== 'all';
    const rows = isFiltered ? this.filtered(query) : this.unfolded();
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
      if (query.outcome !== 'all' && groupOfOutcome(this.outcome(row)) !== query.outcome) continue;
      if (query.category !== 'all' && categoryOf(tag, dataSet.vrs[row] as VrCode) !== query.category) continue;
      if (search === '' || this.matches(row, tag, search, names)) rows.push(row);
    }
    return Int32Array.from(rows);
  }

  private pushAdded(rows: number[], from: number, row: number, accepts = (_id: number) => true): number {
    let next = from;
    while (next < this.added.length && (this.added[next] as Added).before === row) {
      const id = this.plan.dataSet.count + next;
      if (accepts(id)) rows.push(id);
      next++;
    }
    return next;
  }

  private addedMatches(id: number, query: RowQuery, search: string): boolean {
    const { tag, vr } = this.addedAt(id);
    if (query.outcome !== 'all' && query.outcome !== 'changed') return false;
    if (query.category !== 'all' && categoryOf(tag, vr) !== query.category) return false;
    const view = this.viewAdded(id);
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
    return this.newValue(row).toLowerCase().includes(search);
  }

  /** What a row says, in full. */
  text(row: number): ElementText {
    const { dataSet, values, removals } = this.plan;
    if (row < dataSet.firstRow || row >= dataSet.count) {
      const { original, newValue } = this.view(row);
      return { original, newValue, removals: [] };
    }
    const original = displayOriginal(dataSet, row, LONGEST_TEXT) ?? '';
    const value = values.get(row);
    return {
      original,
      removals: displayRemovals(dataSet, row, removals.get(row) ?? [], original),
      newValue: value ? (displayBytes(dataSet, row, value, LONGEST_TEXT) ?? '') : '',
    };
  }

  private outcome(row: number): Outcome {
    const { dataSet, values } = this.plan;
    if (row < dataSet.firstRow) return this.metaOutcome(row);
    const rule = ruleOf(this.plan, row);
    if (rule.action === 'remove') return 'removed';
    const value = values.get(row);
    if (!value) return 'kept';
    if (value.length === 0) return 'emptied';
    return rule.action === 'clean' ? 'cleaned' : 'replaced';
  }

  private metaOutcome(row: number): Outcome {
    const { dataSet } = this.plan;
    const tag = dataSet.tags[row] as Tag;
    if (elementOf(tag) === 0) return 'replaced';
    const element = this.meta.get(tag);
    if (!element) return 'removed';
    const before = displayOriginal(dataSet, row) ?? '';
    return displayAscii(element.value, element.vr) === before ? 'kept' : 'replaced';
  }

  private newValue(row: number): string {
    const { dataSet, values } = this.plan;
    if (row < dataSet.firstRow) {
      const element = this.meta.get(dataSet.tags[row] as Tag);
      return element ? displayAscii(element.value, element.vr) : '';
    }
    const value = values.get(row);
    return value ? (displayBytes(dataSet, row, value) ?? '') : '';
  }

  private view(id: number): ElementRow {
    const { dataSet } = this.plan;
    if (id >= dataSet.count) return this.viewAdded(id);
    const tag = dataSet.tags[id] as Tag;
    const vr = dataSet.vrs[id] as VrCode;
    const entry = tag === ITEM ? undefined : lookup(tag);
    const rule = ruleOf(this.plan, id);
    const original = displayOriginal(dataSet, id);
    const outcome = this.outcome(id);
    const removals = this.plan.removals.get(id);
    const isContainer = dataSet.kind(id) === KIND.sequence || dataSet.kind(id) === KIND.item;
    return {
      id,
      path: dataSet.path(id),
      depth: dataSet.depth(id),
      kind: tag === ITEM ? 'item' : isContainer ? 'sequence' : 'element',
      tag: tag === ITEM ? '' : formatTag(tag),
      keyword: entry?.keyword ?? '',
      name: tag === ITEM ? `${ITEM_NAME} ${dataSet.itemIndex(id) + 1}` : (entry?.name ?? ''),
      vr: vrName(vr),
      original: original ?? '',
      removals: removals ? displayRemovals(dataSet, id, removals, original ?? '') : [],
      bytes: dataSet.valueLength(id),
      binary: original === undefined,
      newValue: outcome === 'kept' || outcome === 'removed' ? '' : this.newValue(id),
      outcome,
      action: rule.action,
      actions: this.actions(id),
      code: rule.code,
      decidedBy: rule.decider,
      option: rule.option ?? '',
      category: tag === ITEM ? 'technical' : categoryOf(tag, vr),
      children: isContainer ? this.children(id) : 0,
      expanded: isContainer && this.isExpanded(id),
      edited: this.isEdited(id),
    };
  }

  private viewAdded(id: number): ElementRow {
    const { tag, vr, value } = this.addedAt(id);
    const entry = lookup(tag);
    return {
      id,
      path: formatTag(tag),
      depth: 0,
      kind: 'added',
      tag: formatTag(tag),
      keyword: entry?.keyword ?? '',
      name: entry?.name ?? '',
      vr: vrName(vr),
      original: '',
      removals: [],
      bytes: 0,
      binary: false,
      newValue: displayAscii(value, vr),
      outcome: 'added',
      action: 'replace',
      actions: [],
      code: '',
      decidedBy: 'obligation',
      option: '',
      category: categoryOf(tag, vr),
      children: 0,
      expanded: false,
      edited: false,
    };
  }

  private addedAt(id: number): Added {
    return this.added[id - this.plan.dataSet.count] as Added;
  }

  /** What may be chosen: nothing for what the standard demands, nor inside what goes as a whole. */
  actions(row: number): ElementRow['actions'] {
    const { dataSet } = this.plan;
    if (row < dataSet.firstRow || row >= dataSet.count) return [];
    const tag = dataSet.tags[row] as Tag;
    const vr = dataSet.vrs[row] as VrCode;
    if (tag === ITEM || elementOf(tag) === 0 || isPrivate(tag)) return [];
    if (dataSet.parents[row] === -1 && isStamped(tag)) return [];
    const { decider, inherited } = ruleOf(this.plan, row);
    if (inherited || decider === 'administrator' || this.plan.content?.rules.has(row)) return [];
    if (dataSet.has(row, FLAG.badVr) || isIndispensable(tag, dataSet.parents[row] === -1)) return [];
    const isSequence = dataSet.kind(row) === KIND.sequence || vr === VR.SQ;
    if (dataSet.kind(row) === KIND.fragments || !dataSet.value(row)) return ['keep', 'remove'];
    return actionsFor(vr, isSequence);
  }

  private children(row: number): number {
    const { dataSet } = this.plan;
    const end = dataSet.nexts[row] as number;
    let count = 0;
    for (let child = row + 1; child < end; child = dataSet.nexts[child] as number) count++;
    return count;
  }

  private addedMeta(meta: readonly MetaElement[]): Added[] {
    const { dataSet } = this.plan;
    const present = new Set(dataSet.tags.subarray(0, dataSet.firstRow));
    return meta
      .filter((element) => !present.has(element.tag))
      .map(({ tag, vr, value }) => ({ tag, vr, value, before: this.placeOf(tag, 0, dataSet.firstRow) }));
  }

  private addedStamps(): Added[] {
    const { dataSet, stamps } = this.plan;
    return stamps
      .filter((stamp) => stamp.row < 0)
      .map(({ tag, vr, value }) => ({ tag, vr, value, before: this.placeOf(tag, dataSet.firstRow, dataSet.count) }));
  }

  private placeOf(tag: Tag, from: number, to: number): number {
    const { dataSet } = this.plan;
    let row = from;
    while (row < to && (dataSet.tags[row] as Tag) < tag) row = dataSet.nexts[row] as number;
    return row;
  }
}

function groupOfOutcome(outcome: Outcome): 'kept' | 'removed' | 'changed' {
  return outcome === 'kept' || outcome === 'removed' ? outcome : 'changed';
}
