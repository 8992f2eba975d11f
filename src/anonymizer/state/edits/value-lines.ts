/** The values of all open files as the lines of a table, and as plain data. */
import type { DistinctValue, ElementValues, StayGroup } from '../../../jobs/engine-api';

export const VALUE_FILTERS = ['stays', 'all', 'edited'] as const;
export type ValueFilter = (typeof VALUE_FILTERS)[number];

/** A line; `key` names it for as long as its element or value is there. */
export type ValueLine =
  | { readonly kind: 'group'; readonly key: string; readonly group: StayGroup | ''; readonly elements: number }
  /** `only`: the one value of an element that has no other. */
  | {
      readonly kind: 'element';
      readonly key: string;
      readonly element: ElementValues;
      readonly only: DistinctValue | null;
      readonly expanded: boolean;
    }
  | { readonly kind: 'value'; readonly key: string; readonly element: ElementValues; readonly value: DistinctValue };

export interface ValueQuery {
  readonly filter: ValueFilter;
  readonly search: string;
}

/** Elements with so many values are unfolded unless the user folds them. */
const MOST_UNFOLDED = 8;

/** The elements that a query asks for, with those of their values that it asks for. */
export function matching(elements: readonly ElementValues[], { filter, search }: ValueQuery): readonly ElementValues[] {
  const needle = search.trim().toLowerCase();
  return elements.flatMap((element) => {
    const isNamed = [element.path, element.name, element.keyword].some((text) => text.toLowerCase().includes(needle));
    const values = element.values.filter(
      (value) =>
        isOf(filter, value) &&
        (isNamed || value.text.toLowerCase().includes(needle) || value.newValue.toLowerCase().includes(needle)),
    );
    // An empty value says something only beside others.
    return values.some(({ text, edited }) => text !== '' || edited) ? [{ ...element, values }] : [];
  });
}

/** How many elements each filter shows. */
export function countOf(elements: readonly ElementValues[], filter: ValueFilter): number {
  return matching(elements, { filter, search: '' }).length;
}

/** @param turned - elements, by path, that the user folded or unfolded against the usual */
export function linesOf(elements: readonly ElementValues[], turned: ReadonlySet<string>): readonly ValueLine[] {
  const lines: ValueLine[] = [];
  let group: StayGroup | '' | undefined;
  for (const element of elements) {
    if (element.group !== group) {
      group = element.group;
      const inIt = elements.filter((other) => other.group === group).length;
      lines.push({ kind: 'group', key: `group ${group}`, group, elements: inIt });
    }
    const { path, values } = element;
    const [only] = values.length === 1 && element.distinct === 1 ? values : [];
    const expanded = !only && values.length <= MOST_UNFOLDED !== turned.has(path);
    lines.push({ kind: 'element', key: path, element, only: only ?? null, expanded });
    if (!expanded) continue;
    for (const value of values) lines.push({ kind: 'value', key: `${path} ${value.text}`, element, value });
  }
  return lines;
}

function isOf(filter: ValueFilter, { stays, edited }: DistinctValue): boolean {
  return filter === 'all' || (filter === 'stays' ? stays : edited);
}
