import { type DataSet, KIND, latin1, trimPadding } from '../dicom/data-set';
import { PIXEL_DATA, type Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import type { ByteSearch, Pattern } from './byte-search';
import { hasOnlyItsCharacters } from './coded-value';
import { isTechnique } from './collect-identifiers';
import type { Findings } from './findings';
import { isFullName } from './identifiers';
import type { Plan } from './plan';
import { isOfTheStandard } from './pseudonyms';
import { isStandardMeaning } from './standard-meaning';

const SHORTEST_SEARCHED = 3;
const SHORTEST_IN_BINARY = 6;
const SHORTEST_UID = 9;
/** Long values are searched in pieces, each of which begins with the end of the one before. */
const STEP = 1_048_576;
const OVERLAP = 1_024;
const UID_IN_TEXT = /(?<![\d.])\d{1,39}(?:\.\d{1,39}){4,}/g;

/** Searches every element of the output, but the pixels, for the original's identifiers, as bytes. */
export async function searchIdentifiers(result: DataSet, plan: Plan, findings: Findings): Promise<void> {
  const { identifiers } = plan;
  const { index } = identifiers;
  const inText = index.textSearch();
  const countsInText = ({ identifier }: Pattern): boolean => identifiers.counts(identifier);
  const countsInBinary = ({ identifier }: Pattern): boolean =>
    identifier.folded.length >= SHORTEST_IN_BINARY && identifiers.counts(identifier);
  const countsInTechnique = ({ identifier }: Pattern): boolean => isFullName(identifier);
  for (let row = result.firstRow; row < result.count; row++) {
    if (result.kind(row) !== KIND.element || findings.wanted.has(row)) continue;
    const vr = result.vrs[row] as VrCode;
    const length = result.valueLength(row);
    if (length < SHORTEST_SEARCHED) continue;
    const tag = result.tags[row] as Tag;
    if (tag === PIXEL_DATA && result.parents[row] === -1) continue;
    if (vr === VR.UI) checkUids(result, row, plan, findings);
    else if (usesCharset(vr) || vr === VR.UR || vr === VR.UN) {
      const isExempt = isTechnique(tag) || isStandardMeaning(result, row, tag);
      const accepts = isExempt ? countsInTechnique : countsInText;
      if (await holds(result, row, inText, accepts)) findings.note('identifier', row);
      if (length >= SHORTEST_UID) searchText(result, row, plan, findings);
    } else if (isText(vr)) checkCoded(result, row, vr, plan, findings);
    else if (length >= SHORTEST_IN_BINARY && (await holds(result, row, index.binarySearch(), countsInBinary))) {
      findings.note('identifier', row);
    }
  }
}

async function holds(
  result: DataSet,
  row: number,
  search: ByteSearch,
  accepts: (pattern: Pattern) => boolean,
): Promise<boolean> {
  const value = result.value(row);
  if (value) return search.find(value, accepts) !== undefined;
  const end = result.valueEnd(row);
  for (let at = result.valueStart(row); at < end; at += STEP - OVERLAP) {
    const piece = await result.source.read(at, Math.min(end, at + STEP));
    if (search.find(piece, accepts)) return true;
  }
  return false;
}

/** UIDs and dates of the original in a text. */
function searchText(result: DataSet, row: number, plan: Plan, findings: Findings): void {
  const value = result.value(row);
  if (!value) return;
  const text = latin1(value);
  for (const match of text.matchAll(UID_IN_TEXT)) {
    if (isOriginalUid(plan, match[0])) findings.note('original-uid', row);
  }
  if (plan.identifiers.index.datesIn(text).length > 0) findings.note('identifier', row);
}

/** A code that is a whole name or ID, or that is no code at all and holds one. */
function checkCoded(result: DataSet, row: number, vr: VrCode, plan: Plan, findings: Findings): void {
  const value = result.value(row);
  if (!value) return;
  if (!hasOnlyItsCharacters(vr, value)) {
    if (plan.identifiers.find(latin1(value)).length > 0) findings.note('identifier', row);
    return;
  }
  if (vr !== VR.CS && vr !== VR.AE) return;
  if (
    trimPadding(latin1(value))
      .split('\\')
      .some((code) => plan.identifiers.isIdentifier(code))
  ) {
    findings.note('identifier', row);
  }
}

function checkUids(result: DataSet, row: number, plan: Plan, findings: Findings): void {
  const value = result.value(row);
  if (!value) return;
  for (const uid of trimPadding(latin1(value)).split('\\')) {
    if (isOriginalUid(plan, uid)) findings.note('original-uid', row);
  }
}

function isOriginalUid(plan: Plan, uid: string): boolean {
  return !isOfTheStandard(uid) && plan.identifiers.hasUid(uid);
}
