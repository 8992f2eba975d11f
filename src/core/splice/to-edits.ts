import { type DataSet, FLAG } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { VR } from '../dicom/vr';
import { type Change, encodingIn } from './change';
import type { Edit } from './edit';
import { encodeElement, encodeU32, padToEven } from './encode-element';
import { misplacedRows, repairedHeader } from './repair-headers';

interface TaggedEdit extends Edit {
  readonly tag: Tag;
}

const NOTHING = new Uint8Array(0);

/**
 * Turns changes into edits of the original's bytes and fixes the explicit lengths of all enclosing
 * sequences and items upwards (PS3.5 7.5). Undefined lengths need no fixing. No change may concern an
 * element inside another change's element.
 *
 * @throws DicomError `value-too-long` if a length does not fit its field
 */
export function toEdits(dataSet: DataSet, changes: readonly Change[]): Edit[] {
  if (changes.length === 0) return [];
  const edits: TaggedEdit[] = [];
  /** Bytes by which the content of a sequence or item grows. */
  const growth = new Map<number, number>();
  const grow = (parent: number, bytes: number): void => {
    if (bytes === 0) return;
    for (let row = parent; row >= 0; row = dataSet.parents[row] as number) {
      growth.set(row, (growth.get(row) ?? 0) + bytes);
    }
  };
  for (const change of changes) {
    if (change.kind === 'insert') {
      const start = insertOffset(dataSet, change.parent, change.tag);
      const bytes = encodeElement(change.tag, change.vr, change.value, encodingIn(dataSet, change.parent));
      edits.push({ start, end: start, bytes, tag: change.tag });
      grow(change.parent, bytes.length);
      continue;
    }
    const { row } = change;
    const start = dataSet.starts[row] as number;
    const end = dataSet.ends[row] as number;
    const bytes = change.kind === 'remove' ? NOTHING : replacement(dataSet, row, change.value);
    edits.push({ start, end, bytes, tag: dataSet.tags[row] as Tag });
    grow(dataSet.parents[row] as number, bytes.length - (end - start));
  }

  const misplaced = misplacedRows(dataSet, changes);
  for (const row of misplaced) {
    const longer = repairedHeader(dataSet, row, 0).length - (dataSet.headerLengths[row] as number);
    grow(dataSet.parents[row] as number, longer);
  }
  for (const row of misplaced) {
    const bytes = repairedHeader(dataSet, row, dataSet.valueLength(row) + (growth.get(row) ?? 0));
    edits.push({
      start: dataSet.starts[row] as number,
      end: dataSet.valueStart(row),
      bytes,
      tag: dataSet.tags[row] as Tag,
    });
  }
  for (const [row, bytes] of growth) {
    if (bytes === 0 || dataSet.has(row, FLAG.undefinedLength) || dataSet.has(row, FLAG.misplacedImplicit)) continue;
    const start = dataSet.valueStart(row);
    const length = encodeU32(dataSet.valueLength(row) + bytes, dataSet.has(row, FLAG.bigEndian));
    edits.push({ start: start - 4, end: start, bytes: length, tag: dataSet.tags[row] as Tag });
  }
  // Inserted elements come before the one that stood there, in the order of their tags.
  return edits.sort((a, b) => a.start - b.start || a.end - b.end || a.tag - b.tag);
}

/** Where an element with the tag belongs among the elements of an item or of the top level. */
function insertOffset(dataSet: DataSet, parent: number, tag: Tag): number {
  const end = parent < 0 ? dataSet.count : (dataSet.nexts[parent] as number);
  let row = parent < 0 ? dataSet.firstRow : parent + 1;
  while (row < end) {
    if ((dataSet.tags[row] as Tag) > tag) return dataSet.starts[row] as number;
    row = dataSet.nexts[row] as number;
  }
  return parent < 0 ? dataSet.dataSetEnd : dataSet.valueEnd(parent);
}

function replacement(dataSet: DataSet, row: number, value: Uint8Array): Uint8Array {
  const vr = dataSet.vrs[row] as number;
  const flags = dataSet.flags[row] as number;
  // Padded as its own VR wants it, also where the file says UN.
  return encodeElement(
    dataSet.tags[row] as Tag,
    flags & FLAG.vrUnknownInFile ? VR.UN : vr,
    padToEven(value, vr),
    {
      explicitVr: (flags & (FLAG.explicitVr | FLAG.misplacedImplicit)) !== 0,
      bigEndian: (flags & FLAG.bigEndian) !== 0,
    },
  );
}
