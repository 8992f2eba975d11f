import type { DataSet } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';

const CODE_VALUE: Tag = 0x00080100;
const CODE_MEANING: Tag = 0x00080104;
const CODING_SCHEME_DESIGNATOR: Tag = 0x00080102;

/** Coding schemes with published meanings (PS3.16 Table 8-1); those beginning with 99 are local. */
const PUBLISHED = new Set(
  'DCM SCT SRT SNM3 LN UCUM RADLEX FMA ICD10 I10 I10P I9 I9C C4 NCIt UMLS MA MDC NEU NYUMCCG PUBCHEM_CID DCMUID ISO3166_1'.split(
    ' ',
  ),
);

/** By item: a damaged one may hold many meanings. */
const published = new WeakMap<DataSet, Map<number, boolean>>();

/** True for a Code Meaning of a published coding scheme: its words are the scheme's, not a person's. */
export function isStandardMeaning(dataSet: DataSet, row: number, tag: Tag): boolean {
  return tag === CODE_MEANING && isOfPublishedScheme(dataSet, row);
}

/** True for what says a code of a published coding scheme: its value, scheme, version or meaning (PS3.3 8.8). */
export function isPublishedCode(dataSet: DataSet, row: number): boolean {
  const tag = dataSet.tags[row] as Tag;
  return tag >= CODE_VALUE && tag <= CODE_MEANING && isOfPublishedScheme(dataSet, row);
}

function isOfPublishedScheme(dataSet: DataSet, row: number): boolean {
  const item = dataSet.parents[row] as number;
  if (item < 0) return false;
  let known = published.get(dataSet);
  if (!known) {
    known = new Map();
    published.set(dataSet, known);
  }
  let isPublished = known.get(item);
  if (isPublished === undefined) {
    isPublished = PUBLISHED.has(dataSet.text(dataSet.find(CODING_SCHEME_DESIGNATOR, item)));
    known.set(item, isPublished);
  }
  return isPublished;
}
