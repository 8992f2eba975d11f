import { latin1, trimPadding } from '../../dicom/data-set';
import { elementOf, formatTag, groupOf, type Tag } from '../../dicom/tag';
import { NO_VR, vrName } from '../../dicom/vr';
import { DicomError } from '../../errors';
import { padToEven } from '../../splice/encode-element';
import type { MetaElement } from '../plan/file-meta-plan';
import type { Findings } from './findings';
import { headerSize, lettersOf, newOutputHeader, readHeader, readTag } from './output-header';
import type { OutputWindow } from './output-window';

/** The file meta information that this software writes is shorter. */
const LONGEST = 1_024;
const PREAMBLE = 128;
const PREFIX = 4;
const EXPLICIT_LITTLE = { explicitVr: true, bigEndian: false };
const META_GROUP = 0x0002;
const MEDIA_STORAGE_SOP_INSTANCE_UID: Tag = 0x00020003;
const TRANSFER_SYNTAX_UID: Tag = 0x00020010;

export interface OutputMeta {
  /** Where the data set begins. */
  readonly end: number;
  readonly transferSyntaxUid: string;
  readonly sopInstanceUid: string;
  /** Elements passed. */
  readonly elements: number;
}

/**
 * Preamble, prefix and File Meta Information of an output (PS3.10 7.1): a preamble of zeros, and the elements that
 * describe this software, each with its value and no others (PS3.15 E.1.1 item 7).
 *
 * @throws DicomError where there is none
 */
export async function checkMeta(
  window: OutputWindow,
  expected: readonly MetaElement[],
  findings: Findings,
): Promise<OutputMeta> {
  const limit = Math.min(window.size, LONGEST);
  if (!window.covers(0, limit)) await window.load(0, limit);
  const start = PREAMBLE + PREFIX;
  if (limit < start || latin1(window.view(PREAMBLE, start)) !== 'DICM') throw new DicomError('not-dicom');
  if (window.view(0, PREAMBLE).some((byte) => byte !== 0)) findings.note('obligation', 'preamble');
  const missing = new Map(expected.map((element) => [element.tag, element]));
  const header = newOutputHeader();
  const uids = new Map<Tag, string>();
  let elements = 0;
  let groupEnd = -1;
  let at = start;
  while (at + 8 <= limit && groupOf(readTag(window, at, false)) === META_GROUP) {
    const size = headerSize(window, at, EXPLICIT_LITTLE);
    if (at + size > limit) throw new DicomError('bad-file-meta', { offset: at });
    readHeader(window, at, size, EXPLICIT_LITTLE, header);
    const valueStart = at + size;
    const valueEnd = valueStart + header.length;
    if (valueEnd > limit) throw new DicomError('bad-file-meta', { offset: at });
    if (elementOf(header.tag) === 0) groupEnd = valueEnd + window.uint32(valueStart, false);
    else {
      const { vr = NO_VR, value } = missing.get(header.tag) ?? {};
      const isSame = value && isValue(window, valueStart, valueEnd, padToEven(value, vr));
      if (!isSame || header.holdsReserved || header.vr !== lettersOf(vrName(vr))) {
        findings.note('obligation', formatTag(header.tag));
      }
      missing.delete(header.tag);
    }
    uids.set(header.tag, trimPadding(latin1(window.view(valueStart, valueEnd))));
    elements++;
    at = valueEnd;
  }
  if (groupEnd !== at) findings.note('obligation', '(0002,0000)');
  for (const tag of missing.keys()) findings.note('obligation', formatTag(tag));
  return {
    end: at,
    transferSyntaxUid: uids.get(TRANSFER_SYNTAX_UID) ?? '',
    sopInstanceUid: uids.get(MEDIA_STORAGE_SOP_INSTANCE_UID) ?? '',
    elements,
  };
}

function isValue(window: OutputWindow, start: number, end: number, expected: Uint8Array): boolean {
  return end - start === expected.length && window.holds(start, expected);
}
