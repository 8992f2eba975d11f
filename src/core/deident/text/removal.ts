/** Why a piece of a text goes. */
export type RemovalReason = 'identifier' | 'date' | 'contact' | 'number' | 'name' | 'unknown-word' | 'undecodable';

/** A range of UTF-16 units that goes, end exclusive. */
export interface Removal {
  readonly start: number;
  readonly end: number;
  readonly reason: RemovalReason;
}

/** Ascending ranges without overlaps; where ranges touch or overlap, the reason of the first stands. */
export function mergeRemovals(removals: readonly Removal[]): Removal[] {
  const sorted = removals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Removal[] = [];
  for (const removal of sorted) {
    const last = merged[merged.length - 1];
    if (!last || removal.start > last.end) merged.push(removal);
    else if (removal.end > last.end) merged[merged.length - 1] = { ...last, end: removal.end };
  }
  return merged;
}

/** What stays of a text. */
export function cut(text: string, removals: readonly Removal[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of removals) {
    result += text.slice(at, start);
    at = end;
  }
  return result + text.slice(at);
}
