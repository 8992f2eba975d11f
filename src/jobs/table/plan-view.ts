import type { MetaElement } from '../../core/deident/plan/file-meta-plan';
import { isRewritten, type Plan, ruleOf } from '../../core/deident/plan/plan';
import { categoryOf } from '../../core/deident/profile/category';
import { KIND } from '../../core/dicom/data-set';
import { lookup } from '../../core/dicom/dictionary';
import { elementOf, formatTag, ITEM, type Tag } from '../../core/dicom/tag';
import { type VrCode, vrName } from '../../core/dicom/vr';
import type { ElementRow, ElementText, Outcome, StayGroup } from '../engine-api';
import { actionsAt } from './actions-at';
import { type Added, addedElements } from './added-elements';
import { deedAt } from './deed';
import { displayAscii, displayBytes, displayOriginal, displayRemovals } from './display-value';
import { staysIn } from './staying';

const ITEM_NAME = 'Item';
const LONGEST_TEXT = 20_000;
/** What rows without an element of the original have in common. */
const BLANK: ElementRow = {
  id: -1,
  path: '',
  depth: 0,
  kind: 'added',
  group: '',
  tag: '',
  keyword: '',
  name: '',
  vr: '',
  original: '',
  removals: [],
  bytes: 0,
  binary: false,
  newValue: '',
  outcome: 'kept',
  action: 'keep',
  deed: 'keep',
  actions: [],
  code: '',
  decidedBy: 'none',
  option: '',
  category: 'technical',
  children: 0,
  expanded: false,
  edited: false,
};

/** The rows of a plan as people see them. */
export class PlanView {
  /** What the output has besides; their ids follow those of the data set's rows. */
  readonly added: readonly Added[];
  private readonly plan: Plan;
  private readonly meta: ReadonlyMap<Tag, MetaElement>;
  private readonly isEdited: (row: number) => boolean;

  constructor(plan: Plan, meta: readonly MetaElement[], isEdited: (row: number) => boolean) {
    this.plan = plan;
    this.meta = new Map(meta.map((element) => [element.tag, element]));
    this.isEdited = isEdited;
    this.added = addedElements(plan, meta);
  }

  outcome(row: number): Outcome {
    const { dataSet, values } = this.plan;
    if (row < dataSet.firstRow) return this.metaOutcome(row);
    const rule = ruleOf(this.plan, row);
    if (rule.action === 'remove') return 'removed';
    if (isRewritten(this.plan, row)) return 'cleaned';
    const value = values.get(row);
    if (!value) return 'kept';
    if (value.length === 0) return 'emptied';
    return rule.action === 'clean' ? 'cleaned' : 'replaced';
  }

  newValue(row: number): string {
    const { dataSet, values } = this.plan;
    if (row < dataSet.firstRow) {
      const element = this.meta.get(dataSet.tags[row] as Tag);
      return element ? displayAscii(element.value, element.vr) : '';
    }
    const value = values.get(row);
    return value ? (displayBytes(dataSet, row, value) ?? '') : '';
  }

  /** An element or item; `expanded`: what it holds is shown. */
  row(id: number, expanded: boolean): ElementRow {
    const { dataSet } = this.plan;
    if (id >= dataSet.count) return this.addedRow(id);
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
      group: staysIn(this.plan, id) ?? '',
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
      deed: deedAt(this.plan, id),
      actions: actionsAt(this.plan, id),
      code: rule.code,
      decidedBy: rule.decider,
      option: rule.option ?? '',
      category: tag === ITEM ? 'technical' : categoryOf(tag, vr),
      children: isContainer ? this.children(id) : 0,
      expanded: isContainer && expanded,
      edited: this.isEdited(id),
    };
  }

  /** The heading of a group with so many rows. */
  heading(id: number, group: StayGroup, rows: number): ElementRow {
    return { ...BLANK, id, kind: 'group', group, children: rows };
  }

  /** What a row says, in full. */
  text(row: number): ElementText {
    const { dataSet, values, removals } = this.plan;
    if (row < dataSet.firstRow || row >= dataSet.count) {
      const { original, newValue } = this.row(row, false);
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

  private addedRow(id: number): ElementRow {
    const { tag, vr, value } = this.added[id - this.plan.dataSet.count] as Added;
    const entry = lookup(tag);
    return {
      ...BLANK,
      id,
      path: formatTag(tag),
      kind: 'added',
      tag: formatTag(tag),
      keyword: entry?.keyword ?? '',
      name: entry?.name ?? '',
      vr: vrName(vr),
      newValue: displayAscii(value, vr),
      outcome: 'added',
      action: 'replace',
      deed: 'dummy',
      decidedBy: 'obligation',
      category: categoryOf(tag, vr),
    };
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

  private children(row: number): number {
    const { dataSet } = this.plan;
    const end = dataSet.nexts[row] as number;
    let count = 0;
    for (let child = row + 1; child < end; child = dataSet.nexts[child] as number) count++;
    return count;
  }
}
