import { lazy } from '../../lazy';
import { isNameLike, startsWithCapital } from './capitals';
import { findDegrees } from './degrees';
import type { Removal } from './removal';
import { isAlsoName, isEponymHead, isSafeWord } from './vocabulary';
import { firstWordFrom, type Word } from './words';

/** Names that titles, verbs and relatives give away, and initials. */

/** After these any word with a capital is a name. */
const TITLE =
  'Dr\\.(?:\\s?(?:med|dent|vet|rer|nat|phil|habil|univ|h\\.\\s?c)\\.)*|Drs\\.|Dra\\.?|Prof\\.?|Professor|Mr\\.|Mrs\\.?|Ms\\.|Mx\\.|Miss|Mister|Missis|Herrn?|Hr\\.|Frau|Fr\\.|Frl\\.|Fräulein|Mme\\.?|Mlle\\.?|MM?\\.|Madame|Monsieur|Mademoiselle|Sr\\.|Sra\\.?|Srta\\.?|Señora?|Senhora?|Doña|Dña\\.|Sig\\.|Sig\\.ra|Signora?|Dott\\.?|Dott\\.ssa|Dottoressa|Dottore|Docteur|Doctor|Doktor|Dhr\\.?|Mevr\\.?|Mw\\.|Mevrouw|Meneer|Ibu|Bapak|Bpk\\.?|Pak|Tn\\.|Ny\\.|Nn\\.|Sdr\\.|Hj?\\.|Sir|Rev\\.|Capt\\.|Sgt\\.|Hon\\.|Doc\\.|Ing\\.|Mag\\.|Univ\\.-?Prof\\.|St\\.|Saint|Sainte|Sankt|San|Santa|Г-н|Г-жа';
/** After these a word with a capital is a name unless it is safe and names nobody. */
const TITLE_MAYBE =
  'DR|Dr|DRA|MR|Mr|MS|Ms|MRS\\.?|FRAU|HERR|MME|MLLE|MISS|PROF\\.?|DR\\.|MR\\.|MS\\.|OA|OÄ|CA|Schwester|Pfleger|Sister|Nurse|Uncle|Aunt|Lady|Lord|Father|Bu|Don';
const LED =
  'performed\\s+by|reported\\s+(?:by|to)|read\\s+by|seen\\s+(?:by|with)|reviewed\\s+(?:by|with)|discussed\\s+with|referred\\s+by|ref\\.?\\s+by|requested\\s+by|req\\.?(?:\\s+by)?|ordered\\s+by|signed(?:\\s+by)?|dictated\\s+by|approved\\s+by|verified\\s+by|repeated\\s+by|accompanied\\s+by|operator|tech(?:nologist|nician)?|radiographer|radiologist|sonographer|physician|surgeon|attending|resident|consultant|cc|attn|c/o|nok|next\\s+of\\s+kin|emergency\\s+contact|guardian|name|surname|patient(?:in)?(?:\\s+name)?|pat\\.?|pt\\.?|paciente|paziente|pasien|patiënt|nom|nombre|nome|nama|naam|operador|arzt|ärztin|überweiser|zuweiser|médecin|médico|medico|dokter|arts|huisarts|hausarzt|called|named';
const RELATIVE =
  'mother|father|daughter|son|sister|brother|wife|husband|spouse|partner|aunt|uncle|cousin|niece|nephew|grandmother|grandfather|grandson|granddaughter|mom|mum|dad|friend|carer|caregiver|mutter|vater|tochter|sohn|schwester|bruder|ehefrau|ehemann|gatte|gattin|mère|père|fille|fils|soeur|sœur|frère|épouse|mari|madre|padre|hija|hijo|hermana|hermano|esposa|esposo|marido|figlia|figlio|sorella|fratello|moglie|marito|mãe|pai|filha|filho|irmã|irmão|moeder|vader|dochter|zoon|zus|broer|echtgenote|echtgenoot|ayah|anak|suami|istri|kakak|adik';
