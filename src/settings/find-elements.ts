import { type ProfileCode, profileRow } from '../core/deident/profile/profile';
import { formatSelector, type Selector } from '../core/deident/rules/override';
import { type DictionaryEntry, entries, patternOf } from '../core/dicom/dictionary';
import { parseSelector } from './selector';

/** A data element that an override can name. */
export interface FoundElement {
  /** As an override has it: a keyword, or the tag where there is none. */
  readonly text: string;
  /** `(0010,0010)`, `(60xx,3000)` */
  readonly tag: string;
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  readonly vm: string;
  readonly retired: boolean;
  /** Action code of PS3.15 Table E.1-1; '' where no row names the element. */
  readonly code: ProfileCode | '';
}

interface Candidate {
  readonly found: FoundElement;
  readonly keyword: string;
  readonly name: string;
  /** Eight digits, `x` where a repeating group has any. */
  readonly digits: string;
}

const AFTER_ALL = 10;

let candidates: readonly Candidate[] | undefined;

/** The elements of the data dictionary whose keyword, name or tag holds the text; the likeliest first. */
export function findElements(text: string, most: number): readonly FoundElement[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  candidates ??= [...entries()].flatMap(candidateOf);
  const ranked = candidates.flatMap((candidate) => {
    const rank = rankOf(candidate, wanted);
    return rank === undefined ? [] : [{ found: candidate.found, rank }];
  });
  // Sorting keeps the order of the tags among equals.
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.slice(0, most).map(({ found }) => found);
}

/** What the dictionary and the profile say of a tag or keyword, if an override can name it. */
export function elementOf(text: string): FoundElement | undefined {
  const wanted = text.trim().toLowerCase();
  candidates ??= [...entries()].flatMap(candidateOf);
  return candidates.find(({ keyword, digits }) => keyword === wanted || digits === digitsOf(wanted))?.found;
}

function candidateOf(entry: DictionaryEntry): readonly Candidate[] {
  const { tag, keyword, name, vr, vm, retired } = entry;
  const pattern = patternOf(tag);
  const element: Selector['element'] = pattern ? { kind: 'repeating', ...pattern } : { kind: 'tag', tag };
  const written = formatSelector({ element, sequences: [] });
  const text = keyword || written;
  if ('problem' in parseSelector({ tag: text })) return [];
  const found = { text, tag: written, keyword, name, vr, vm, retired, code: profileRow(tag)?.code ?? ('' as const) };
  return [{ found, keyword: keyword.toLowerCase(), name: name.toLowerCase(), digits: digitsOf(written) }];
}

function digitsOf(text: string): string {
  return text.replace(/[(),\s]/g, '').toLowerCase();
}

/** 0 for what is meant word by word; retired elements come after all others that are not. */
function rankOf({ found, keyword, name, digits }: Candidate, wanted: string): number | undefined {
  const asDigits = digitsOf(wanted);
  const rank = (() => {
    if (keyword === wanted || name === wanted || digits === asDigits) return 0;
    if (/^[0-9a-fx]{3,}$/.test(asDigits) && digits.startsWith(asDigits)) return 1;
    if (keyword.startsWith(wanted) || name.startsWith(wanted)) return 2;
    if (name.includes(` ${wanted}`)) return 3;
    return keyword.includes(wanted) || name.includes(wanted) ? 4 : undefined;
  })();
  return rank && found.retired ? rank + AFTER_ALL : rank;
}
