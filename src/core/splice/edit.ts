/**
 * An edit replaces the bytes [start, end) of the original by others. Offsets refer to the original,
 * whatever other edits do; edits are in ascending order and no two touch the same byte.
 */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** @throws RangeError if the edits overlap or are out of order: a mistake of the caller */
export function checkEdits(edits: readonly Edit[], size: number): void {
  let last = 0;
  for (const edit of edits) {
    if (edit.start < last || edit.end < edit.start || edit.end > size) {
      throw new RangeError(`edit [${edit.start}, ${edit.end}) does not follow ${last} within ${size}`);
    }
    last = edit.end;
  }
}
