/** Basic and Extended Offset Table (PS3.5 A.4, PS3.3 C.7.6.3.1.8). */
import type { DataSet, FragmentList } from '../../dicom/data-set';
import { formatTag, PIXEL_DATA, type Tag } from '../../dicom/tag';
import type { ReadBytes } from '../../io/byte-source';
import type { PixelDescription } from '../description';

export const EXTENDED_OFFSET_TABLE: Tag = 0x7fe00001;
/** A Basic Offset Table holds 32 bits: in longer Pixel Data its offsets start again from 0. */
const WRAP = 2 ** 32;

interface OffsetTable {
  readonly tag: string;
  /** Of the first fragment's item of each frame, counted from the first fragment's item. */
  readonly offsets: Float64Array;
}

/** The Extended Offset Table, where the data set has one. */
export async function extendedOffsets(
  dataSet: DataSet,
  { item }: PixelDescription,
  read: ReadBytes,
): Promise<OffsetTable | undefined> {
  const row = dataSet.find(EXTENDED_OFFSET_TABLE, item);
  if (row < 0 || dataSet.valueLength(row) < 8) return undefined;
  const value = await read(dataSet.valueStart(row), dataSet.valueEnd(row));
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const offsets = Float64Array.from({ length: Math.floor(value.length / 8) }, (_, i) =>
    Number(view.getBigUint64(8 * i, true)),
  );
  return { tag: formatTag(EXTENDED_OFFSET_TABLE), offsets };
}

/** The Basic Offset Table, where it is not empty. */
export async function basicOffsets(
  { starts, lengths }: FragmentList,
  read: ReadBytes,
): Promise<OffsetTable | undefined> {
  const length = lengths[0];
  if (length < 4) return undefined;
  const value = await read(starts[0], starts[0] + length);
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const offsets = Float64Array.from({ length: Math.floor(value.length / 4) }, (_, i) => view.getUint32(4 * i, true));
  return { tag: formatTag(PIXEL_DATA), offsets };
}

/**
 * The first fragment of each frame, and one past the last; undefined if the offsets are not those of
 * fragments in ascending order, or not as many as there are frames.
 */
export function matchOffsets({ starts }: FragmentList, offsets: Float64Array, frames: number): Uint32Array | undefined {
  if (offsets.length !== frames) return undefined;
  const first = new Uint32Array(frames + 1);
  let fragment = 1;
  for (let frame = 0; frame < frames; frame++) {
    while (fragment < starts.length && (starts[fragment] - starts[1] - offsets[frame]) % WRAP !== 0) {
      // The first fragment begins the first frame, or some bytes would belong to none.
      if (frame === 0) return undefined;
      fragment++;
    }
    if (fragment >= starts.length) return undefined;
    first[frame] = fragment++;
  }
  first[frames] = starts.length;
  return first;
}
