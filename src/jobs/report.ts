import type { Plan } from '../core/deident/plan';
import type { ActionName } from '../core/deident/rule';
import type { ContentKind, ContentPlan } from '../core/deident/uncleanable';
import type { Finding } from '../core/deident/verify/findings';
import { KIND } from '../core/dicom/data-set';
import type { PlainError, Warning } from '../core/errors';

/** How many elements each action concerned; nothing of their values. */
export type ActionCounts = Partial<Record<ActionName, number>>;

/** One file of a report: no original value, and of its names only what the caller gave. */
export interface FileReport {
  readonly input: string;
  readonly output: string | null;
  readonly status: 'anonymized' | 'refused' | 'skipped';
  readonly error?: PlainError & { readonly message: string };
  readonly preset: string;
  readonly counts: ActionCounts;
  readonly findings: readonly Finding[];
  /** What was looked at to prove the output: a file without this was not checked. */
  readonly verified?: { readonly elements: number; readonly identifiers: number };
  readonly warnings: readonly Warning[];
  /** Content that cannot be cleaned and was removed. */
  readonly removedContent?: readonly ContentKind[];
  /** What somebody confirmed to have checked, by name. */
  readonly confirmations?: readonly `${ContentKind}-checked`[];
}

export interface Report {
  readonly files: readonly FileReport[];
}

/** The user's decision about content that cannot be cleaned, as the report says it. */
export function describeContent(
  content: ContentPlan | undefined,
): Pick<FileReport, 'removedContent' | 'confirmations'> {
  if (!content) return {};
  if (content.decision === 'remove') return { removedContent: content.kinds };
  return { confirmations: content.kinds.map((kind) => `${kind}-checked` as const) };
}

/** Elements and sequences by action; items are not counted. */
export function countActions(plan: Plan): ActionCounts {
  const { dataSet, ruleOfRow, rules } = plan;
  const byRule = new Uint32Array(rules.length);
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    if (dataSet.kind(row) !== KIND.item)
      byRule[ruleOfRow[row] as number] = (byRule[ruleOfRow[row] as number] as number) + 1;
  }
  const counts: ActionCounts = {};
  rules.forEach((rule, index) => {
    const count = byRule[index] as number;
    if (count > 0) counts[rule.action] = (counts[rule.action] ?? 0) + count;
  });
  return counts;
}
