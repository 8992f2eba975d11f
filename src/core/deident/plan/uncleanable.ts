/**
 * Content that no rule for data elements can clean, because it is no data element's value but a whole
 * document, recorded sound or a manufacturer's raw data: a person has to decide about it.
 */
import { type DataSet, FLAG } from '../../dicom/data-set';
import { sopClassName } from '../../dicom/sop-class';
import { elementOf, formatTag, ITEM, isPrivate, type Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { DicomError } from '../../errors';
import { encodeU32 } from '../../splice/encode-element';
import { profileRow } from '../profile/profile';
import { type Decider, type Rule, rule } from '../rules/rule';
import { audioRows, NUMBER_OF_WAVEFORM_SAMPLES, oneSample } from './audio';
import { documentPlaceholder } from './document-placeholder';

export type ContentKind = 'encapsulated-document' | 'audio' | 'raw-data';

/** What is done about such content: the file is refused, the content goes, or it stays since the user has looked at it. */
export const DOCUMENT_DECISIONS = ['refuse', 'remove', 'keep-checked'] as const;
export type DocumentDecision = (typeof DOCUMENT_DECISIONS)[number];

/** What a decision does to the elements that it concerns. */
export interface ContentPlan {
  readonly kinds: readonly ContentKind[];
  readonly decision: Exclude<DocumentDecision, 'refuse'>;
  readonly rules: ReadonlyMap<number, Rule>;
  /** New values of rows whose rule is `replace`. */
  readonly values: ReadonlyMap<number, Uint8Array>;
}

const SOP_CLASS_UID: Tag = 0x00080016;
export const ENCAPSULATED_DOCUMENT: Tag = 0x00420011;
const MIME_TYPE_OF_ENCAPSULATED_DOCUMENT: Tag = 0x00420012;
const ENCAPSULATED_DOCUMENT_LENGTH: Tag = 0x00420015;
const RAW_DATA_STORAGE = '1.2.840.10008.5.1.4.1.1.66';
/** VRs whose values can be anything. */
const OPAQUE: ReadonlySet<VrCode> = new Set([VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN]);

/** A decision about such content, and who made it. */
export interface ContentDecision {
  readonly does: DocumentDecision;
  readonly decider: Decider;
}

/**
 * Carries a decision out on what cannot be cleaned; undefined where the data set holds nothing of the kind.
 *
 * What is removed leaves a placeholder where its element has Type 1, as action code D of Table E.1-1 wants
 * for Encapsulated Document: an empty element would make the instance invalid, and viewers fail on it.
 *
 * @throws DicomError with the kind as code if nobody has decided
 */
export function planContent(dataSet: DataSet, { does, decider }: ContentDecision): ContentPlan | undefined {
  const found = findContent(dataSet);
  const [first] = found.keys();
  if (first === undefined) return undefined;
  if (does === 'refuse') throw refusal(dataSet, first, found.get(first) ?? []);
  const removed = rule('remove', decider);
  const rules = new Map<number, Rule>();
  const values = new Map<number, Uint8Array>();
  const replace = (row: number, value: Uint8Array): void => {
    rules.set(row, rule('replace', decider));
    values.set(row, value);
  };
  const replaceNumber = (row: number, value: number): void => {
    if (row < 0) return;
    if (dataSet.vrs[row] === VR.UL) replace(row, encodeU32(value, dataSet.has(row, FLAG.bigEndian)));
    else rules.set(row, removed);
  };
  for (const [kind, rows] of found) {
    for (const row of rows) {
      if (does === 'keep-checked') rules.set(row, rule('keep', decider));
      else if (kind === 'raw-data') rules.set(row, removed);
      else if (kind === 'audio') {
        const item = dataSet.parents[row] as number;
        replace(row, oneSample(dataSet, item));
        replaceNumber(dataSet.find(NUMBER_OF_WAVEFORM_SAMPLES, item), 1);
      } else {
        const placeholder = documentPlaceholder(dataSet.text(dataSet.find(MIME_TYPE_OF_ENCAPSULATED_DOCUMENT)));
        replace(row, placeholder);
        replaceNumber(dataSet.find(ENCAPSULATED_DOCUMENT_LENGTH), placeholder.length);
      }
    }
  }
  return { kinds: [...found.keys()], decision: does, rules, values };
}

/** The rows that hold it, by kind. */
function findContent(dataSet: DataSet): ReadonlyMap<ContentKind, readonly number[]> {
  const found = new Map<ContentKind, readonly number[]>();
  const document = dataSet.find(ENCAPSULATED_DOCUMENT);
  if (document >= 0 && dataSet.valueLength(document) > 0) found.set('encapsulated-document', [document]);
  const sopClass = dataSet.text(dataSet.find(SOP_CLASS_UID));
  const audio = audioRows(dataSet, sopClass);
  if (audio.length > 0) found.set('audio', audio);
  // Where a manufacturer puts raw data is not known: the SOP class alone says that there are some.
  if (sopClass === RAW_DATA_STORAGE) found.set('raw-data', rawRows(dataSet));
  return found;
}

/** Private elements with all that is in them, and values that can be anything, unless the table names them. */
function rawRows(dataSet: DataSet): readonly number[] {
  const { count, nexts, tags, vrs } = dataSet;
  const rows: number[] = [];
  let privateEnd = 0;
  for (let row = dataSet.firstRow; row < count; row++) {
    const tag = tags[row] as Tag;
    if (tag === ITEM || elementOf(tag) === 0) continue;
    if (isPrivate(tag)) privateEnd = Math.max(privateEnd, nexts[row] as number);
    if (row < privateEnd || (OPAQUE.has(vrs[row] as VrCode) && !profileRow(tag))) rows.push(row);
  }
  return rows;
}

function refusal(dataSet: DataSet, kind: ContentKind, [row]: readonly number[]): DicomError {
  const holds = sopClassName(dataSet.text(dataSet.find(SOP_CLASS_UID)));
  const place =
    row === undefined ? {} : { offset: dataSet.starts[row] as number, tag: formatTag(dataSet.tags[row] as Tag) };
  return new DicomError(kind, place, { ...(holds !== undefined && { holds }) });
}
