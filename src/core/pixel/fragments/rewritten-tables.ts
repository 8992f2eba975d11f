/** The offset tables (PS3.5 A.4, PS3.3 C.7.6.3.1.8) of pixel data in which frames become one fragment of another length. */
import type { DataSet, FragmentList } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';
import type { Part } from '../../io/byte-source';
import type { Change } from '../../splice/change';
import type { PartEdit } from '../../splice/edit';
import { encodeItem } from '../../splice/encode-element';
import type { FragmentIndex } from './frame-index';
import { EXTENDED_OFFSET_TABLE } from './offset-tables';

export const EXTENDED_OFFSET_TABLE_LENGTHS: Tag = 0x7fe00002;
export const ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH: Tag = 0x7fe00003;
/** Bytes of an item before its value. */
export const ITEM_HEADER = 8;
const LARGEST_BASIC_OFFSET = 0xffff_ffff;

/** A frame that becomes one fragment. */
export interface RewrittenFrame {
  /** Bytes of the fragment, but for one that pads it to even length. */
  readonly length: number;
}

export interface RewrittenTables {
  readonly edits: readonly PartEdit[];
  /** New values of the Extended Offset Table and its lengths, where the data set has them. */
  readonly changes: readonly Change[];
}

/** @param frames - by number from 0; all others keep their fragments */
export async function rewriteTables(
  dataSet: DataSet,
  index: FragmentIndex,
  frames: ReadonlyMap<number, RewrittenFrame>,
): Promise<RewrittenTables> {
  const offsets = newOffsets(index, frames);
  return { edits: basicTable(index.list, offsets), changes: await extendedTable(dataSet, offsets, frames) };
}

/** Of the item that begins each frame, counted from the first fragment's. */
function newOffsets({ list, first }: FragmentIndex, frames: ReadonlyMap<number, RewrittenFrame>): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (let frame = 0; frame < first.length - 1; frame++) {
    offsets.push(at);
    const length = frames.get(frame)?.length;
    if (length !== undefined) at += ITEM_HEADER + length + (length % 2);
    else for (let i = first[frame]; i < first[frame + 1]; i++) at += ITEM_HEADER + list.lengths[i];
  }
  return offsets;
}

/** An empty table stays empty, and one becomes empty whose offsets would not fit. */
function basicTable({ starts, lengths }: FragmentList, offsets: readonly number[]): PartEdit[] {
  if (lengths[0] === 0) return [];
  const fits = (offsets.at(-1) ?? 0) <= LARGEST_BASIC_OFFSET;
  const table = new Uint8Array(fits ? offsets.length * 4 : 0);
  const view = new DataView(table.buffer);
  if (fits) for (const [frame, offset] of offsets.entries()) view.setUint32(frame * 4, offset, true);
  const part: Part = { kind: 'bytes', bytes: encodeItem(table, false) };
  return [{ start: starts[0] - ITEM_HEADER, end: starts[0] + lengths[0], part }];
}

async function extendedTable(
  dataSet: DataSet,
  offsets: readonly number[],
  frames: ReadonlyMap<number, RewrittenFrame>,
): Promise<Change[]> {
  const changes: Change[] = [];
  const offsetRow = dataSet.find(EXTENDED_OFFSET_TABLE);
  if (offsetRow >= 0 && dataSet.valueLength(offsetRow) > 0) {
    changes.push({ kind: 'replace', row: offsetRow, value: words(offsets.map(BigInt)) });
  }
  const lengthRow = dataSet.find(EXTENDED_OFFSET_TABLE_LENGTHS);
  if (lengthRow >= 0 && dataSet.valueLength(lengthRow) > 0) {
    const value = await dataSet.source.read(dataSet.valueStart(lengthRow), dataSet.valueEnd(lengthRow));
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const known = offsets.map((_, frame) => {
      const rewritten = frames.get(frame);
      if (rewritten) return BigInt(rewritten.length);
      return frame * 8 + 8 <= value.length ? view.getBigUint64(frame * 8, true) : 0n;
    });
    changes.push({ kind: 'replace', row: lengthRow, value: words(known) });
  }
  return changes;
}

function words(numbers: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setBigUint64(i * 8, number, true);
  return bytes;
}
