import { DicomError, type Warning } from '../errors';
import type { RetainedBytes } from '../io/retained-bytes';
import { FLAG, latin1, trimPadding } from './data-set';
import type { TableBuilder } from './table-builder';
import { formatTag } from './tag';
import { hasLongHeader, NO_VR, vrCode } from './vr';

const PREAMBLE_LENGTH = 128;
const TRANSFER_SYNTAX_UID = 0x00020010;
const GROUP_LENGTH = 0x00020000;

export interface FileMeta {
  readonly hasPreamble: boolean;
  /** Rows that were added to the table. */
  readonly rows: number;
  /** Absolute offset of the data set. */
  readonly end: number;
  /** (0002,0010), or '' where it is missing. */
  readonly transferSyntaxUid: string;
}

/**
 * Reads preamble and File Meta Information (PS3.10 7.1), which is always Explicit VR Little Endian.
 * `retained` holds the file's first bytes; more are loaded when it is longer. Group length is checked,
 * not trusted: the group ends where another begins.
 */
export async function readFileMeta(
  retained: RetainedBytes,
  table: TableBuilder,
  warnings: Warning[],
): Promise<FileMeta> {
  const { size } = retained.source;
  const firstBytes = async (start: number, length: number): Promise<Uint8Array | undefined> => {
    if (start + length > size) return undefined;
    const loading = retained.load(start, start + length);
    if (loading) await loading;
    return retained.view(start, start + length);
  };
  const mark = await firstBytes(PREAMBLE_LENGTH, 4);
  const hasPreamble = mark !== undefined && latin1(mark) === 'DICM';
  let pos = hasPreamble ? PREAMBLE_LENGTH + 4 : 0;
  if (!hasPreamble) {
    const bare = await firstBytes(0, 4);
    if (bare && latin1(bare) === 'DICM') pos = 4;
    // The prefix was forgotten: the file meta information follows an empty preamble at once.
    else if (mark && mark[0] === 2 && mark[1] === 0 && mark[2] === 0 && mark[3] === 0) pos = PREAMBLE_LENGTH;
    warnings.push({ code: 'no-preamble' });
  }
  const start = pos;
  let transferSyntaxUid = '';
  let expectedEnd = -1;
  for (;;) {
    const header = await firstBytes(pos, 8);
    if (header?.[0] !== 2 || header[1] !== 0) break;
    const view = new DataView(header.buffer, header.byteOffset, 8);
    const tag = (2 * 65536 + view.getUint16(2, true)) >>> 0;
    const vr = vrCode(latin1(header.subarray(4, 6)));
    const place = { offset: pos, tag: formatTag(tag) };
    if (vr === NO_VR) throw new DicomError('bad-file-meta', place);
    const headerLength = hasLongHeader(vr) ? 12 : 8;
    let length = view.getUint16(6, true);
    if (headerLength === 12) {
      const long = await firstBytes(pos + 8, 4);
      if (!long) throw new DicomError('truncated', place);
      length = new DataView(long.buffer, long.byteOffset, 4).getUint32(0, true);
    }
    const valueStart = pos + headerLength;
    const value = length > size - valueStart ? undefined : await firstBytes(valueStart, length);
    if (!value) throw new DicomError('truncated', place, { length, available: size - valueStart });
    if (tag === TRANSFER_SYNTAX_UID) transferSyntaxUid = trimPadding(latin1(value));
    if (tag === GROUP_LENGTH && length === 4) {
      expectedEnd = valueStart + 4 + new DataView(value.buffer, value.byteOffset, 4).getUint32(0, true);
    }
    pos = valueStart + length;
    table.add(tag, vr, FLAG.explicitVr, pos - length - headerLength, headerLength, pos, -1);
  }
  if (pos === start) warnings.push({ code: 'no-file-meta' });
  else if (expectedEnd !== pos) warnings.push({ code: 'file-meta-group-length', offset: start });
  return { hasPreamble, rows: table.count, end: pos, transferSyntaxUid };
}
