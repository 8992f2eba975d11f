/** The whole way of a file in memory: read, planned, written, verified; and independent looks at the result. */

import { FrameMasker } from '../../../src/codecs/frame-masker';
import type { PixelDecision } from '../../../src/core/deident/plan/pixel-plan';
import type { Plan } from '../../../src/core/deident/plan/plan';
import type { DocumentDecision } from '../../../src/core/deident/plan/uncleanable';
import { type Override, Overrides } from '../../../src/core/deident/rules/override';
import type { HandEdit, Policy } from '../../../src/core/deident/rules/policy';
import type { Verification } from '../../../src/core/deident/verify/verify';
import type { DataSet } from '../../../src/core/dicom/data-set';
import { formatTag } from '../../../src/core/dicom/tag';
import { BytesSource, PartsSource } from '../../../src/core/io/byte-source';
import { Job } from '../../../src/jobs/job';
import { policyFor } from '../../../src/settings/policy';
import { NO_SETTINGS } from '../../../src/settings/schema';
import { codecs } from '../../codecs/frames';
import { type Token, type Tokens, tokenize } from '../../oracle/tokenizer';

export const coder = new FrameMasker(codecs);
export const KEY = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

export interface RunOptions {
  readonly key?: Uint8Array;
  readonly overrides?: readonly Override[];
  /** Hand edits by tag path. */
  readonly edits?: Readonly<Record<string, HandEdit>>;
  readonly documents?: DocumentDecision;
  readonly pixels?: PixelDecision;
  /** A built-in preset instead of the Basic Profile with `overrides`. */
  readonly preset?: string;
}

export interface Run {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  /** The input, as the oracle reads it. */
  readonly before: Tokens;
  readonly after: Tokens;
  readonly plan: Plan;
  readonly verification: Verification;
}

export function policy(overrides: RunOptions['overrides'] = []): Policy {
  return { presetId: 'research', options: new Set(), overrides: new Overrides(overrides) };
}

/** An override for a tag at every depth. */
export function forTag(tag: number, action: Override['action'], decider: Override['decider']): Override {
  return { selector: { element: { kind: 'tag', tag }, sequences: [] }, action, decider };
}

/** Anonymizes a file under the Basic Profile, and has the oracle read input and output to their ends. */
export async function run(input: Uint8Array, options: RunOptions = {}): Promise<Run> {
  const inForce = options.preset ? policyFor(NO_SETTINGS, options.preset) : policy(options.overrides);
  const job = new Job(inForce, options.key ?? KEY);
  const dataSet = await job.read(new BytesSource(input));
  const edits = new Map<number, HandEdit>();
  for (const [path, edit] of Object.entries(options.edits ?? {})) edits.set(rowOf(dataSet, path), edit);
  const plan = job.plan(dataSet, edits, options.documents, options.pixels);
  const { parts, verification } = await job.carryOut(plan, { coder, unseenPixels: 'pass' });
  const source = new PartsSource(parts);
  const output = await source.read(0, source.size);
  return {
    input,
    output,
    get before() {
      return tokenize(input);
    },
    after: tokenize(output),
    plan,
    verification,
  };
}

export function rowOf(dataSet: DataSet, path: string): number {
  for (let row = 0; row < dataSet.count; row++) if (dataSet.path(row) === path) return row;
  throw new Error(`no element ${path}`);
}

/** Paths that end in the tag (`0010,0010`), at any depth. */
export function pathsOf(tokens: Tokens, tag: string): string[] {
  const wanted = formatTag(Number.parseInt(tag.replace(',', ''), 16));
  return tokens.dataSet.filter((token) => token.tag === wanted).map((token) => token.path);
}

export function find(tokens: Tokens, path: string): Token | undefined {
  const wanted = path.startsWith('(') ? path : `(${path.toUpperCase()})`;
  return [...tokens.meta, ...tokens.dataSet].find((token) => token.path === wanted);
}

/** The value as Latin-1 text without padding; undefined where the element is absent. */
export function text(tokens: Tokens, path: string): string | undefined {
  const token = find(tokens, path);
  return (
    token &&
    Buffer.from(token.value)
      .toString('latin1')
      .replace(/[\0 ]+$/, '')
  );
}

/** The planted texts that occur anywhere in the bytes: without regard to case, in UTF-8, Latin-1 and UTF-16. */
export function leaks(run: Pick<Run, 'output' | 'after'>, planted: readonly string[]): string[] {
  return planted.filter((word) => occurs(run.output, word) || occurs(run.after.body, word));
}

export function occurs(bytes: Uint8Array, word: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const narrow = buffer.toString('latin1').toLowerCase();
  if (narrow.includes(word.toLowerCase())) return true;
  if (narrow.includes(Buffer.from(word.toLowerCase(), 'utf8').toString('latin1'))) return true;
  if (buffer.toString('utf8').toLowerCase().includes(word.toLowerCase())) return true;
  const wide = Buffer.from(word, 'utf16le');
  return buffer.includes(wide) || buffer.includes(Buffer.from(wide).swap16());
}
