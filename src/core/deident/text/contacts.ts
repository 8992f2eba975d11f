import { lazy } from '../../lazy';
import type { Removal } from './removal';
import { isAlsoName, isSafeWord } from './vocabulary';

/** Addresses of people and machines: e-mail, web, telephone, street and post. */

const LABEL =
  'tel(?:ephone|efon|efono|éfono|efone|p)?|ph(?:one)?|fono|fax|t[ée]l|mobile?|mobil|cell|celular|handy|gsm|pager|pgr|bleep|beeper|call|ext|durchwahl|dw|hp|wa|whatsapp|telefax|contact|rufnr|reached (?:at|on|under)|erreichbar(?: unter)?';
const DIGITS = '\\+?[\\d(][\\d ()./-]{2,}\\d';

const PATTERNS = lazy<readonly RegExp[]>(() => [
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu,
  /(?:https?|ftps?|sftp|file|smb|dicom|mailto):(?:\/\/)?[^\s<>"]+/giu,
  /(?<![\p{L}\p{N}])www\.[^\s<>"]+/giu,
  /(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}-]{2,63}\.){1,8}(?:com|org|net|edu|gov|info|biz|int|mil|local|localdomain|lan|intern|internal|example|invalid|test|eu|uk|de|fr|es|it|pt|nl|id|jp|cn|at|ch|be|br|us|ca|au)(?::\d+)?(?:\/[^\s<>"]*)?(?![\p{L}\p{N}])/giu,
  /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d+)?(?![\d.])/g,
  /(?<![\p{L}\p{N}:])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\p{L}\p{N}:])/giu,
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${LABEL})\\.?\\s*(?:no\\.?|nr\\.?|number|#)?\\s*[.:#=]?\\s*${DIGITS}`, 'giu'),
  /(?:電話(?:番号)?|电话|手机|携帯|전화|☎|📞)\s*[:：]?\s*\+?[\d(][\d ()./-]{2,}\d/gu,
  /(?<![\p{L}\d+])(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(0?\d*\)[ ./-]?)?\d[\d ./-]{5,}\d(?!\d)/gu,
  /(?<![\p{L}\d])\(\d{2,5}\)[ ./-]?\d{2,5}[ ./-]?\d{2,}(?:[ ./-]\d+)*(?!\d)/gu,
  /(?<![\p{L}\d.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?:\s?(?:x|ext\.?)\s?\d+)?(?![\d.-])/giu,
  /(?<![\p{L}\d.-])\d{3}-\d{4}(?![\d-])/gu,
  /(?<![\p{L}\d.,/-])0\d{1,4}[ /-]\d{3,}(?:[ -]?\d{2,})*(?!\d)/gu,
  /(?<!\p{L})(?:p\.?\s?o\.?\s?box|postfach|postbus|apartado|apdo\.?|casilla|bp)\s*\d+/giu,
]);

const STREET =
  'street|road|avenue|ave|boulevard|blvd|highway|hwy|parkway|pkwy|crescent|terrace|lane|drive|mews|gardens';
/** Words and abbreviations that mean much else: they count only beside a word that is not known. */
const STREET_MAYBE =
  '(?:st|rd|dr|ln|ct|pl|sq|cir|trl)(?=\\.?\\s*(?:,|$))|court|close|place|way|square|circle|grove|hill|row|walk|trail|path|park|alley|loop|run|view|ridge|turnpike|pike';
const ROMANCE_STREET =
  'rue|avenue|av|ave|bd|boulevard|place|impasse|chemin|allée|allee|quai|route|via|viale|vicolo|piazza|corso|largo|calle|c\\/|avda|avenida|plaza|paseo|carrera|rua|travessa|praça|praca|estrada|alameda|jalan|jl|jln|gang|gg|ul|ulica|улица|ул';
const NAME_WORDS = "(?:(?:\\p{L}[\\p{L}.'’-]*|\\d{1,3}(?:st|nd|rd|th))\\s+){1,4}";
/** Town, state and postal code after a street. */
const TOWN =
  "(?:(?:\\s*,\\s*|\\s+-\\s+)\\p{Lu}[\\p{L}.'’ -]{1,30})?(?:\\s*,?\\s*(?:[A-Z]{1,3}[ -]\\s?)?\\d{4,6}(?:-\\d{3,4})?(?:\\s?[A-Z]{2}(?!\\p{L}))?(?:\\s+\\p{Lu}\\p{L}[\\p{L}'’-]*(?:\\s+\\p{Lu}\\p{Ll}[\\p{L}'’-]*)?)?|\\s*,?\\s*[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}(?!\\p{L}))?";
const UNIT = '(?:\\s*,?\\s*(?:apt|apartment|unit|suite|ste|floor|fl|room|#)\\.?\\s*#?\\s*[\\p{L}\\d-]{1,6})?';

const NUMBER_FIRST = lazy(
  () =>
    new RegExp(
      `(?<![\\p{L}\\d.])\\d{1,5}\\s?[a-z]?,?\\s+(${NAME_WORDS})(?:(${STREET})|(${STREET_MAYBE}))(?!\\p{L})\\.?${UNIT}${TOWN}`,
      'giu',
    ),
);
const ROMANCE = lazy(
  () =>
    new RegExp(
      `(?<![\\p{L}\\d.])(?:(?:\\d{1,5}(?:\\s?(?:bis|ter|[a-d]))?,?\\s+)(?:${ROMANCE_STREET})\\.?\\s+([\\p{L}.'’-]+(?:\\s[\\p{L}.'’-]+){0,4}?)(?=[,;\\n]|\\s*\\d{4,5}|$)|(?:${ROMANCE_STREET})\\.?\\s+((?:[\\p{L}.'’-]+\\s){0,4}?[\\p{L}.'’-]+),?\\s*(?:no?\\.?|n[º°]|nr\\.?|nomor|#)?\\s*\\d{1,5})(?!\\s?(?:mm|cm|ml|kv|mg)(?!\\p{L}))${UNIT}${TOWN}`,
      'giu',
    ),
);
const GERMANIC = lazy(
  () =>
    new RegExp(
      `(?<!\\p{L})(?:(?:\\p{Lu}[\\p{L}.'’]{0,30}[\\s-]){0,3}\\p{Lu}[\\p{L}-]{0,40}(?:straße|strasse|straat|str\\.|gasse|allee|chaussee|laan|gracht|kade|singel|vej|gatan|gata)|(?:\\p{Lu}\\p{L}{1,30}[\\s-]){0,3}\\p{Lu}[\\p{L}-]{2,40}(?:weg|platz|ring|damm|ufer|steig|stieg|hof|plein|dreef))\\s*\\d{1,4}(?:\\s?[a-z](?!\\p{L}))?${TOWN}`,
      'gu',
    ),
);
const STATE_AND_CODE = lazy(
  () =>
    /(?<=[,\p{L}]\s?)(?<![\p{L}])(?:(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s\d{5}(?:-\d{4})?|(?:NSW|VIC|QLD|TAS)\s\d{4})(?!\d)/gu,
);

/** Quick looks: what the patterns of a group need at least. */
const MAY_BE_CONTACT = /[@:☎📞]|\d\D*\d\D*\d|[\p{L}\p{N}]\.\p{L}{2}/u;

export function findContacts(text: string): Removal[] {
  const removals: Removal[] = [];
  const add = (match: RegExpMatchArray): void => {
    const start = match.index ?? 0;
    removals.push({ start, end: start + match[0].trimEnd().length, reason: 'contact' });
  };
  if (MAY_BE_CONTACT.test(text)) {
    for (const pattern of PATTERNS())
      for (const match of text.matchAll(pattern)) if (!isTechnical(match[0])) add(match);
  }
  if (/\d/.test(text) && /\p{L}{2}/u.test(text)) {
    for (const match of text.matchAll(NUMBER_FIRST())) if (isStreet(match)) add(match);
    for (const match of text.matchAll(ROMANCE()))
      if (!isKnown(match[1] ?? match[2] ?? '') || isNumbered(match[0])) add(match);
    for (const match of text.matchAll(GERMANIC())) if (!isKnown(match[0].replace(/\d.*/s, ''))) add(match);
    for (const match of text.matchAll(STATE_AND_CODE())) add(match);
  }
  return removals;
}

/** A version (1.2.0.1), a range of round numbers (100-1000). */
function isTechnical(text: string): boolean {
  if (/^(?:\d\.){3}\d$/.test(text)) return true;
  const range = /^(\d{3})-(\d{4})$/.exec(text);
  return range !== null && Number(range[1]) % 50 === 0 && Number(range[2]) % 50 === 0;
}

function isStreet([, names = '', sure]: RegExpMatchArray): boolean {
  const first = names.trim();
  return sure !== undefined
    ? !isKnown(first) || /^\p{Lu}\p{Ll}/u.test(first)
    : !isKnown(first) && /\p{Lu}/u.test(first);
}

/** "12 rue ..." or "... 35200 Town" after a street. */
function isNumbered(text: string): boolean {
  return /^\d+\D*\s(?:rue|boulevard|impasse|chemin|quai|avenida|calle|rua|jalan)\s/i.test(text) || /\d{5}/.test(text);
}

function isKnown(words: string): boolean {
  return (words.match(/[\p{L}\p{M}]{2,}/gu) ?? []).every((word) => isSafeWord(word) && !isAlsoName(word));
}
