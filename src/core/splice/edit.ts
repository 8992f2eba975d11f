import { type Part, partSize } from '../io/byte-source';

/**
 * An edit replaces the bytes [start, end) of the original by others. Offsets refer to the original,
 * whatever other edits do; edits are in ascending order and no two touch the same byte.
 */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** An edit whose new bytes lie elsewhere, and are read when they are needed. */
export interface PartEdit {
  readonly start: number;
  readonly end: number;
  readonly part: Part;
}

export type AnyEdit = Edit | PartEdit;

/** How many bytes an edit writes. */
export function editSize(edit: AnyEdit): number {
  return 'bytes' in edit ? edit.bytes.length : partSize(edit.part);
}

/** @throws RangeError if the edits overlap or are out of order: a mistake of the caller */
export function checkEdits(edits: readonly AnyEdit[], size: number): void {
  let last = 0;
  for (const edit of edits) {
    if (edit.start < last || edit.end < edit.start || edit.end > size) {
      throw new RangeError(`edit [${edit.start}, ${edit.end}) does not follow ${last} within ${size}`);
    }
    last = edit.end;
  }
}

/** Two lists of edits in the order of their places; where two begin at one, that of `some` comes first. */
export function mergeEdits(some: readonly AnyEdit[], others: readonly AnyEdit[]): AnyEdit[] {
  const merged: AnyEdit[] = [];
  let next = 0;
  for (const edit of others) {
    while (next < some.length && some[next].start <= edit.start) merged.push(some[next++]);
    merged.push(edit);
  }
  while (next < some.length) merged.push(some[next++]);
  return merged;
}
