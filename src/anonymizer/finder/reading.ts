/** Whether what was read from a line is text, or what an engine makes of noise. */
import type { TextLine } from '../../core/pixel/text/lines';
import type { Word } from './reader';

export interface Reading {
  readonly text: string;
  /** From 0 to 100, on average over its signs. */
  readonly confidence: number;
  /** The logarithm of the odds that the line is text. */
  readonly likelihood: number;
  /** It is taken for text. */
  readonly isText: boolean;
}

/**
 * Weights of a logistic regression on lines found in real images with and without burned-in text (`npm run
 * bench:text` measures what they come to). The bias leans towards text by half a unit: what is no text costs a click,
 * what is missed a name. How surely a word was read says less than one would think: names are in no
 * dictionary. That about as many signs were read as regions were found, and different ones, says as much.
 */
const WEIGHTS = {
  bias: -4.5,
  confidence: 1.6,
  surestWord: 1.9,
  signs: 2.9,
  agreement: 3.2,
  signShare: -1.5,
  evenness: -0.4,
  regions: 0.4,
  contrast: 0.7,
  variety: 3.4,
} as const;

/** Few signs are few grounds: read so surely, noise is not. */
const SURELY_READ = [
  { signs: 3, confidence: 72 },
  { signs: 2, confidence: 85 },
];

/**
 * Regions as alike as letters, and about as many as signs were read: codes and numbers, of which the engine is never
 * sure. What is around a line adds a sign or two.
 */
const COUNTED = { regions: 5, evenness: 0.8, difference: 2 };

export function judge({ glyphs, evenness, ink, ground }: TextLine, words: readonly Word[]): Reading {
  const text = words.map((word) => word.text).join(' ');
  const signs = sum(words, (word) => signsOf(word.text));
  const characters = sum(words, (word) => word.text.length);
  const confidence = signs > 0 ? sum(words, (word) => signsOf(word.text) * word.confidence) / signs : 0;
  const surest = Math.max(0, ...words.filter((word) => signsOf(word.text) > 1).map((word) => word.confidence));
  const agreement = 1 - Math.min(1, Math.abs(signs - glyphs.length) / Math.max(signs, glyphs.length));
  const variety = new Set(words.flatMap((word) => [...word.text.toLowerCase()])).size - 1;
  const likelihood =
    WEIGHTS.bias +
    WEIGHTS.confidence * (confidence / 100) +
    WEIGHTS.surestWord * (surest / 100) +
    WEIGHTS.signs * (Math.min(signs, 12) / 12) +
    WEIGHTS.agreement * agreement * (Math.min(glyphs.length, 10) / 10) +
    WEIGHTS.signShare * (signs / Math.max(1, characters)) +
    WEIGHTS.evenness * evenness +
    WEIGHTS.regions * (Math.min(glyphs.length, 12) / 12) +
    WEIGHTS.contrast * Math.log(Math.max(ink - ground, 10) / 50) +
    WEIGHTS.variety * (Math.max(0, Math.min(variety, 8)) / 8);
  const isSure = SURELY_READ.some((least) => signs >= least.signs && confidence >= least.confidence);
  const isCounted =
    glyphs.length >= COUNTED.regions &&
    evenness >= COUNTED.evenness &&
    Math.abs(signs - glyphs.length) <= COUNTED.difference;
  return { text, confidence, likelihood, isText: likelihood > 0 || isSure || isCounted };
}

/** Letters and digits. */
function signsOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function sum(words: readonly Word[], of: (word: Word) => number): number {
  return words.reduce((all, word) => all + of(word), 0);
}
