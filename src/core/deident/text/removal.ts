/** Why a piece of a text goes. */
export type RemovalReason = 'identifier' | 'date' | 'contact' | 'number' | 'name' | 'unknown-word' | 'undecodable';

/** A range of UTF-16 units that goes, end exclusive. */
export interface Removal {
  readonly start: number;
  readonly end: number;
  readonly reason: RemovalReason;
  /** Other reasons for parts of it. */
  readonly also?: readonly RemovalReason[];
}

/** The reasons for a removal and its parts, each once. */
export function reasonsFor({ reason, also = [] }: Removal): readonly RemovalReason[] {
  return [reason, ...also];
}

/** Two removals as one, with all between them; the reason of the first stands before the others. */
export function joinRemovals(first: Removal, second: Removal): Removal {
  const also = [...new Set([...(first.also ?? []), ...reasonsFor(second)])].filter((one) => one !== first.reason);
  const end = Math.max(first.end, second.end);
  return { start: first.start, end, reason: first.reason, ...(also.length > 0 && { also }) };
}

/**
 * Ascending ranges without overlaps; where ranges touch or overlap, the reason of the first stands first. That a
 * word is unknown says nothing beside another reason.
 */
export function mergeRemovals(removals: readonly Removal[]): Removal[] {
  const sorted = removals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Removal[] = [];
  for (const removal of sorted) {
    const last = merged[merged.length - 1];
    if (!last || removal.start > last.end) merged.push(removal);
    else if (removal.end > last.end || removal.reason !== 'unknown-word') {
      merged[merged.length - 1] = joinRemovals(last, removal);
    }
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
