/**
 * Writes src/core/deident/text/vocabulary.data.ts: the words that stay in descriptors, from the words of
 * the standard and the lists in tools/tables/vocabulary-*.mjs. The same facts give the same bytes.
 *
 *     node tools/generate-vocabulary.mjs --standard DIR
 */
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readStandard } from './tables/output.mjs';
import * as english from './tables/vocabulary-english.mjs';
import * as languages from './tables/vocabulary-languages.mjs';
import { COMBINING_FORMS, ENDINGS, INFLECTIONS } from './tables/vocabulary-morphology.mjs';
import { ALSO_NAMES, BREEDS, NAMES_AND_PLACES, NEVER } from './tables/vocabulary-names.mjs';
import * as scripts from './tables/vocabulary-scripts.mjs';
import { TECHNIQUE } from './tables/vocabulary-technique.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { standard: { type: 'string' } } });
if (!values.standard) {
  console.error('Usage: npm run vocabulary -- --standard DIR, the folder with the facts of the standard as JSON.');
  process.exit(2);
}
const LINE = 118;

const LETTERS = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };

/** As normalizeForSearch folds: lower case, no diacritics, letters and digits only. */
function fold(word) {
  const plain = word
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return plain.replaceAll(/[ßøłæœđðþıς]/g, (letter) => LETTERS[letter]);
}

function wordsOf(list) {
  return list.split(/[\s,()]+/).filter(Boolean);
}

/** The words of a list, with the pieces of those joined by hyphens, points or strokes; umlauts also as ae, oe, ue. */
function folded(list) {
  const spelled = wordsOf(list).flatMap((word) => [
    word,
    word.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue'),
  ]);
  return spelled
    .flatMap((word) => [word, ...word.split(/[-./&*'’]/)])
    .map(fold)
    .filter(Boolean);
}

const { FUNCTION_WORDS, REPORT_WORDS, FINDINGS, OTHER_WORDS, EPONYMS, EPONYMS_IN_CONTEXT, EPONYM_HEADS } = english;
const { GERMAN_STEMS, ...spoken } = languages;
const { HAN_TERMS, ...otherScripts } = scripts;
const inContext = new Set(folded(EPONYMS_IN_CONTEXT));
const curated = [
  TECHNIQUE,
  FUNCTION_WORDS,
  REPORT_WORDS,
  FINDINGS,
  OTHER_WORDS,
  EPONYM_HEADS,
  ...Object.values(spoken),
].flatMap(folded);
const never = new Set(folded(NEVER));
const leftOut = new Set([NAMES_AND_PLACES, BREEDS].flatMap(folded));
const standard = readStandard(resolve(values.standard), 'vocabulary.json').words.flatMap(folded);

const words = new Set([
  ...curated,
  ...folded(EPONYMS).filter((word) => !inContext.has(word)),
  ...standard.filter((word) => word.length > 1 && !leftOut.has(word) && !inContext.has(word)),
  ...Object.values(otherScripts).flatMap(folded),
]);
for (const word of words) if (/^\d+$/.test(word) || never.has(word)) words.delete(word);

/** Front coding: a capital (A for 0) tells how many characters a word has in common with the one before. */
function pack(sorted) {
  let before = '';
  let packed = '';
  for (const word of sorted) {
    let shared = 0;
    while (shared < 25 && shared < word.length && word[shared] === before[shared]) shared++;
    packed += String.fromCharCode(65 + shared) + word.slice(shared);
    before = word;
  }
  return packed;
}

function lines(text) {
  return text.match(new RegExp(`[^]{1,${LINE}}`, 'gu')).join('\n');
}

/** Words in lines: the first and last character of a line are never a space. */
function wrapped(list) {
  const result = [];
  let line = '';
  for (const word of [...new Set(list)].sort()) {
    if (line && line.length + word.length >= LINE) {
      result.push(line);
      line = '';
    }
    line += line ? ` ${word}` : word;
  }
  return [...result, line].join('\n');
}

const forms = folded(COMBINING_FORMS);
const inflections = folded(INFLECTIONS);

/** A word left out that the rules for inflections and compounds could let pass. */
function mayDerive(word) {
  if (words.has(word) || word.length < 5) return false;
  const inflected = inflections.some((ending) => word.endsWith(ending) && words.has(word.slice(0, -ending.length)));
  return never.has(word) || inflected || forms.some((form) => word.startsWith(form));
}

const constants = {
  WORDS: lines(pack([...words].sort())),
  ALSO_NAMES: wrapped([ALSO_NAMES, EPONYMS].flatMap(folded)),
  EPONYMS_IN_CONTEXT: wrapped([...inContext].filter((word) => !words.has(word))),
  EPONYM_HEADS: wrapped(folded(EPONYM_HEADS)),
  COMBINING_FORMS: wrapped(forms),
  ENDINGS: wrapped(folded(ENDINGS)),
  INFLECTIONS: wrapped(inflections),
  GERMAN_STEMS: wrapped(folded(GERMAN_STEMS)),
  HAN_TERMS: wrapped(wordsOf(HAN_TERMS).map((word) => word.normalize('NFKC'))),
  NEVER: wrapped([...never, ...leftOut].filter(mayDerive)),
};

const about = [
  'Words that stay in descriptors, folded as by normalizeForSearch: words of the meanings of DICOM PS3.16 and of',
  'the names of PS3.6, less names and breeds, and the lists of tools/tables/vocabulary-*.mjs. WORDS is sorted and',
  'front-coded: a capital (A for 0) is the number of characters in common with the word before.',
];
const body = Object.entries(constants).map(([name, text]) => `export const ${name} = \`\n${text}\n\`;\n`);
writeFileSync(
  join(root, 'src/core/deident/text/vocabulary.data.ts'),
  `/**\n * Generated by tools/generate-vocabulary.mjs; do not edit.\n${about.map((line) => ` * ${line}\n`).join('')} */\n\n${body.join('\n')}`,
);
