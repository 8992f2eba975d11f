import { type Plan, ruleOf } from '../../core/deident/plan/plan';
import { KIND } from '../../core/dicom/data-set';
import { lookup } from '../../core/dicom/dictionary';
import { formatTag, type Tag } from '../../core/dicom/tag';
import { isText, type VrCode, vrName } from '../../core/dicom/vr';
import type { DistinctValue, ElementValues } from '../engine-api';
import { actionsAt } from './actions-at';
import { deedAt } from './deed';
import { displayOriginal, displayRemovals } from './display-value';
import type { PlanView } from './plan-view';
import { staysIn, tellsOf } from './staying';

/** The values of one file of which a person answers, or that a person has edited. */
export interface FileValues {
  readonly elements: readonly ElementValues[];
  /** The rows at a path that say a text, or all of the path. */
  readonly rowsOf: (path: string, text: string | null) => readonly number[];
}

/** The path of a row without the numbers of items. */
function generalPath(plan: Plan, row: number): string {
  return plan.dataSet.path(row).replace(/\[\d+\]/g, '');
}

/**
 * @param file - the page's handle, by which a value's first place is told
 * @param edited - whether the user has edited a row
 */
export function fileValues(file: number, plan: Plan, view: PlanView, edited: (row: number) => boolean): FileValues {
  const elements = new Map<string, { readonly element: ElementValues; readonly rows: Map<string, number[]> }>();
  const { dataSet } = plan;
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    if (dataSet.kind(row) !== KIND.element || ruleOf(plan, row).inherited) continue;
    const group = tellsOf(plan, row);
    if (group === undefined && !edited(row)) continue;
    const actions = actionsAt(plan, row);
    // There is nothing to decide about what goes anyway.
    if (actions.length === 0 && staysIn(plan, row) === undefined) continue;
    const text = textOf(plan, row);
    if (text === undefined) continue;
    const path = generalPath(plan, row);
    let known = elements.get(path);
    if (!known) {
      const tag = dataSet.tags[row] as Tag;
      const entry = lookup(tag);
      const element: ElementValues = {
        path,
        tag: formatTag(tag),
        keyword: entry?.keyword ?? '',
        name: entry?.name ?? '',
        vr: vrName(dataSet.vrs[row] as VrCode),
        group: group ?? '',
        actions,
        files: 1,
        distinct: 0,
        values: [],
      };
      known = { element, rows: new Map() };
      elements.set(path, known);
    }
    const rows = known.rows.get(text);
    if (rows) rows.push(row);
    else known.rows.set(text, [row]);
  }
  return {
    elements: [...elements.values()].map(({ element, rows }) => ({
      ...element,
      distinct: rows.size,
      values: [...rows].map(([text, places]) => distinctValue(file, plan, view, edited, text, places)),
    })),
    rowsOf: (path, text) => {
      const rows = elements.get(path)?.rows;
      if (text !== null) return rows?.get(text) ?? [];
      return [...(rows?.values() ?? [])].flat();
    },
  };
}

/** The whole value as people read it; undefined where it is binary or was not read. */
function textOf({ dataSet }: Plan, row: number): string | undefined {
  if (dataSet.valueLength(row) > 0 && !dataSet.value(row)) return undefined;
  return isText(dataSet.vrs[row] as VrCode) ? dataSet.text(row) : displayOriginal(dataSet, row);
}

function distinctValue(
  file: number,
  plan: Plan,
  view: PlanView,
  edited: (row: number) => boolean,
  text: string,
  places: readonly number[],
): DistinctValue {
  const row = places[0] as number;
  const { action, code, decider, option } = ruleOf(plan, row);
  const deed = deedAt(plan, row);
  const outcome = view.outcome(row);
  const newValue = outcome === 'kept' || outcome === 'removed' ? '' : view.newValue(row);
  const isLike = (other: number): boolean =>
    ruleOf(plan, other).action === action &&
    deedAt(plan, other) === deed &&
    view.outcome(other) === outcome &&
    view.newValue(other) === view.newValue(row);
  return {
    text,
    files: 1,
    outcome,
    action,
    deed,
    newValue,
    removals: displayRemovals(plan.dataSet, row, plan.removals.get(row) ?? [], text),
    alike: places.every(isLike),
    code,
    decidedBy: decider,
    option: option ?? '',
    stays: places.some((place) => staysIn(plan, place) !== undefined),
    edited: places.some(edited),
    file,
    place: plan.dataSet.path(row),
  };
}
