import { normalizeForSearch } from '../dicom/charset/normalize';
import { type DataSet, FLAG, KIND } from '../dicom/data-set';
import { isKnown } from '../dicom/dictionary';
import { isPrivate, type Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import { categoryOf, isIdentifying } from './category';
import { Identifiers } from './identifiers';
import { profileRow } from './profile';
import { titledNames } from './titled-names';

const PATIENT_BIRTH_DATE: Tag = 0x00100030;
const LONGEST_IDENTIFIER = 1024;
const LONGEST_FREE_TEXT = 16_384;

/** What a device writes of itself and of its technique; words in it are no sign of a person. */
const TECHNIQUE: ReadonlySet<Tag> = new Set([
  0x00080070, 0x00081090, 0x00181020, 0x00080102, 0x00181210, 0x00180024, 0x00181250, 0x00181251,
]);

export function isTechnique(tag: Tag): boolean {
  return TECHNIQUE.has(tag);
}

/**
 * Gathers the identifiers that a file holds in its own identifying elements, at every depth: names,
 * IDs, addresses, institutions, dates that the profile names, and UIDs that are replaced.
 */
export function collectIdentifiers(dataSet: DataSet): Identifiers {
  const identifiers = new Identifiers(() => ambientWords(dataSet));
  const { count, tags, vrs } = dataSet;
  for (let row = dataSet.firstRow; row < count; row++) {
    const tag = tags[row] as Tag;
    const vr = vrs[row] as VrCode;
    if (!isText(vr) || dataSet.kind(row) !== KIND.element) continue;
    const length = dataSet.valueLength(row);
    if (length === 0) continue;
    if (vr === VR.PN || mayIdentify(tag, vr)) {
      if (length <= LONGEST_IDENTIFIER) addValues(identifiers, dataSet, row, tag, vr);
    } else if (usesCharset(vr) && length <= LONGEST_FREE_TEXT && isListedText(tag)) {
      for (const name of titledNames(dataSet.text(row))) identifiers.addPersonName(name);
    }
  }
  return identifiers;
}

const listed = new Map<Tag, boolean>();

/** Free text that the profile names: descriptions and comments, in which people are mentioned. */
function isListedText(tag: Tag): boolean {
  let verdict = listed.get(tag);
  if (verdict === undefined) {
    verdict = !isPrivate(tag) && profileRow(tag) !== undefined;
    listed.set(tag, verdict);
  }
  return verdict;
}

const verdicts = new Map<Tag, boolean>();

/** Remembered by tag: there are a few thousand tags and many more elements. */
function mayIdentify(tag: Tag, vr: VrCode): boolean {
  const known = verdicts.get(tag);
  if (known !== undefined) return known;
  const isDate = vr === VR.DA || vr === VR.DT;
  const verdict =
    !isPrivate(tag) && (isIdentifying(tag) || ((isDate || vr === VR.UI) && profileRow(tag) !== undefined));
  verdicts.set(tag, verdict);
  return verdict;
}

function addValues(identifiers: Identifiers, dataSet: DataSet, row: number, tag: Tag, vr: VrCode): void {
  const text = dataSet.text(row);
  if (text === '') return;
  for (const value of vr === VR.LT || vr === VR.ST || vr === VR.UT ? [text] : text.split('\\')) {
    const trimmed = value.trim();
    if (vr === VR.PN) identifiers.addPersonName(trimmed);
    else if (vr === VR.DA || vr === VR.DT) {
      identifiers.addDate(trimmed.slice(0, 8));
      if (tag === PATIENT_BIRTH_DATE) identifiers.addId(trimmed);
    } else if (vr === VR.UI) identifiers.addUid(trimmed);
    else {
      const category = categoryOf(tag, vr);
      if (category === 'contact' || category === 'institution' || category === 'device') identifiers.addPlace(trimmed);
      else identifiers.addId(trimmed);
    }
  }
}

/** Words of elements that stay and hold no free text (codes, numbers), and of the device's own technique. */
function ambientWords(dataSet: DataSet): ReadonlySet<string> {
  const words = new Set<string>();
  const { count, tags, vrs } = dataSet;
  for (let row = dataSet.firstRow; row < count; row++) {
    const tag = tags[row] as Tag;
    const vr = vrs[row] as VrCode;
    if (!isText(vr) || isPrivate(tag) || dataSet.has(row, FLAG.badVr) || dataSet.kind(row) !== KIND.element) continue;
    if ((usesCharset(vr) || vr === VR.UR) && !TECHNIQUE.has(tag)) continue;
    if (dataSet.valueLength(row) > 2000 || !isKnown(tag) || profileRow(tag)) continue;
    for (const word of dataSet.text(row).split(/[\^=\\\s,;:/()[\]"']+/)) words.add(normalizeForSearch(word).text);
  }
  return words;
}
