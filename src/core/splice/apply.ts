import { deflateSync } from 'fflate';
import type { DataSet } from '../dicom/data-set';
import { type Part, PartsSource } from '../io/byte-source';
import { type AnyEdit, checkEdits, editSize } from './edit';

/** Gaps between edits that are longer than this stay references to the original. */
const LONGEST_COPY = 4_096;

/**
 * The output as a list of parts: new bytes, and ranges of the original that are not copied. Without
 * edits it is the original, byte by byte.
 */
export async function applyEdits(dataSet: DataSet, edits: readonly AnyEdit[]): Promise<Part[]> {
  const { source, file } = dataSet;
  if (edits.length === 0) return [{ kind: 'slice', source: file, start: 0, end: file.size }];
  checkEdits(edits, source.size);
  const parts = splice(dataSet, edits);
  return dataSet.syntax.deflated ? deflateParts(dataSet, edits, parts) : parts;
}

function splice(dataSet: DataSet, edits: readonly AnyEdit[]): Part[] {
  const { source, retained } = dataSet;
  const parts: Part[] = [];
  let buffer = new Uint8Array(0);
  let used = 0;
  const flush = (): void => {
    if (used > 0) parts.push({ kind: 'bytes', bytes: buffer.subarray(0, used) });
    buffer = buffer.subarray(used);
    used = 0;
  };
  const copy = (bytes: Uint8Array): void => {
    buffer.set(bytes, used);
    used += bytes.length;
  };
  const small = (start: number, end: number): Uint8Array | undefined =>
    end - start <= LONGEST_COPY ? retained.view(start, end) : undefined;

  let total = 0;
  let at = 0;
  for (const edit of edits) {
    if (small(at, edit.start)) total += edit.start - at;
    if ('bytes' in edit) total += edit.bytes.length;
    at = edit.end;
  }
  buffer = new Uint8Array(total);
  at = 0;
  for (const edit of edits) {
    const gap = small(at, edit.start);
    if (gap) copy(gap);
    else if (at < edit.start) {
      flush();
      parts.push({ kind: 'slice', source, start: at, end: edit.start });
    }
    if ('bytes' in edit) copy(edit.bytes);
    else {
      flush();
      parts.push(edit.part);
    }
    at = edit.end;
  }
  flush();
  if (at < source.size) parts.push({ kind: 'slice', source, start: at, end: source.size });
  return parts;
}

/** The file meta information stays as it is, the data set is deflated again (PS3.5 A.5). */
async function deflateParts(dataSet: DataSet, edits: readonly AnyEdit[], parts: readonly Part[]): Promise<Part[]> {
  const whole = new PartsSource(parts);
  const metaEnd = edits.reduce(
    (end, edit) =>
      edit.end <= dataSet.dataSetStart && edit.start < dataSet.dataSetStart
        ? end + editSize(edit) - (edit.end - edit.start)
        : end,
    dataSet.dataSetStart,
  );
  const meta = await whole.read(0, metaEnd);
  const deflated = deflateSync(await whole.read(metaEnd, whole.size), { level: 6 });
  const padding = new Uint8Array(deflated.length % 2);
  return [meta, deflated, padding].filter((bytes) => bytes.length > 0).map((bytes) => ({ kind: 'bytes', bytes }));
}
