import type { Warning } from '../errors';
import { fileWarnings } from './check-file';
import type { Plan } from './plan';
import { reasonsFor } from './text/removal';

/** What a person should know of a file, as it was read and as it is planned, before it is shared. */
export function planWarnings(plan: Plan): Warning[] {
  const { dataSet } = plan;
  return [...dataSet.warnings, ...fileWarnings(dataSet), ...undecodableText(plan), ...unshiftedDates(plan)];
}

/** Texts that lost words because these are none in the character set of their place. */
function undecodableText({ dataSet, removals }: Plan): Warning[] {
  const rows = [...removals.keys()].filter((row) =>
    removals.get(row)?.some((removal) => reasonsFor(removal).includes('undecodable')),
  );
  const [first] = rows;
  return first === undefined ? [] : [{ code: 'undecodable-text', tag: dataSet.path(first), count: rows.length }];
}

/** Values in place of dates that cannot be shifted with the others: they went. */
function unshiftedDates({ dataSet, unshifted }: Plan): Warning[] {
  const [first] = unshifted;
  return first === undefined ? [] : [{ code: 'no-date', tag: dataSet.path(first), count: unshifted.length }];
}
