/** Types (PS3.5 7.4) of the attributes with a compound action code, for each storage SOP class. */
import { wrap } from './output.mjs';

/** Modules whose Types were not at hand, but which have none of the attributes in question (PS3.3 C.8.2.2). */
const WITHOUT_COMPOUND_TAGS = new Set(['Multi-energy CT Image']);

const LETTERS = { 1: '1', '1C': 'c', 2: '2', '2C': 'd', 3: '3' };
const UID_ROOT = '1.2.840.10008.5.1.4.';

const hex = (tag) => tag.slice(1, 10).replace(',', '');
const shortUid = (uid) => (uid.startsWith(UID_ROOT) ? `.${uid.slice(UID_ROOT.length)}` : uid);

export function iodTypeConstants(types) {
  const tags = Object.keys(types.compoundTags).sort();
  const groups = new Map();
  for (const [uid, { types: known, unverifiedModules }] of Object.entries(types.sopClasses)) {
    const row = tags.map((tag) => LETTERS[known[tag] ?? '3']).join('');
    const isUnverified = unverifiedModules?.some((name) => !WITHOUT_COMPOUND_TAGS.has(name));
    const key = `${row}${isUnverified ? '!' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), shortUid(uid)]);
  }
  const nested = new Map();
  for (const [path, type] of Object.entries(types.nested)) {
    nested.set(type, [...(nested.get(type) ?? []), path.split('>').map(hex).join('>')]);
  }
  return {
    COMPOUND_TAGS: wrap('', tags.map(hex)),
    CLASSES: [...groups].flatMap(([key, uids]) => wrap(key, uids)),
    NESTED: [...nested].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([type, paths]) => wrap(LETTERS[type], paths)),
    UID_ROOT,
  };
}