const WEAK = 'for|by|with|to|per|von|für|durch|bei|par|pour|avec|por|para|con|da|per|door|voor|met|oleh|untuk|dengan';

const NOT_AFTER_LETTER = '(?<![\\p{L}\\p{N}.])';
const GAP = '\\s*(?:[.:,=-]\\s*)?';
const ANY_NAME = lazy(() => new RegExp(`${NOT_AFTER_LETTER}(?:(?:${TITLE})\\s*)+(?=\\p{L})`, 'gu'));
const MAYBE_NAME = lazy(() => new RegExp(`${NOT_AFTER_LETTER}(?:(?:${TITLE_MAYBE})\\s+)+(?=\\p{L})`, 'gu'));
const LED_NAME = lazy(
  () => new RegExp(`${NOT_AFTER_LETTER}(?:${LED})(?:['’]s)?(?!\\p{L})${GAP}(?:is\\s+)?(?=\\p{L})`, 'giu'),
);
const RELATIVE_NAME = lazy(
  () => new RegExp(`${NOT_AFTER_LETTER}(?:${RELATIVE})(?!\\p{L})${GAP}(?:is\\s+)?[("]?(?=\\p{L})`, 'giu'),
);
const WEAK_NAME = lazy(() => new RegExp(`${NOT_AFTER_LETTER}(?:${WEAK})\\s+(?=\\p{Lu})`, 'giu'));
const INITIALS = lazy(() => /(?<![\p{L}\p{N}.])(?:\p{Lu}\.[ -]?){2,4}(?![\p{L}\p{N}])/gu);
const PARTICLE =
  /^(?:van|von|vom|zu|zur|der|den|de|del|della|dello|degli|di|da|do|dos|das|du|la|le|les|el|al|bin|binti|ibn|ben|ter|ten|te|st|mac|mc|af|av|y|e|d|l|o)$/i;
/** Words that are names too, but of which descriptions are full: beside a name alone they stay. */
const EXAMINED = new Set(
  `head hand foot bone bones heart kidney arm bein kopf hals fuss zahn stone stones long short small large low high field fields cross
  post pool early white black gray grey renal strain speed free strong sharp mark marks hill wall best fast fat hook key band male man
  child baby kind nurse north south east west spring summer autumn winter may march august house storm weeks waters glass gold silver
  steel neu alt gross klein lang kurz frei link early late love hope son van sun light dark pike page`.split(/\s+/),
);
const MOST_NAMES = 5;
/** In a row: "de la", "van der". */
const MOST_PARTICLES = 6;

type Measure = 'any' | 'maybe' | 'weak';

export function findPeople(text: string, words: readonly Word[]): Removal[] {
  const removals: Removal[] = [];
  const follow = (pattern: RegExp, measure: Measure, withTrigger: boolean): void => {
    for (const match of text.matchAll(pattern)) {
      const at = match.index + match[0].length;
      const end = endOfName(text, words, at, measure);
      if (end !== undefined) removals.push({ start: withTrigger ? match.index : at, end, reason: 'name' });
    }
  };
  follow(ANY_NAME(), 'any', true);
  follow(MAYBE_NAME(), 'maybe', true);
  follow(LED_NAME(), 'maybe', false);
  follow(RELATIVE_NAME(), 'maybe', false);
  follow(WEAK_NAME(), 'weak', false);
  removals.push(...findDegrees(text, words), ...initials(text));
  return removals;
}

