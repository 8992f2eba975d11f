import type { DataSet } from '../dicom/data-set';
import { readDataSet } from '../dicom/read';
import { elementOf, formatTag, ITEM, isPrivate, type Tag } from '../dicom/tag';
import type { PartsSource } from '../io/byte-source';
import { padToEven } from '../splice/encode-element';
import { comparePlan, compareUnread, sameBytes } from './compare-plan';
import type { MetaElement } from './file-meta-plan';
import { type Finding, Findings } from './findings';
import type { Plan } from './plan';
import { searchIdentifiers } from './search-identifiers';

export interface Verification {
  readonly findings: readonly Finding[];
  /** Elements of the output that were looked at; 0 would prove nothing. */
  readonly elements: number;
  /** Identifiers that were searched for. */
  readonly identifiers: number;
}

/** File meta information and flags of the de-identification that the original may lack. */
const EXTRA_ROWS = 32;

/**
 * Reads the output afresh from its own bytes, compares it element by element with what the plan demands,
 * and searches every element at every depth for the original's identifiers.
 *
 * @throws DicomError if the output is not a readable DICOM file
 */
export async function verify(output: PartsSource, plan: Plan, meta: readonly MetaElement[]): Promise<Verification> {
  const result = await readDataSet(output, { expectedRows: plan.dataSet.count + EXTRA_ROWS });
  const findings = new Findings(result);
  checkMeta(result, meta, findings);
  await compareUnread(comparePlan(result, plan, output, findings), result, plan, findings);
  for (let row = result.firstRow; row < result.count; row++) {
    const tag = result.tags[row] as Tag;
    if (tag === ITEM) continue;
    const isUnexpected = elementOf(tag) === 0 || (isPrivate(tag) && !plan.policy.options.has('retainSafePrivate'));
    if (isUnexpected && !isKept(plan, tag)) findings.note('obligation', row);
  }
  await searchIdentifiers(result, plan, findings);
  return { findings: findings.list, elements: result.count, identifiers: plan.identifiers.size };
}

/** Someone above the profile wants elements with the tag to stay. */
function isKept(plan: Plan, tag: Tag): boolean {
  return plan.policy.overrides.get(tag)?.action === 'keep' || plan.rules.some((rule) => rule.decider === 'user');
}

function checkMeta(result: DataSet, meta: readonly MetaElement[], findings: Findings): void {
  const preamble = result.retained.view(0, 128);
  if (!result.hasPreamble || !preamble || preamble.some((byte) => byte !== 0))
    findings.noteAt('obligation', 'preamble');
  const expected = new Map(meta.map((element) => [element.tag, padToEven(element.value, element.vr)]));
  for (let row = 0; row < result.firstRow; row++) {
    const tag = result.tags[row] as Tag;
    if (elementOf(tag) === 0) continue;
    const value = result.value(row);
    if (!value || !sameBytes(value, expected.get(tag))) findings.noteAt('obligation', formatTag(tag));
    expected.delete(tag);
  }
  for (const tag of expected.keys()) findings.noteAt('obligation', formatTag(tag));
}
