import { inflateSync } from 'fflate';
import { formatTag, PIXEL_DATA } from '../../dicom/tag';
import { transferSyntax } from '../../dicom/transfer-syntax';
import { DicomError } from '../../errors';
import { PartsSource } from '../../io/byte-source';
import { mayHoldSideData } from '../../pixel/fragments/find-side-data';
import type { MetaElement } from '../plan/file-meta-plan';
import { type Plan, ruleOf } from '../plan/plan';
import { checkMeta } from './check-meta';
import { type Finding, Findings } from './findings';
import { checkPixels, type PixelCheckOptions } from './masked-pixels';
import { OutputWalk } from './output-walk';
import { OutputWindow } from './output-window';
import { PlanJudge } from './plan-judge';
import { ValueSearch } from './search-value';
import { lookAtSideData } from './side-data';
import { type UnreadValue, ValueJudge } from './value-judge';

export interface Verification {
  readonly findings: readonly Finding[];
  /** Why the output is not what was decided: a fault, which nobody can accept. */
  readonly broken: Finding | undefined;
  /** Elements of the output that were looked at; 0 would prove nothing. */
  readonly elements: number;
  /** Identifiers that were searched for. */
  readonly identifiers: number;
}

/** Values that are not in memory are looked at in pieces of this size, each begins with the end of the one before. */
const STEP = 1_048_576;
const OVERLAP = 1_024;

/**
 * Reads the output afresh from its own bytes, by code that shares nothing with the reader of originals: holds it
 * element by element against the plan and against PS3.15 E.1.1, and searches every value at every depth, but
 * pixels, for the original's identifiers. Masked pixels are compared with the original's.
 *
 * @throws DicomError if the output is not a readable DICOM file
 */
export async function verify(
  output: PartsSource,
  plan: Plan,
  meta: readonly MetaElement[],
  options: PixelCheckOptions = {},
): Promise<Verification> {
  const findings = new Findings();
  const head = await checkMeta(new OutputWindow(output), meta, findings);
  const syntax = transferSyntax(head.transferSyntaxUid);
  if (!syntax) throw new DicomError('unknown-transfer-syntax', { tag: '(0002,0010)' });
  const body = syntax.deflated ? await inflated(output, head.end) : output;
  const window = new OutputWindow(body);
  const walk = new OutputWalk(window, syntax.deflated ? 0 : head.end, syntax);
  const search = new ValueSearch(plan.identifiers);
  const judged = { output: body, window, walk, findings, search };
  const values = new ValueJudge(plan.dataSet, judged);
  const judge = new PlanJudge(plan, judged, values);
  await walk.run(judge);
  judge.finish();
  // PS3.10 7.1: the two are the same.
  if (judge.sopInstanceUid !== '' && judge.sopInstanceUid !== head.sopInstanceUid)
    findings.note('obligation', '(0002,0003)');
  for (const value of values.unread) await lookAt(value, body, plan, search, findings);
  const { rewritten, fragments } = judge;
  await checkPixels(plan, { output: body, values: rewritten, fragments }, options, findings);
  await searchSideData(plan, judge, body, search, findings);
  return {
    findings: findings.list,
    broken: findings.broken,
    elements: head.elements + walk.elements,
    identifiers: plan.identifiers.size,
  };
}

/** What may name somebody is gone, but where it can't be told from the samples; the rest is searched. */
async function searchSideData(
  plan: Plan,
  { fragments }: PlanJudge,
  output: PartsSource,
  search: ValueSearch,
  findings: Findings,
): Promise<void> {
  const { dataSet } = plan;
  const kept = dataSet.fragments.find(({ row }) => dataSet.tags[row] === PIXEL_DATA && dataSet.isAtTop(row));
  if (!kept || ruleOf(plan, kept.row).action === 'remove') return;
  // Fragments that stay are the very bytes of the original.
  const { identifies, stays } = fragments
    ? await lookAtSideData(fragments, output, search)
    : await lookAtSideData(kept, dataSet.source, search);
  if (identifies) findings.note('identifier', formatTag(PIXEL_DATA));
  if (stays && mayHoldSideData(dataSet) && !plan.sideData?.left)
    findings.note('differs-from-plan', formatTag(PIXEL_DATA));
}

/** The data set alone (PS3.5 A.5). */
async function inflated(output: PartsSource, start: number): Promise<PartsSource> {
  try {
    return new PartsSource([{ kind: 'bytes', bytes: inflateSync(await output.read(start, output.size)) }]);
  } catch {
    throw new DicomError('bad-deflate', { offset: start });
  }
}

async function lookAt(
  { path, start, end, original, search: how }: UnreadValue,
  output: PartsSource,
  { dataSet }: Plan,
  search: ValueSearch,
  findings: Findings,
): Promise<void> {
  for (let at = start; at < end; at += STEP - OVERLAP) {
    const to = Math.min(end, at + STEP);
    const piece = await output.read(at, to);
    if (original >= 0) {
      const before = await dataSet.source.read(original + (at - start), original + (to - start));
      if (piece.some((byte, index) => byte !== before[index])) return findings.note('differs-from-plan', path);
    }
    if (how && search.isIn(piece, how.vr, how.isExempt)) return findings.note('identifier', path);
  }
}
