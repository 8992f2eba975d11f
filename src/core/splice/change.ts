import { type DataSet, FLAG, KIND } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import type { VrCode } from '../dicom/vr';
import type { Edit } from './edit';
import { encodeElement, encodeHeader, encodeU32, type Encoding, headerVr, padToEven } from './encode-element';

/**
 * What happens to one element of a data set. Values are raw bytes in the byte order and character set
 * of their place; odd lengths are padded when written.
 */
export type Change =
  | { readonly kind: 'remove'; readonly row: number }
  /** For a sequence, `value` holds encoded items, or nothing for an empty sequence. */
  | { readonly kind: 'replace'; readonly row: number; readonly value: Uint8Array }
  /** `parent` is the row of an item, or -1 for the top level. */
  | { readonly kind: 'insert'; readonly parent: number; readonly tag: Tag; readonly vr: VrCode; readonly value: Uint8Array };

/** Byte order and VR encoding of the elements in an item, or of the data set's top level. */
export function encodingIn(dataSet: DataSet, item: number): Encoding {
  if (item < 0) return dataSet.syntax;
  return { explicitVr: dataSet.has(item, FLAG.explicitVr), bigEndian: dataSet.has(item, FLAG.bigEndian) };
}

/** Where an element with the tag belongs among the elements of an item or of the top level. */
function insertOffset(dataSet: DataSet, parent: number, tag: Tag): number {
  const end = parent < 0 ? dataSet.count : (dataSet.nexts[parent] as number);
  let row = parent < 0 ? dataSet.firstRow : parent + 1;
  while (row < end) {
    if ((dataSet.tags[row] as number) > tag) return dataSet.starts[row] as number;
    row = dataSet.nexts[row] as number;
  }
  return parent < 0 ? dataSet.dataSetEnd : dataSet.valueEnd(parent);
}

/** An element whose header lacks the VR that its transfer syntax demands is given one. */
function repairedHeader(dataSet: DataSet, row: number, length: number): Uint8Array {
  return encodeHeader(dataSet.tags[row] as number, dataSet.vrs[row] as number, length, {
    explicitVr: true,
    bigEndian: dataSet.has(row, FLAG.bigEndian),
  });
}

function replacement(dataSet: DataSet, row: number, value: Uint8Array): Uint8Array {
  const vr = headerVr(dataSet.vrs[row] as number, dataSet.has(row, FLAG.vrUnknownInFile));
  return encodeElement(dataSet.tags[row] as number, vr, padToEven(value, dataSet.vrs[row] as number), {
    explicitVr: dataSet.has(row, FLAG.explicitVr) || dataSet.has(row, FLAG.misplacedImplicit),
    bigEndian: dataSet.has(row, FLAG.bigEndian),
  });
}

/**
 * Turns changes into edits of the original's bytes and fixes the explicit lengths of all enclosing
 * sequences and items upwards (PS3.5 7.5). Undefined lengths need no fixing.
 *
 * @throws DicomError `value-too-long` if a length does not fit its field
 */
export function toEdits(dataSet: DataSet, changes: readonly Change[]): Edit[] {
  const edits: { start: number; end: number; bytes: Uint8Array; tag: number }[] = [];
  const growth = new Map<number, number>();
  const touch = (parent: number, bytes: number): void => {
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
      touch(change.parent, bytes.length);
      continue;
    }
    const start = dataSet.starts[change.row] as number;
    const end = dataSet.ends[change.row] as number;
    const bytes = change.kind === 'remove' ? new Uint8Array(0) : replacement(dataSet, change.row, change.value);
    edits.push({ start, end, bytes, tag: dataSet.tags[change.row] as number });
    touch(dataSet.parents[change.row] as number, bytes.length - (end - start));
  }
  repairHeaders(dataSet, changes, edits, touch);
  const changed = new Set(changes.map((change) => (change.kind === 'insert' ? -1 : change.row)));
  for (const [row, bytes] of growth) {
    if (bytes === 0 || dataSet.has(row, FLAG.undefinedLength) || changed.has(row)) continue;
    if (dataSet.has(row, FLAG.misplacedImplicit)) continue;
    const start = dataSet.valueStart(row);
    const length = encodeU32(dataSet.valueLength(row) + bytes, dataSet.has(row, FLAG.bigEndian));
    edits.push({ start: start - 4, end: start, bytes: length, tag: dataSet.tags[row] as number });
  }
  for (let i = 1; i < edits.length; i++) {
    if ((edits[i - 1] as Edit).start >= (edits[i] as Edit).start) {
      // Inserted elements come before the one that stood there, in the order of their tags.
      edits.sort((a, b) => a.start - b.start || a.end - b.end || a.tag - b.tag);
      break;
    }
  }
  return edits;

  function repairHeaders(
    set: DataSet,
    all: readonly Change[],
    into: { start: number; end: number; bytes: Uint8Array; tag: number }[],
    grow: (parent: number, bytes: number) => void,
  ): void {
    if (all.length === 0 || !set.warnings.some((warning) => warning.code === 'implicit-vr-inside-explicit')) return;
    const gone = new Set<number>();
    for (const change of all) if (change.kind !== 'insert') gone.add(change.row);
    const rows: number[] = [];
    for (let row = 0; row < set.count; ) {
      if (gone.has(row)) {
        row = set.nexts[row] as number;
        continue;
      }
      if (set.has(row, FLAG.misplacedImplicit)) rows.push(row);
      row++;
    }
    for (const row of rows) {
      const longer = repairedHeader(set, row, 0).length - (set.headerLengths[row] as number);
      grow(set.parents[row] as number, longer);
    }
    for (const row of rows) {
      const start = set.starts[row] as number;
      const length = set.has(row, FLAG.undefinedLength) ? 0xffffffff : set.valueLength(row) + (growth.get(row) ?? 0);
      const bytes = undefinedOrExplicit(set, row, length);
      into.push({ start, end: set.valueStart(row), bytes, tag: set.tags[row] as number });
    }
  }

  function undefinedOrExplicit(set: DataSet, row: number, length: number): Uint8Array {
    if (length !== 0xffffffff) return repairedHeader(set, row, length);
    const header = repairedHeader(set, row, 0);
    header.fill(0xff, header.length - 4);
    return header;
  }
}

/** True for rows whose value is a sequence's items. */
export function isContainer(dataSet: DataSet, row: number): boolean {
  const kind = dataSet.kind(row);
  return kind === KIND.sequence || kind === KIND.item;
}
