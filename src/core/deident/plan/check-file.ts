import { type DataSet, KIND } from '../../dicom/data-set';
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, formatTag, isPrivate, PIXEL_DATA, type Tag } from '../../dicom/tag';
import { VR } from '../../dicom/vr';
import { DicomError, type Warning, type WarningCode } from '../../errors';
import { declaredLength } from '../../pixel/declared-length';
import { pixelRisk, type RiskReason } from '../../pixel/risk';
import { isAlreadyDeidentified } from './stamp';

const SOP_CLASS_UID: Tag = 0x00080016;
const ROWS: Tag = 0x00280010;
const BITS_ALLOCATED: Tag = 0x00280100;
const ENCRYPTED_ATTRIBUTES_SEQUENCE: Tag = 0x04000500;
const CONTENT_SEQUENCE: Tag = 0x0040a730;
const DIRECTORY_RECORD_SEQUENCE: Tag = 0x00041220;
const UID = /^[0-9.]{1,64}$/;
const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';

/** What a person is told of a risk that pixels carry; several reasons to look make one warning. */
const RISK_WARNINGS: Readonly<Partial<Record<RiskReason, WarningCode>>> = {
  'burned-in-annotation': 'burned-in-annotation',
  'unseen-pixels': 'pixel-data-surplus',
  'recognizable-face': 'recognizable-face',
};

/**
 * Refuses what is no instance whose data elements could be cleaned: directories of a medium, and files
 * without a SOP class that one could name.
 *
 * @throws DicomError
 */
export function refuseUncleanable(dataSet: DataSet): void {
  const sopClass = dataSet.text(dataSet.find(SOP_CLASS_UID));
  if (sopClass === MEDIA_STORAGE_DIRECTORY || dataSet.find(DIRECTORY_RECORD_SEQUENCE) >= 0) {
    throw new DicomError('directory-file', { tag: '(0004,1220)' });
  }
  if (sopClass !== '' && !UID.test(sopClass)) throw new DicomError('unsupported-sop-class', { tag: '(0008,0016)' });
}

/** What a person should know of the file before it is shared. */
export function fileWarnings(dataSet: DataSet): Warning[] {
  const warnings: Warning[] = [];
  const warn: Warn = (code, tag, extra = {}) => {
    warnings.push({ code, ...(tag && { tag }), ...extra });
  };
  if (isAlreadyDeidentified(dataSet)) warn('already-deidentified', '(0012,0062)');
  const risks = new Map<WarningCode, string>();
  for (const { reason, tag } of pixelRisk(dataSet)) {
    const code = RISK_WARNINGS[reason] ?? 'modality-at-risk';
    if (!risks.has(code)) risks.set(code, tag);
  }
  if (risks.has('burned-in-annotation')) risks.delete('modality-at-risk');
  for (const [code, tag] of risks) warn(code, tag);
  if (!risks.has('pixel-data-surplus')) warnOfLength(dataSet, warn);
  if (dataSet.find(ENCRYPTED_ATTRIBUTES_SEQUENCE) >= 0) warn('encrypted-attributes', '(0400,0500)');
  if (dataSet.find(CONTENT_SEQUENCE) >= 0) warn('structured-report', '(0040,A730)');
  if (dataSet.find(ROWS) >= 0 && dataSet.find(BITS_ALLOCATED) >= 0 && !hasPixels(dataSet)) {
    warn('image-without-pixel-data');
  }
  countElements(dataSet, warn);
  return warnings;
}

export function hasPixels(dataSet: DataSet): boolean {
  return [PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA].some((tag) => dataSet.find(tag) >= 0);
}

type Warn = (code: WarningCode, tag?: string, extra?: Partial<Warning>) => void;

/** Native pixel data of another length than described; one byte that makes it even is padding (PS3.5 8.1.1). */
function warnOfLength(dataSet: DataSet, warn: Warn): void {
  const length = declaredLength(dataSet);
  if (!length) return;
  const { tag, expected, available } = length;
  const extra = { details: { expected, available } };
  if (available < expected) warn('pixel-data-short', formatTag(tag), extra);
  else if (available > expected + (expected % 2)) warn('pixel-data-trailing', formatTag(tag), extra);
}

function countElements(dataSet: DataSet, warn: Warn): void {
  let privateElements = 0;
  let overlays = 0;
  let unknownCharsets = 0;
  let firstUnknown = -1;
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    const tag = dataSet.tags[row] as Tag;
    if (isPrivate(tag) && dataSet.kind(row) !== KIND.item && (tag & 0xffff) > 0xff) privateElements++;
    if ((tag & 0xff01ffff) >>> 0 === 0x60003000) overlays++;
    if (tag === 0x00080005 && dataSet.vrs[row] === VR.CS && !dataSet.charset(row).known) {
      unknownCharsets++;
      if (firstUnknown < 0) firstUnknown = row;
    }
  }
  if (privateElements > 0) warn('private-elements', undefined, { count: privateElements });
  if (overlays > 0) warn('overlays', '(60xx,3000)', { count: overlays });
  if (firstUnknown >= 0) warn('unknown-charset', dataSet.path(firstUnknown), { count: unknownCharsets });
}
