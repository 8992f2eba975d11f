import { type DataSet, FLAG } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import type { Change } from './change';
import { encodeHeader } from './encode-element';

/** Elements that stay and lack the VR that their transfer syntax demands; some writers forget it. */
export function misplacedRows(dataSet: DataSet, changes: readonly Change[]): readonly number[] {
  if (!dataSet.warnings.some((warning) => warning.code === 'implicit-vr-inside-explicit')) return [];
  const changed = new Set<number>();
  for (const change of changes) if (change.kind !== 'insert') changed.add(change.row);
  const rows: number[] = [];
  for (let row = 0; row < dataSet.count; ) {
    if (changed.has(row)) {
      row = dataSet.nexts[row] as number;
      continue;
    }
    if (dataSet.has(row, FLAG.misplacedImplicit)) rows.push(row);
    row++;
  }
  return rows;
}

/** The header with its VR, for a value of `length` bytes; undefined length stays undefined. */
export function repairedHeader(dataSet: DataSet, row: number, length: number): Uint8Array {
  const isUndefined = dataSet.has(row, FLAG.undefinedLength);
  const header = encodeHeader(dataSet.tags[row] as Tag, dataSet.vrs[row] as number, isUndefined ? 0 : length, {
    explicitVr: true,
    bigEndian: dataSet.has(row, FLAG.bigEndian),
  });
  if (isUndefined) header.fill(0xff, header.length - 4);
  return header;
}
