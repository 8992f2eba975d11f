import { type DataSet, FLAG } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { VR } from '../dicom/vr';
import { DicomError } from '../errors';
import { type Change, encodingIn } from './change';
import type { Edit } from './edit';
import { encodeElement, encodeU32, padToEven } from './encode-element';
import { misplacedRows, repairedHeader } from './repair-headers';

interface TaggedEdit extends Edit {
  readonly tag: Tag;
}

const NOTHING = new Uint8Array(0);
const LONGEST_SEQUENCE = 0xffff_fffe;
/** What of the flags decides how a header is written. */
const HEADER_FLAGS = FLAG.explicitVr | FLAG.bigEndian | FLAG.vrUnknownInFile | FLAG.misplacedImplicit;

/**
 * Turns changes into edits of the original's bytes and fixes the explicit lengths of all enclosing
 * sequences and items upwards (PS3.5 7.5). Undefined lengths need no fixing. No change may concern an
 * element inside another change's element.
 *
 * @throws DicomError `value-too-long` if a length does not fit its field
 */
export function toEdits(dataSet: DataSet, changes: readonly Change[]): Edit[] {
  if (changes.length === 0) return [];
  const written = new Map<Uint8Array, Written>();
  const changed: TaggedEdit[] = [];
  const inserted: TaggedEdit[] = [];
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
      inserted.push({ start, end: start, bytes, tag: change.tag });
      grow(change.parent, bytes.length);
      continue;
    }
    const { row } = change;
    const start = dataSet.starts[row] as number;
    const end = dataSet.ends[row] as number;
    const bytes = change.kind === 'remove' ? NOTHING : replacement(dataSet, row, change.value, written);
    changed.push({ start, end, bytes, tag: dataSet.tags[row] as Tag });
    grow(dataSet.parents[row] as number, bytes.length - (end - start));
  }
  const misplaced = misplacedRows(dataSet, changes);
  for (const row of misplaced) {
    const longer = repairedHeader(dataSet, row, 0).length - (dataSet.headerLengths[row] as number);
    grow(dataSet.parents[row] as number, longer);
  }
  const lists = [changed, inserted, headerEdits(dataSet, misplaced, growth), lengthEdits(dataSet, growth)];
  return lists.map(inOrder).reduce(merge);
}

function headerEdits(dataSet: DataSet, rows: readonly number[], growth: ReadonlyMap<number, number>): TaggedEdit[] {
  return rows.map((row) => ({
    start: dataSet.starts[row] as number,
    end: dataSet.valueStart(row),
    bytes: repairedHeader(dataSet, row, dataSet.valueLength(row) + (growth.get(row) ?? 0)),
    tag: dataSet.tags[row] as Tag,
  }));
}

/** The length fields of sequences and items whose content grew or shrank. */
function lengthEdits(dataSet: DataSet, growth: ReadonlyMap<number, number>): TaggedEdit[] {
  const edits: TaggedEdit[] = [];
  for (const row of Int32Array.from(growth.keys()).sort()) {
    const bytes = growth.get(row) ?? 0;
    if (bytes === 0 || dataSet.has(row, FLAG.undefinedLength) || dataSet.has(row, FLAG.misplacedImplicit)) continue;
    const length = dataSet.valueLength(row) + bytes;
    if (length > LONGEST_SEQUENCE) throw new DicomError('value-too-long', { tag: dataSet.path(row) }, { length });
    const start = dataSet.valueStart(row);
    edits.push({
      start: start - 4,
      end: start,
      bytes: encodeU32(length, dataSet.has(row, FLAG.bigEndian)),
      tag: dataSet.tags[row] as Tag,
    });
  }
  return edits;
}

/** An inserted element comes before the one that stood there; two in the order of their tags. */
function compare(a: TaggedEdit, b: TaggedEdit): number {
  return a.start - b.start || a.end - b.end || a.tag - b.tag;
}

function inOrder(edits: TaggedEdit[]): TaggedEdit[] {
  for (let i = 1; i < edits.length; i++) {
    if (compare(edits[i - 1] as TaggedEdit, edits[i] as TaggedEdit) > 0) return edits.sort(compare);
  }
  return edits;
}

function merge(a: TaggedEdit[], b: TaggedEdit[]): TaggedEdit[] {
  if (b.length === 0) return a;
  const merged: TaggedEdit[] = [];
  let i = 0;
  for (const edit of b) {
    while (i < a.length && compare(a[i] as TaggedEdit, edit) <= 0) merged.push(a[i++] as TaggedEdit);
    merged.push(edit);
  }
  while (i < a.length) merged.push(a[i++] as TaggedEdit);
  return merged;
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

/** What was written last for a value: dummies come again and again in the same elements. */
interface Written {
  readonly tag: Tag;
  readonly vr: number;
  readonly flags: number;
  readonly bytes: Uint8Array;
}

function replacement(dataSet: DataSet, row: number, value: Uint8Array, written: Map<Uint8Array, Written>): Uint8Array {
  const tag = dataSet.tags[row] as Tag;
  const flags = (dataSet.flags[row] as number) & HEADER_FLAGS;
  const known = written.get(value);
  const vr = dataSet.vrs[row] as number;
  if (known?.tag === tag && known.vr === vr && known.flags === flags) return known.bytes;
  const bytes = encodeReplacement(dataSet, row, value);
  written.set(value, { tag, vr, flags, bytes });
  return bytes;
}

function encodeReplacement(dataSet: DataSet, row: number, value: Uint8Array): Uint8Array {
  const vr = dataSet.vrs[row] as number;
  const flags = dataSet.flags[row] as number;
  // Padded as its own VR wants it, also where the file says UN.
  return encodeElement(
    dataSet.tags[row] as Tag,
    flags & FLAG.vrUnknownInFile && vr !== VR.SQ ? VR.UN : vr,
    padToEven(value, vr),
    {
      explicitVr: (flags & (FLAG.explicitVr | FLAG.misplacedImplicit)) !== 0,
      bigEndian: (flags & FLAG.bigEndian) !== 0,
    },
  );
}
