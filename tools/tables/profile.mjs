/** PS3.15 Table E.1-1: the Application Level Confidentiality Profile. */
import { wrap } from './output.mjs';

/** Options in the order of their codes in CID 7050, which is also that of the data. */
export const METHOD_OPTIONS = [
  'basic',
  'cleanPixelData',
  'cleanRecognizableVisualFeatures',
  'cleanGraphics',
  'cleanStructuredContent',
  'cleanDescriptors',
  'retainLongFullDates',
  'retainLongModifiedDates',
  'retainPatientCharacteristics',
  'retainDeviceIdentity',
  'retainUIDs',
  'retainSafePrivate',
  'retainInstitutionIdentity',
];

function tagText(tag) {
  return tag.includes('odd') ? 'private' : tag.slice(1, 10).replace(',', '');
}

/** Rows that have the same codes share a line: `X cleanDescriptors=C : tags`. */
export function profileLines(profile) {
  const groups = new Map();
  for (const row of [...profile.rows].sort((a, b) => a.tag.localeCompare(b.tag))) {
    const options = Object.entries(row.options).map(([name, code]) => ` ${name}=${code}`);
    const key = `${row.basicProfile}${options.sort().join('')} :`;
    groups.set(key, [...(groups.get(key) ?? []), tagText(row.tag)]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, tags]) => wrap(key, tags));
}

export function methodCodeLines(profile) {
  return profile.deidentificationMethodCodes.map(
    ({ code, meaning }, index) => `${METHOD_OPTIONS[index]}|${code}|${meaning}`,
  );
}
