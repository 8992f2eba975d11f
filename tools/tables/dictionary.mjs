/** PS3.6: the registry of data elements. */
import { tagNumber } from './output.mjs';

const VRS = {
  'US or SS': 'us',
  'OB or OW': 'ob',
  'US or OW': 'uo',
  'US or SS or OW': 'so',
};

/** Must be what `keywordOfName` of src/core/dicom/dictionary.ts does; where they differ, the keyword is written out. */
function keywordOfName(name) {
  const words = name
    .replace(/'s\b/g, '')
    .replace(/\(s\)/g, 's')
    .split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Names that were derived from keywords lack the space after an abbreviation. */
function repairName(name) {
  return name.replace(/\b(SOP|RT|ID)(?=[A-Z][a-z])/g, '$1 ');
}

/** Rows with a number as tag, without the elements that structure sequences and those that have no keyword. */
export function dictionaryRows(dictionary, profile) {
  const known = new Set(dictionary.rows.map((row) => row.tag));
  const patterns = new Set(dictionary.rows.filter((row) => row.tag.includes('x')).map((row) => row.keyword));
  const missing = profile.rows.filter((row) => row.keyword && !known.has(row.tag)).map((row) => ({ ...row, vm: '1' }));
  return [...dictionary.rows, ...missing]
    .filter((row) => row.keyword !== '' && !row.tag.startsWith('(FFFE'))
    .map((row) => {
      const old = row.keyword.startsWith('RETIRED_');
      const keyword = row.keyword.replace('RETIRED_', '');
      return {
        ...row,
        pattern: row.tag.includes('x'),
        /** The same elements are listed a second time, at one place of the pattern, by another source. */
        duplicate: old && patterns.has(keyword),
        number: tagNumber(row.tag),
        keyword,
        name: repairName(row.name.replace('RETIRED_', '')),
        retired: row.retired || old,
      };
    })
    .filter((row) => !row.duplicate)
    .sort((a, b) => a.number - b.number || a.tag.localeCompare(b.tag));
}

function fields(row) {
  const vr = VRS[row.vr] ?? row.vr;
  if (!/^[A-Za-z]{2}$/.test(vr)) throw new Error(`VR of ${row.tag}: ${row.vr}`);
  const regular = keywordOfName(row.name) === row.keyword;
  const text = regular && row.vm === '1' ? row.name : `${row.vm}|${row.name}${regular ? '' : `|${row.keyword}`}`;
  return `${vr}${row.retired ? '-' : ' '}${text}`;
}

/** One line per element: element number, VR, `-` if retired, name; before it the VM and after it the keyword if not the usual. */
export function dictionaryLines(rows) {
  const lines = [];
  let group = '';
  for (const row of rows.filter((candidate) => !candidate.pattern)) {
    if (row.tag.slice(1, 5) !== group) {
      group = row.tag.slice(1, 5);
      lines.push(`@${group}`);
    }
    lines.push(`${row.tag.slice(6, 10)} ${fields(row)}`);
  }
  return lines;
}

/** As above for repeating groups and elements, with the whole tag, x for any digit. */
export function patternLines(rows) {
  return rows.filter((row) => row.pattern).map((row) => `${row.tag.slice(1, 5)}${row.tag.slice(6, 10)} ${fields(row)}`);
}
