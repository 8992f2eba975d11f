import type { DistinctValue, ElementValues } from '../engine-api';
import { STAY_GROUPS } from '../stay-groups';

/** Of an element with more values the most frequent ones are listed. */
const MOST_VALUES = 300;

interface Merged {
  element: ElementValues;
  readonly values: Map<string, DistinctValue>;
}

/** What several files, or several engines, say of the values of elements, as one list: by kind, then by tag path. */
export function mergeValues(lists: Iterable<readonly ElementValues[]>): readonly ElementValues[] {
  const merged = new Map<string, Merged>();
  for (const list of lists) for (const element of list) add(merged, element);
  const elements = [...merged.values()].map(({ element, values }) => ({
    ...element,
    // Of an element with very many values each list holds some only.
    distinct: Math.max(element.distinct, values.size),
    values: [...values.values()].sort((a, b) => b.files - a.files || compare(a.text, b.text)).slice(0, MOST_VALUES),
  }));
  return elements.sort((a, b) => order(a) - order(b) || compare(a.path, b.path));
}

function add(merged: Map<string, Merged>, element: ElementValues): void {
  let known = merged.get(element.path);
  if (known) {
    const before = known.element;
    known.element = {
      ...before,
      actions: before.actions.filter((action) => element.actions.includes(action)),
      files: before.files + element.files,
      distinct: Math.max(before.distinct, element.distinct),
    };
  } else {
    known = { element, values: new Map() };
    merged.set(element.path, known);
  }
  for (const value of element.values) {
    const other = known.values.get(value.text);
    known.values.set(value.text, other ? joined(other, value) : value);
  }
}

function joined(one: DistinctValue, other: DistinctValue): DistinctValue {
  const isSame = one.outcome === other.outcome && one.deed === other.deed && one.newValue === other.newValue;
  return {
    ...one,
    files: one.files + other.files,
    alike: one.alike && other.alike && isSame,
    stays: one.stays || other.stays,
    edited: one.edited || other.edited,
  };
}

function order({ group }: ElementValues): number {
  return group === '' ? STAY_GROUPS.length : STAY_GROUPS.indexOf(group);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
