import type { CharacterSet } from '../../dicom/charset/character-set';
import { normalizeForSearch } from '../../dicom/charset/normalize';
import { splitValues } from '../../dicom/charset/values';
import { type DataSet, FLAG, KIND } from '../../dicom/data-set';
import { dictionaryVr, isKnown } from '../../dicom/dictionary';
import { isPrivate, type Tag } from '../../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../../dicom/vr';
import { type Category, categoryOf, isIdentifying } from '../profile/category';
import { profileRow } from '../profile/profile';
import { isUnlistedUid } from '../rules/unlisted-uids';
import { Identifiers } from './identifiers';
import { IdentifyingWords } from './identifying-words';
import type { StudyIdentifiers } from './study-identifiers';
import { studyKey } from './subject-key';
import { titledNames } from './titled-names';

const PATIENT_BIRTH_DATE: Tag = 0x00100030;
/** Of one value, in characters. */
const LONGEST_IDENTIFIER = 1024;
const LONGEST_ELEMENT = 1_048_576;
const LONGEST_FREE_TEXT = 16_384;
const NOTHING = new Uint8Array(0);
const MOST_ROWS_COMPARED = 1_000;
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
  if (vr === VR.UI) return isListed || isUnlistedUid(tag) || isIdentifying(tag) ? 'uid' : 'nothing';
  if (isIdentifying(tag)) return PLACES.has(categoryOf(tag, vr)) ? 'place' : 'id';
  // Descriptions and comments, in which people are mentioned.
  return isListed && usesCharset(vr) ? 'text' : 'nothing';
}

/** What the words of a file were made from: elements in their order, what each contributes, and its bytes. */
interface Origin {
  readonly roles: readonly Role[];
  readonly stays: readonly boolean[];
  readonly charsets: readonly CharacterSet[];
  readonly values: readonly Uint8Array[];
}

/** Images of a series say the same of their patient: what was collected last serves again and again. */
let last: (Origin & { readonly words: IdentifyingWords }) | undefined;

/**
 * Gathers the identifiers that a file holds in its own identifying elements, at every depth: names,
 * IDs, addresses, institutions, dates that the profile names, and UIDs that are replaced.
 *
 * @param stays - true for rows whose value the output keeps: what may be read there is no secret elsewhere
 * @param study - what other files of the study say
 */
export function collectIdentifiers(
  dataSet: DataSet,
  stays: (row: number) => boolean,
  study?: StudyIdentifiers,
): Identifiers {
  const { count, tags, vrs } = dataSet;
  const uids: number[] = [];
  const rows: number[] = [];
  for (let row = dataSet.firstRow; row < count; row++) {
    const role = roleOf(tags[row] as Tag, vrs[row] as VrCode);
    if (role === 'nothing' || dataSet.kind(row) !== KIND.element) continue;
    const length = dataSet.valueLength(row);
    if (length === 0 || length > LONGEST_ELEMENT) continue;
    (role === 'uid' ? uids : rows).push(row);
  }
  const own = wordsOf(dataSet, rows, stays);
  const words = study ? study.with(own, studyKey(dataSet)) : own;
  const identifiers = new Identifiers(() => ambientWords(dataSet), words);
  for (const row of uids) {
    if (!stays(row)) for (const uid of valuesOf(dataSet, row)) if (uid !== '') identifiers.addUid(uid);
  }
  for (const row of uids) {
    if (stays(row)) for (const uid of valuesOf(dataSet, row)) identifiers.withdrawUid(uid);
  }
  return identifiers;
}

function wordsOf(dataSet: DataSet, rows: readonly number[], stays: (row: number) => boolean): IdentifyingWords {
  // A header of thousands of texts is nobody's next slice.
  if (rows.length > MOST_ROWS_COMPARED) return collectWords(dataSet, rows, stays);
  const origin: Origin = {
    roles: rows.map((row) => roleOf(dataSet.tags[row] as Tag, dataSet.vrs[row] as VrCode)),
    stays: rows.map(stays),
    charsets: rows.map((row) => dataSet.charset(row)),
    values: rows.map((row) => dataSet.value(row) ?? NOTHING),
  };
  if (last && isSame(last, origin)) return last.words;
  const words = collectWords(dataSet, rows, stays);
  // The next file may be read into the same memory.
  last = { ...origin, values: origin.values.map((value) => value.slice()), words };
  return words;
}

function collectWords(dataSet: DataSet, rows: readonly number[], stays: (row: number) => boolean): IdentifyingWords {
  const words = new IdentifyingWords();
  const staying: number[] = [];
  for (const row of rows) {
    const role = roleOf(dataSet.tags[row] as Tag, dataSet.vrs[row] as VrCode);
    if (role === 'text') {
      const text = dataSet.text(row).slice(0, LONGEST_FREE_TEXT);
      for (const name of titledNames(text)) words.add('name', name);
    } else if (stays(row)) staying.push(row);
    else for (const value of valuesOf(dataSet, row)) add(words, role, value);
  }
  for (const row of staying) {
    const role = roleOf(dataSet.tags[row] as Tag, dataSet.vrs[row] as VrCode);
    for (const value of valuesOf(dataSet, row)) withdraw(words, role, value);
  }
  return words;
}

function isSame(one: Origin, other: Origin): boolean {
  if (one.roles.length !== other.roles.length) return false;
  for (let i = 0; i < one.roles.length; i++) {
    if (one.roles[i] !== other.roles[i] || one.stays[i] !== other.stays[i] || one.charsets[i] !== other.charsets[i])
      return false;
    const a = one.values[i] as Uint8Array;
    const b = other.values[i] as Uint8Array;
    if (a.length !== b.length) return false;
    for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return false;
  }
  return true;
}

function valuesOf(dataSet: DataSet, row: number): readonly string[] {
  const values = splitValues(dataSet.text(row), dataSet.vrs[row] as VrCode);
  return values.map((value) => value.trim().slice(0, LONGEST_IDENTIFIER));
}

function add(words: IdentifyingWords, role: Role, value: string): void {
  if (role === 'name' || role === 'place') words.add(role, value);
  if (role === 'id' || role === 'birth-date') words.add('id', value);
  if (role === 'date' || role === 'birth-date') words.add('date', value);
}

function withdraw(words: IdentifyingWords, role: Role, value: string): void {
  if (role === 'name' || role === 'id' || role === 'place' || role === 'date') words.withdraw(role, value);
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
