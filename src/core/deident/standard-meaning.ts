import type { DataSet } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';

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
  if (tag !== CODE_MEANING) return false;
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
