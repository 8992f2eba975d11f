/** Whether what was read from a line is text, or what an engine makes of noise. */
import type { Word } from './reader';

const LEAST_CONFIDENCE = 50;
/** A line that is read so surely needs two signs only. */
const SURE = 80;

/** The words of a line that are believed; none where the line is no text. */
export function believed(words: readonly Word[]): readonly Word[] {
  const kept = words.filter(({ text, confidence }) => {
    const signs = signsOf(text);
    return signs > 0 && confidence >= LEAST_CONFIDENCE && signs >= 0.5 * text.length;
  });
  const signs = kept.reduce((sum, { text }) => sum + signsOf(text), 0);
  if (signs < 2) return [];
  const sureness = kept.reduce((sum, { text, confidence }) => sum + confidence * signsOf(text), 0) / signs;
  if (signs < 3 && sureness < SURE) return [];
  // One letter again and again is how noise is read.
  const different = new Set(kept.flatMap(({ text }) => [...text.toLowerCase()])).size;
  return different >= Math.min(3, signs) || sureness >= SURE ? kept : [];
}

/** Letters and digits. */
function signsOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
