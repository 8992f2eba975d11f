import { type DataSet, KIND } from '../dicom/data-set';
import { formatTag, type Tag } from '../dicom/tag';
import type { VrCode } from '../dicom/vr';
import type { PartsSource } from '../io/byte-source';
import { padToEven } from '../splice/encode-element';
import type { Findings } from './findings';
import { type Plan, ruleOf } from './plan';
import type { Rule } from './rule';

/** Values that are not in memory are compared in pieces of this size. */
const STEP = 1_048_576;

interface Pair {
  readonly row: number;
  readonly out: number;
}

/**
 * Walks both tables at once: what the plan keeps is there byte by byte, what it changes has the new value.
 *
 * @returns kept values that are not in memory on both sides
 */
export function comparePlan(result: DataSet, plan: Plan, output: PartsSource, findings: Findings): readonly Pair[] {
  const unread: Pair[] = [];
  const { dataSet, values } = plan;
  const inserted = new Map(plan.stamps.filter((stamp) => stamp.row < 0).map((stamp) => [stamp.tag, stamp]));
  let row = dataSet.firstRow;
  let out = result.firstRow;
  while (row < dataSet.count || out < result.count) {
    while (row < dataSet.count && dataSet.kind(row) !== KIND.item && ruleOf(plan, row).action === 'remove') {
      row = dataSet.nexts[row] as number;
    }
    const stamp = out < result.count && result.parents[out] === -1 ? inserted.get(result.tags[out] as Tag) : undefined;
    if (stamp) {
      if (!sameBytes(result.value(out), padToEven(stamp.value, stamp.vr))) findings.note('differs-from-plan', out);
      inserted.delete(stamp.tag);
      findings.wanted.add(out);
      out = result.nexts[out] as number;
      continue;
    }
    if (row >= dataSet.count && out >= result.count) break;
    if (row >= dataSet.count || out >= result.count || dataSet.tags[row] !== result.tags[out]) {
      findings.noteAt('differs-from-plan', out < result.count ? result.path(out) : dataSet.path(row));
      return unread;
    }
    const value = values.get(row);
    if (isWanted(ruleOf(plan, row), value !== undefined)) findings.wanted.add(out);
    if (value) {
      const expected = padToEven(value, dataSet.vrs[row] as VrCode);
      if (!sameBytes(result.value(out), expected)) findings.note('differs-from-plan', out);
      row = dataSet.nexts[row] as number;
      out = result.nexts[out] as number;
      continue;
    }
    const isContainer = dataSet.kind(row) === KIND.item || dataSet.kind(row) === KIND.sequence;
    if (!isContainer) {
      const same = sameValue(dataSet, row, result, out, output);
      if (same === undefined) unread.push({ row, out });
      else if (!same) findings.note('differs-from-plan', out);
    }
    row++;
    out++;
  }
  for (const tag of inserted.keys()) findings.noteAt('obligation', formatTag(tag));
  return unread;
}

/** Kept by an option; the flags that are written anew are nobody's words. */
function isWanted({ action, decider }: Rule, isChanged: boolean): boolean {
  if (decider === 'obligation') return isChanged && action === 'replace';
  return action === 'keep' && decider === 'option';
}

export async function compareUnread(
  pairs: readonly Pair[],
  result: DataSet,
  plan: Plan,
  findings: Findings,
): Promise<void> {
  const { dataSet } = plan;
  for (const { row, out } of pairs) {
    const before = dataSet.valueStart(row);
    const after = result.valueStart(out);
    const length = dataSet.valueLength(row);
    for (let at = 0; at < length; at += STEP) {
      const to = Math.min(length, at + STEP);
      const a = await dataSet.source.read(before + at, before + to);
      const b = await result.source.read(after + at, after + to);
      if (sameBytes(a, b)) continue;
      findings.note('differs-from-plan', out);
      break;
    }
  }
}

/** Kept values are the original's bytes: the same range of it, or equal; undefined if they were not read. */
function sameValue(
  dataSet: DataSet,
  row: number,
  result: DataSet,
  out: number,
  output: PartsSource,
): boolean | undefined {
  const start = dataSet.valueStart(row);
  const end = dataSet.valueEnd(row);
  const from = result.valueStart(out);
  const length = end - start;
  if (result.valueEnd(out) - from !== length) return false;
  if (length === 0) return true;
  if (length > 256 && output.originOf(dataSet.source, from, from + length) === start) return true;
  const before = dataSet.retained.around(start);
  const after = result.retained.around(from);
  const isRead = before && end <= before.start + before.length && after && from + length <= after.start + after.length;
  if (!isRead) return undefined;
  const a = before.bytes;
  const b = after.bytes;
  const atA = start - before.start;
  const atB = from - after.start;
  for (let i = 0; i < length; i++) if (a[atA + i] !== b[atB + i]) return false;
  return true;
}

export function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