/** Between words of one name: a space, a comma or a hyphen; a point after an initial. */
function isJoint(text: string, isAfterInitial: boolean): boolean {
  return isAfterInitial ? /^\.?[\s,-]{0,2}$/.test(text) : /^(?:\s|,\s?|-|\^|_|['’])$/.test(text);
}

/** Where the name that starts at a place ends, or undefined if none does. */
function endOfName(text: string, words: readonly Word[], at: number, measure: Measure): number | undefined {
  let index = firstWordFrom(words, at);
  if (words[index]?.start !== at) return undefined;
  let end: number | undefined;
  let names = 0;
  let unknown = 0;
  let last: Word | undefined;
  for (; index < words.length && names < MOST_NAMES; index++) {
    const word = words[index] as Word;
    if (last && !isJoint(text.slice(last.end, word.start), last.text.length === 1)) break;
    last = word;
    if (PARTICLE.test(word.text) && word.text.length > 1 && isNameLikeNext(words, index)) continue;
    if (word.text.length === 1 && startsWithCapital(word.text)) {
      if (text[word.end] === '.' || (names > 0 && isNameLikeNext(words, index))) continue;
      break;
    }
    const isFirstOfAny = measure === 'any' && names === 0 && startsWithCapital(word.text);
    if (!isFirstOfAny && !isNameLike(word.text)) break;
    if (measure === 'maybe' && names === 0 && EXAMINED.has(word.text.toLowerCase()) && !isNameLikeNext(words, index))
      break;
    if (!isSafeWord(word.text)) unknown++;
    names++;
    end = word.end;
  }
  return measure === 'weak' && unknown === 0 ? undefined : end;
}

function isNameLikeNext(words: readonly Word[], index: number): boolean {
  for (let next = index + 1; next <= index + 1 + MOST_PARTICLES; next++) {
    const word = words[next];
    if (!word) return false;
    if (isNameLike(word.text)) return true;
    if (!PARTICLE.test(word.text)) return false;
  }
  return false;
}

/** "J.S.", unless the letters make a known word: "A.P.", "I.V.". */
function initials(text: string): Removal[] {
  return [...text.matchAll(INITIALS())]
    .filter(([found]) => !isSafeWord(found))
    .map(({ index, 0: found }) => ({ start: index, end: index + found.trimEnd().length, reason: 'name' }));
}

const TITLE_CASE = /^\p{Lu}\p{Ll}/u;

/** Words that are names too, beside a name or an unknown word: "Brown, Xq", "Xq Brown", "X. Brown". */
export function besideNames(text: string, words: readonly Word[], names: readonly Removal[]): Removal[] {
  const starts = new Set(names.map(({ start }) => start));
  const ends = new Set(names.map(({ end }) => end));
  const isBeside = (word: Word, other: Word | undefined, isKnown: boolean, between: string): boolean => {
    if (!other || !isKnown || /\p{N}/u.test(other.text)) return false;
    if (/^, ?$/.test(between)) return true;
    return /^[ _-]$/.test(between) && TITLE_CASE.test(word.text) && TITLE_CASE.test(other.text);
  };
  return words.flatMap((word, index): Removal[] => {
    if (!isAlsoName(word.text)) return [];
    const before = words[index - 1];
    const after = words[index + 1];
    const gap = text.slice(before?.end ?? 0, word.start);
    if (before && startsWithCapital(word.text) && isInitial(text, before) && /^\. ?$/.test(gap)) {
      return [{ start: before.start, end: word.end, reason: 'name' }];
    }
    if (EXAMINED.has(word.text.toLowerCase()) || isEponymHead(after?.text ?? '')) return [];
    const isName =
      isBeside(word, before, before !== undefined && ends.has(before.end), gap) ||
      isBeside(
        word,
        after,
        after !== undefined && starts.has(after.start),
        text.slice(word.end, after?.start ?? word.end),
      );
    return isName ? [{ start: word.start, end: word.end, reason: 'name' }] : [];
  });
}

/** A capital with a point that is not the end of an abbreviation ("a.P."). */
function isInitial(text: string, word: Word): boolean {
  return (
    word.text.length === 1 &&
    startsWithCapital(word.text) &&
    !/\p{L}\.$/u.test(text.slice(Math.max(0, word.start - 3), word.start))
  );
}
