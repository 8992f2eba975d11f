import { lazy } from '../../lazy';
import type { Removal } from './removal';

/** Numbers under which people and their examinations are kept, ages over 89, and long numbers. */

const NUMBER = '(?:\\s*(?:no|nr|num|number|nummer|n[º°]|id|code|#)\\.?)?\\s*(?:[:=#]|is)?\\s*';
/** Letters, digits and their joints, with at least the given number of digits. */
const code = (digits: number): string =>
  `(?=(?:[\\p{L}._/-]{0,4}\\d){${digits}})[\\p{L}\\d][\\p{L}\\d._/-]*[\\p{L}\\d]`;

const STRONG_LABEL =
  'mrn|mr#|pid|upn|urn|ur|nhs|nhi|chi|ssn|ss#|nric|nik|ktp|bpjs|bsn|cpf|nss|ipp|nir|niss|svnr|dni|nie|curp|rfc|amka|pesel|nhc|npi|dea|lanr|bsnr|passport|acc(?:ession)?|acct|account|patient[ -]?id|pat[.-]?id|patienten(?:id|nr|nummer)|patientnr|pat[.-]?nr|rekam medis|no\\.?\\s?rm|medicare|medicaid|insurance|versicherten(?:nr|nummer)|versicherung|vers[.-]?nr|policy|polis|dossier|historia|hist\\.?\\s?cl[ií]nica|prontu[aá]rio|cartella|fallnummer|fall[.-]?nr|auftrags?(?:nr|nummer)?|serial|sn|s\\/n|licen[cs]e|plate|medical record|health card|hospital|kk-?nr';
const WEAK_LABEL =
  'id|case|cas|fall|caso|order|visit|encounter|chart|file|folio|reg|ref|referencia|request|req|exam|exam(?:en)?|study|studie|rm|a|member|group|claim|room|bed|station|specimen|sample|barcode|ticket|queue|no|nr|num|number|nº|n°|#|rec|record';

const PATTERNS = lazy<readonly RegExp[]>(() => [
  new RegExp(`(?<![\\p{L}\\d])(?:${STRONG_LABEL})(?!\\p{L})\\.?${NUMBER}${code(3)}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\d])(?:${WEAK_LABEL})(?!\\p{L})\\.?${NUMBER}${code(5)}`, 'giu'),
  new RegExp(
    `(?<![\\p{L}\\d])(?:case|id|file|chart|order|visit|fall|caso)\\s*(?:no|nr|number|#|:)[.:]?\\s*${code(3)}`,
    'giu',
  ),
  /(?:患者番号|患者ID|病历号|病歴番号|住院号|门诊号|登记号|检查号|受付番号|身份证号?|차트번호|등록번호)\s*[:：]?\s*[\p{L}\d_-]*\d[\p{L}\d_-]*/giu,
  /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g,
  /(?<![\p{L}\d])\p{Lu}{1,5}[-_]?\d{5,}(?:[-_/]?[\p{L}\d]{1,4})*(?![\p{L}\d])/gu,
  /(?<![\p{L}\d.])\d+(?:\.\d+){4,}(?![\d.])/gu,
  // Ages over 89.
  /(?<![\p{L}\d.,])(?:9\d|1[0-3]\d)[\s-]*(?:y\s?\/?\s?o|years?|yrs?|yr|jahre?n?|j[äa]e?hrige?r?n?|ans|a[nñ]os?|anni|anos|jaar|jarige?|tahun|thn|th|лет|года?)(?![\p{L}])(?:[\s-]*old)?/giu,
  /(?<![\d.,])(?:9\d|1[0-3]\d)\s?(?:歳|才|岁|歲|세)/gu,
  /(?<!\p{L})(?:aged?|alter|alt|edad|età|idade|usia|umur|âge|âgée?|leeftijd|年齢|年龄)\s*[:=]?\s*(?:of\s*)?(?:9\d|1[0-3]\d)(?!\d|\s?%)/giu,
  /(?<![\p{L}\d])0?(?:9\d|1[0-3]\d)Y(?![\p{L}\d])/gu,
  // "93J" and "93 J.", as German radiologists write.
  /(?<![\p{L}\d.,-])(?:9\d|10\d)\s?J\.?(?![\p{L}\d])/gu,
  /(?<![\p{L}\d.-])9\d[MF](?![\p{L}\d])/gu,
]);

/** Digits joined by signs, and groups of digits between spaces. */
const JOINED = lazy(() => /(?<![\p{L}\d.])(?:\p{Lu}{1,3}-)?\d+(?:[-./_]\d+)+(?:-\p{Lu}{1,3}(?![\p{L}\d]))?/gu);
const SPACED = lazy(() => /(?<![\p{L}\d.,])\d{2,4}(?: \d{2,4}){2,}(?![\p{L}\d.,])/gu);
const FEWEST_JOINED = 7;
const FEWEST_SPACED = 9;
const MAY_BE_NUMBER = /\d\D*\d/;

export function findRecordNumbers(text: string): Removal[] {
  if (!MAY_BE_NUMBER.test(text)) return [];
  const removals: Removal[] = [];
  const add = (match: RegExpMatchArray): void => {
    const start = match.index ?? 0;
    removals.push({ start, end: start + match[0].length, reason: 'number' });
  };
  for (const pattern of PATTERNS()) for (const match of text.matchAll(pattern)) add(match);
  for (const match of text.matchAll(JOINED()))
    if (countDigits(match[0]) >= FEWEST_JOINED && !isMeasure(match[0])) add(match);
  for (const match of text.matchAll(SPACED()))
    if (countDigits(match[0]) >= FEWEST_SPACED && !isMeasure(match[0])) add(match);
  return removals;
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** A list or range of technical values (0-500-1000, 256/512, 0.75-1.25) has round or short numbers. */
function isMeasure(text: string): boolean {
  const parts = text.replace(/^\p{Lu}+-|-\p{Lu}+$/gu, '').split(/[-/_ ]/);
  if (parts.length === 1) return /^\d{1,4}\.\d{1,6}$/.test(text);
  return parts.every((part) => {
    if (/^\d{1,3}\.\d{1,3}$/.test(part)) return true;
    const value = Number(part);
    return /^(?:0|[1-9]\d{0,3})$/.test(part) && (value < 100 || value % 10 === 0 || value % 64 === 0);
  });
}

/** Where a number of few digits stands in decimals: digits after the point are no number of their own. */
export function decimals(text: string): readonly (readonly [number, number])[] {
  if (!/\d[.,]\d/.test(text)) return [];
  return [...text.matchAll(/(?<![\d.])\d{1,4}[.,]\d{1,6}(?![\d.]*\d)/g)].map(({ index, 0: found }) => [
    index,
    index + found.length,
  ]);
}
