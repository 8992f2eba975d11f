/** PS3.6: the registry of data elements. */
import { tagNumber, wrap } from './output.mjs';

const VRS = {
  'US or SS': 'us',
  'OB or OW': 'ob',
  'US or OW': 'uo',
  'US or SS or OW': 'so',
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#%&()*+,-./:;<=>?@[]^_{}~';

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

/** Name; before it the VM and after it the keyword, if they are not 1 and the usual. */
function nameLine(row) {
  const regular = keywordOfName(row.name) === row.keyword;
  return regular && row.vm === '1' ? row.name : `${row.vm}|${row.name}${regular ? '' : `|${row.keyword}`}`;
}

/** Two letters for a VR, then `-` for a retired element. */
function vrOf(row) {
  const vr = VRS[row.vr] ?? row.vr;
  if (!/^[A-Za-z]{2}$/.test(vr)) throw new Error(`VR of ${row.tag}: ${row.vr}`);
  return vr + (row.retired ? '-' : ' ');
}

/** Elements in the order of their tags: the steps from tag to tag, one character for each VR, and names. */
export function dictionaryConstants(rows) {
  const single = rows.filter((row) => !row.pattern);
  const patterns = rows.filter((row) => row.pattern);
  const kinds = [...new Set(rows.map(vrOf))].sort();
  if (kinds.length > ALPHABET.length) throw new Error('Too many VRs');
  const letterOf = (row) => ALPHABET[kinds.indexOf(vrOf(row))];
  const steps = single.map(
    (row, index) => `${row.number - (single[index - 1]?.number ?? 0)}${index === single.length - 1 ? '' : ','}`,
  );
  return {
    VR_LETTERS: ALPHABET.slice(0, kinds.length),
    VR_KINDS: kinds.join(','),
    TAG_STEPS: wrap('', steps).map((line) => line.trim()),
    VRS: single.map(letterOf).join(''),
    NAMES: single.map(nameLine),
    PATTERN_TAGS: patterns.map((row) => row.tag.slice(1, 10).replace(',', '')).join(' '),
    PATTERN_VRS: patterns.map(letterOf).join(''),
    PATTERN_NAMES: patterns.map(nameLine),
  };
}
