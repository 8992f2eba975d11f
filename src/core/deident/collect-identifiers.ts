import { normalizeForSearch } from '../dicom/charset/normalize';
import { splitValues } from '../dicom/charset/values';
import { type DataSet, FLAG, KIND } from '../dicom/data-set';
import { dictionaryVr, isKnown } from '../dicom/dictionary';
import { isPrivate, type Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import { type Category, categoryOf, isIdentifying } from './category';
import { Identifiers } from './identifiers';
import { profileRow } from './profile';
import { titledNames } from './titled-names';

const PATIENT_BIRTH_DATE: Tag = 0x00100030;
/** Of one value, in characters. */
const LONGEST_IDENTIFIER = 1024;
const LONGEST_ELEMENT = 1_048_576;
const LONGEST_FREE_TEXT = 16_384;
const PLACES: ReadonlySet<Category> = new Set(['contact', 'institution', 'device']);

/** What a device writes of itself and of its technique; words in it are no sign of a person. */
const TECHNIQUE: ReadonlySet<Tag> = new Set([
  0x00080070, 0x00081090, 0x00181020, 0x00080102, 0x00181210, 0x00180024, 0x00181250, 0x00181251,
]);

export function isTechnique(tag: Tag): boolean {
  return TECHNIQUE.has(tag);
}

/** What the values of an element contribute. */
type Role = 'name' | 'id' | 'place' | 'date' | 'birth-date' | 'uid' | 'text' | 'nothing';

/** By VR, then by tag: there are a few thousand and many more elements, and small integers are quick keys. */
const roles: Map<Tag, Role>[] = [];

function roleOf(tag: Tag, vr: VrCode): Role {
  let known = roles[vr];
  if (!known) {
    known = new Map();
    roles[vr] = known;
  }
  let role = known.get(tag);
  if (role === undefined) {
    role = decideRole(tag, vr);
    known.set(tag, role);
  }
  return role;
}

function decideRole(tag: Tag, vrOfRow: VrCode): Role {
  // What a file writes under another VR is still what the dictionary says it is.
  const vr = isPrivate(tag) ? vrOfRow : dictionaryVr(tag) || vrOfRow;
  if (vr === VR.PN || vrOfRow === VR.PN) return 'name';
  if (!isText(vr) || isPrivate(tag)) return 'nothing';
  if (tag === PATIENT_BIRTH_DATE) return 'birth-date';
  const isListed = profileRow(tag) !== undefined;
  if (vr === VR.DA || vr === VR.DT) return isListed ? 'date' : 'nothing';
  if (vr === VR.UI) return isListed || isIdentifying(tag) ? 'uid' : 'nothing';
  if (isIdentifying(tag)) return PLACES.has(categoryOf(tag, vr)) ? 'place' : 'id';
  // Descriptions and comments, in which people are mentioned.
  return isListed && usesCharset(vr) ? 'text' : 'nothing';
}

/**
 * Gathers the identifiers that a file holds in its own identifying elements, at every depth: names,
 * IDs, addresses, institutions, dates that the profile names, and UIDs that are replaced.
 *
 * @param stays - true for rows whose value the output keeps: what may be read there is no secret elsewhere
 */
export function collectIdentifiers(dataSet: DataSet, stays: (row: number) => boolean): Identifiers {
  const identifiers = new Identifiers(() => ambientWords(dataSet));
  const { count, tags, vrs } = dataSet;
  const staying: number[] = [];
  for (let row = dataSet.firstRow; row < count; row++) {
    const role = roleOf(tags[row] as Tag, vrs[row] as VrCode);
    if (role === 'nothing' || dataSet.kind(row) !== KIND.element) continue;
    const length = dataSet.valueLength(row);
    if (length === 0 || length > LONGEST_ELEMENT) continue;
    if (role === 'text') {
      const text = dataSet.text(row).slice(0, LONGEST_FREE_TEXT);
      for (const name of titledNames(text)) identifiers.addPersonName(name);
    } else if (stays(row)) staying.push(row);
    else for (const value of valuesOf(dataSet, row)) add(identifiers, role, value);
  }
  for (const row of staying) {
    const role = roleOf(tags[row] as Tag, vrs[row] as VrCode);
    for (const value of valuesOf(dataSet, row)) withdraw(identifiers, role, value);
  }
  return identifiers;
}

function valuesOf(dataSet: DataSet, row: number): readonly string[] {
  const values = splitValues(dataSet.text(row), dataSet.vrs[row] as VrCode);
  return values.map((value) => value.trim().slice(0, LONGEST_IDENTIFIER));
}

function withdraw(identifiers: Identifiers, role: Role, value: string): void {
  if (role === 'uid') identifiers.withdrawUid(value);
  else if (role === 'date') identifiers.withdrawDate(value);
  else if (role === 'name' || role === 'id' || role === 'place') identifiers.withdraw(role, value);
}

function add(identifiers: Identifiers, role: Exclude<Role, 'text' | 'nothing'>, value: string): void {
  switch (role) {
    case 'name':
      identifiers.addPersonName(value);
      break;
    case 'id':
      identifiers.addId(value);
      break;
    case 'place':
      identifiers.addPlace(value);
      break;
    case 'uid':
      identifiers.addUid(value);
      break;
    case 'birth-date':
      identifiers.addId(value);
      identifiers.addDate(value);
      break;
    case 'date':
      identifiers.addDate(value);
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
