/** Where each frame lies: native frames follow each other, encapsulated ones consist of fragments (PS3.5 A.4). */
import type { DataSet, FragmentList } from '../../dicom/data-set';
import { formatTag, PIXEL_DATA } from '../../dicom/tag';
import { DicomError, type ErrorDetails, type Warning } from '../../errors';
import { joinBytes, type ReadBytes } from '../../io/byte-source';
import type { PixelDescription } from '../description';
import { findCodestreams } from './codestream-starts';
import { basicOffsets, extendedOffsets, matchOffsets } from './offset-tables';

export type FrameIndex = { readonly kind: 'native'; readonly warnings: readonly Warning[] } | FragmentIndex;

export interface FragmentIndex {
  readonly kind: 'fragments';
  readonly list: FragmentList;
  /** Frame i has the fragments from `first[i]` to before `first[i + 1]`; fragment 0 is the Basic Offset Table. */
  readonly first: Uint32Array;
  readonly warnings: readonly Warning[];
}

/** Frames of a video are not apart from each other: MPEG-2, MPEG-4, HEVC (PS3.5 8.2.5 to 8.2.11). */
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.\d+)?$/;

/**
 * Finds the frames. The offset tables are believed where they fit the fragments; else there is a fragment for
 * each frame, or the fragments that begin a codestream begin a frame. `read` takes absolute offsets.
 *
 * @throws DicomError `frames-unclear` if it can't be told; `unsupported-pixels` for video
 */
export async function indexFrames(
  dataSet: DataSet,
  description: PixelDescription,
  read: ReadBytes = (start, end) => dataSet.source.read(start, end),
): Promise<FrameIndex> {
  if (!description.encapsulated) return { kind: 'native', warnings: [] };
  const list = dataSet.fragments.find(({ row }) => row === description.row);
  const place = { offset: description.start, tag: formatTag(PIXEL_DATA) };
  if (VIDEO.test(description.syntax)) throw new DicomError('unsupported-pixels', { tag: '(0002,0010)' });
  const count = list ? list.starts.length - 1 : 0;
  const details: ErrorDetails = { frames: description.frames, fragments: count };
  if (!list || count < description.frames) throw new DicomError('frames-unclear', place, details);

  const tables = [await extendedOffsets(dataSet, description, read), await basicOffsets(list, read)];
  const wrong: Warning[] = [];
  for (const table of tables) {
    if (!table) continue;
    const first = matchOffsets(list, table.offsets, description.frames);
    if (first) return { kind: 'fragments', list, first, warnings: wrong };
    wrong.push({ code: 'offset-table-wrong', tag: table.tag });
  }
  const first =
    count === description.frames
      ? Uint32Array.from({ length: count + 1 }, (_, i) => i + 1)
      : await findCodestreams(list, description, read);
  if (!first) throw new DicomError('frames-unclear', place, details);
  return { kind: 'fragments', list, first, warnings: wrong };
}

/**
 * The bytes of a native frame, absolute; its first sample is at bit `bit` of them. Where bytes lie in swapped
 * words the range covers whole words.
 */
export function nativeRange(
  { start, end, frameBits, swapsBytes }: PixelDescription,
  frame: number,
): { readonly start: number; readonly end: number; readonly bit: number } {
  const unit = swapsBytes ? 2 : 1;
  const firstBit = frame * frameBits;
  const from = Math.floor(firstBit / 8 / unit) * unit;
  const to = Math.ceil((firstBit + frameBits) / 8 / unit) * unit;
  return { start: start + from, end: Math.min(end, start + to), bit: firstBit - from * 8 };
}

/** The bytes of a frame: of a native one as `nativeRange` says, of an encapsulated one its codestream. */
export async function readFrame(
  index: FrameIndex,
  description: PixelDescription,
  frame: number,
  read: ReadBytes,
): Promise<Uint8Array> {
  if (frame < 0 || frame >= description.frames) throw new RangeError(`frame ${frame} of ${description.frames}`);
  if (index.kind === 'native') {
    const { start, end } = nativeRange(description, frame);
    return read(start, end);
  }
  const { starts, lengths } = index.list;
  const pieces: (Uint8Array | Promise<Uint8Array>)[] = [];
  for (let i = index.first[frame]; i < index.first[frame + 1]; i++)
    pieces.push(read(starts[i], starts[i] + lengths[i]));
  return joinBytes(await Promise.all(pieces));
}
