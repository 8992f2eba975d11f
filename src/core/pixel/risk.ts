/**
 * Which images a person has to look at before they are shared, and why. Headers can't tell whether there is text
 * in the pixels; they tell where it is usual. That a file says "no" to burned-in annotation proves nothing.
 */
import { type DataSet, KIND } from '../dicom/data-set';
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, formatTag, isPrivate, PIXEL_DATA, type Tag } from '../dicom/tag';
import { DicomError } from '../errors';
import { Attributes } from './attributes';
import { declaredLength } from './declared-length';
import { describePixels } from './describe';
import { isHead } from './head';

export type RiskReason =
  | 'burned-in-annotation'
  | 'ultrasound'
  | 'photograph'
  | 'document'
  | 'dose-report'
  | 'label'
  | 'screen-capture'
  | 'digitized-film'
  | 'secondary-capture'
  | 'private-pixels'
  | 'unseen-pixels'
  | 'recognizable-face';

export interface PixelRisk {
  readonly reason: RiskReason;
  /** The element that says so. */
  readonly tag: string;
}

const IMAGE_TYPE: Tag = 0x00080008;
const SOP_CLASS_UID: Tag = 0x00080016;
const MODALITY: Tag = 0x00080060;
const CONVERSION_TYPE: Tag = 0x00080064;
const SERIES_DESCRIPTION: Tag = 0x0008103e;
const BODY_PART_EXAMINED: Tag = 0x00180015;
const NUMBER_OF_FRAMES: Tag = 0x00280008;
const BURNED_IN_ANNOTATION: Tag = 0x00280301;

/** Secondary Capture Image Storage and its multi-frame kin. */
const SECONDARY_CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.\d)?$/;

const MODALITY_REASONS: readonly (readonly [RiskReason, RegExp])[] = [
  ['ultrasound', /^(US|IVUS|BMD|BDUS)$/],
  ['photograph', /^(ES|XC|GM|OP|OPT|DMS)$/],
  ['document', /^(SR|KO|DOC|OT|SC|PLAN)$/],
  ['digitized-film', /^(HC|DF|FA|FS)$/],
];

/** Images that a computer made of others: they are secondary, but no captures. */
const COMPUTED = /REFORMAT|MPR|MIP|PROJECTION|AVERAGE|RESAMPL|SUBTRACT|FUS|MOSAIC|ADC|TRACE|PERFUSION|RECON|MAP/;
const DOSE = /(?<![A-Z])DOSE(?![A-Z])|DOSIS|DOSIMETR/;
/** Bytes; what is shorter is padding. */
const SMALLEST_PICTURE = 1024;
const VOLUME_MODALITIES = /^(CT|MR|PT)$/;
/** Dental imaging: a volume where there are several frames. */
const DENTAL_MODALITIES = /^(IO|PX|CBCT)$/;

/** The reasons to look at an image, the gravest first; none for a data set without pixels. */
export function pixelRisk(dataSet: DataSet): PixelRisk[] {
  const pixels = [PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA].find((tag) => dataSet.find(tag) >= 0);
  const attributes = new Attributes(dataSet);
  const risks: PixelRisk[] = [];
  const add = (reason: RiskReason, tag: Tag): void => {
    risks.push({ reason, tag: formatTag(tag) });
  };
  if (attributes.text(BURNED_IN_ANNOTATION) === 'YES') add('burned-in-annotation', BURNED_IN_ANNOTATION);
  if (pixels !== undefined) {
    const modality = attributes.text(MODALITY);
    for (const [reason, modalities] of MODALITY_REASONS) if (modalities.test(modality)) add(reason, MODALITY);
    addByOrigin(attributes, modality, add);
    if (hasUnseenPixels(dataSet)) add('unseen-pixels', pixels);
    if (showsFace(attributes, modality)) add('recognizable-face', BODY_PART_EXAMINED);
  }
  const hidden = privatePixels(dataSet);
  if (hidden >= 0) risks.push({ reason: 'private-pixels', tag: dataSet.path(hidden) });
  return risks;
}

/** Reasons in how the image came to be: Image Type, conversion, SOP class, description of the series. */
function addByOrigin(attributes: Attributes, modality: string, add: (reason: RiskReason, tag: Tag) => void): void {
  const imageType = attributes.text(IMAGE_TYPE).toUpperCase();
  const isSecondary = /^[^\\]*\\SECONDARY/.test(imageType);
  const series = attributes.text(SERIES_DESCRIPTION).toUpperCase();
  const conversion = attributes.text(CONVERSION_TYPE);
  if (modality !== 'RTDOSE') {
    if (DOSE.test(imageType)) add('dose-report', IMAGE_TYPE);
    else if (
      /PATIENT PROTOCOL/.test(series) ||
      (DOSE.test(series) && (isSecondary || /REPORT|INFO|RECORD|SHEET/.test(series)))
    ) {
      add('dose-report', SERIES_DESCRIPTION);
    }
  }
  if (/LABEL|THUMBNAIL|OVERVIEW/.test(imageType)) add('label', IMAGE_TYPE);
  if (/SCREEN|SAVE|CAPTURE|SNAPSHOT/.test(imageType)) add('screen-capture', IMAGE_TYPE);
  if (conversion === 'DF') add('digitized-film', CONVERSION_TYPE);
  else if (conversion !== '') add('secondary-capture', CONVERSION_TYPE);
  else if (SECONDARY_CAPTURE.test(attributes.text(SOP_CLASS_UID))) add('secondary-capture', SOP_CLASS_UID);
  else if (isSecondary && (/^(XA|RF)$/.test(modality) || !COMPUTED.test(imageType)))
    add('secondary-capture', IMAGE_TYPE);
}

function hasUnseenPixels(dataSet: DataSet): boolean {
  const length = declaredLength(dataSet);
  if (!length || length.available < length.expected + SMALLEST_PICTURE) return false;
  try {
    return (describePixels(dataSet)?.surplus ?? 0) >= SMALLEST_PICTURE;
  } catch (error) {
    if (error instanceof DicomError) return false;
    throw error;
  }
}

/** A face can be made out of the slices of a head, not of its projections. */
function showsFace(attributes: Attributes, modality: string): boolean {
  const frames = attributes.number(NUMBER_OF_FRAMES) ?? 1;
  const isVolume = VOLUME_MODALITIES.test(modality) || (DENTAL_MODALITIES.test(modality) && frames > 1);
  return isVolume && !/LOCALIZER|SCOUT|TOPOGRAM/.test(attributes.text(IMAGE_TYPE).toUpperCase()) && isHead(attributes);
}

/** The first Pixel Data, or fragments, in a private element; -1 where there are none. */
function privatePixels(dataSet: DataSet): number {
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    if (dataSet.tags[row] !== PIXEL_DATA && dataSet.kind(row) !== KIND.fragments) continue;
    for (let outer = row; outer >= 0; outer = dataSet.parents[outer]) {
      if (dataSet.kind(outer) !== KIND.item && isPrivate(dataSet.tags[outer])) return row;
    }
  }
  return -1;
}
