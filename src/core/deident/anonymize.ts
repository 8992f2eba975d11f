import type { DataSet } from '../dicom/data-set';
import { DicomError } from '../errors';
import { type Part, PartsSource } from '../io/byte-source';
import { applyEdits } from '../splice/apply';
import { type AnyEdit, type Edit, mergeEdits } from '../splice/edit';
import { toEdits } from '../splice/to-edits';
import { type BurnInOptions, type BurntIn, burnIn } from './burn-in';
import { encodeFileMeta, newSopInstanceUid, planFileMeta, SOP_INSTANCE_UID } from './plan/file-meta-plan';
import { gateReasons, pixelGate } from './plan/pixel-gate';
import type { Plan } from './plan/plan';
import type { Pseudonyms } from './values/pseudonyms';
import { type Verification, verify } from './verify/verify';

export interface Anonymized {
  /** The output: new bytes and ranges of the original. */
  readonly parts: readonly Part[];
  readonly size: number;
  /** The new SOP Instance UID, or where the original's stays, what it would be; '' if there is none: a name for the file. */
  readonly nameUid: string;
  readonly verification: Verification;
}

export interface AnonymizeOptions extends BurnInOptions {
  readonly pseudonyms: Pseudonyms;
  /** Implementation Version Name (SH, 16 characters). */
  readonly versionName: string;
  /** Images that somebody has to look at, and nobody has: default `refuse`. */
  readonly unseenPixels?: 'refuse' | 'pass' | undefined;
  /** Masked frames that were compared with the original so far. */
  readonly onCompared?: ((done: number, total: number) => void) | undefined;
}

/**
 * Carries out a plan and verifies the result by reading it afresh. Nothing is written: what cannot be
 * made or read leaves no output.
 *
 * @throws DicomError if the output would not be a readable DICOM file, or is not what the plan says;
 *   `pixels-not-checked` if nobody looked at an image that may show text; if masks can't be burnt in
 */
export async function anonymize(plan: Plan, options: AnonymizeOptions): Promise<Anonymized> {
  const { dataSet } = plan;
  if (options.unseenPixels !== 'pass' && pixelGate(plan) === 'closed') {
    throw new DicomError('pixels-not-checked', { tag: gateReasons(plan)[0].tag });
  }
  const sopInstanceUid = newSopInstanceUid(plan);
  const meta = planFileMeta(dataSet, sopInstanceUid, options.pseudonyms, options.versionName);
  const burnt = await burnIn(plan, options);
  const parts = await applyEdits(dataSet, allEdits(dataSet, plan, encodeFileMeta(meta), burnt));
  const output = new PartsSource(parts);
  let verification: Verification;
  try {
    verification = await verify(output, plan, meta, { ...options, witnesses: burnt.witnesses });
  } catch (error) {
    if (!(error instanceof DicomError) || error.code === 'cancelled') throw error;
    throw new DicomError('verification-failed', error.toPlain(), { cause: error.code });
  }
  const { broken } = verification;
  if (broken) throw new DicomError('verification-failed', { tag: broken.path }, { cause: broken.kind });
  const isReplaced = plan.values.has(dataSet.find(SOP_INSTANCE_UID));
  const nameUid = isReplaced ? sopInstanceUid : options.pseudonyms.uid(sopInstanceUid);
  return { parts, size: output.size, nameUid, verification };
}

function allEdits(dataSet: DataSet, plan: Plan, meta: Uint8Array, burnt: BurntIn): readonly AnyEdit[] {
  const changes = withZeroes(toEdits(dataSet, [...plan.changes, ...burnt.changes]), dataSet.zeroes);
  const edits: Edit[] = [{ start: 0, end: dataSet.dataSetStart, bytes: meta }, ...changes];
  const { size } = dataSet.source;
  if (dataSet.dataSetEnd < size) edits.push({ start: dataSet.dataSetEnd, end: size, bytes: new Uint8Array(0) });
  return burnt.edits.length > 0 ? mergeEdits(edits, burnt.edits) : edits;
}

/** Zeros where the standard wants them, unless the place goes or is written anew anyway. */
function withZeroes(edits: Edit[], zeroes: DataSet['zeroes']): Edit[] {
  if (zeroes.length === 0) return edits;
  const all: Edit[] = [];
  let next = 0;
  let done = 0;
  const pushBefore = (limit: number): void => {
    for (let zero = zeroes[next]; zero && zero.start < limit; zero = zeroes[++next]) {
      if (zero.start >= done) all.push({ ...zero, bytes: new Uint8Array(zero.end - zero.start) });
    }
  };
  for (const edit of edits) {
    pushBefore(edit.start);
    all.push(edit);
    done = edit.end;
  }
  pushBefore(Number.POSITIVE_INFINITY);
  return all;
}
