import { hasPixels } from '../core/deident/check-file';
import type { OptionName } from '../core/deident/option-names';
import type { Plan } from '../core/deident/plan';
import { planWarnings } from '../core/deident/plan-warnings';
import type { Policy } from '../core/deident/policy';
import { methodCodeOf, OPTION_NAMES, PROFILE_EDITION } from '../core/deident/profile';
import type { ActionName } from '../core/deident/rule';
import { ownMethodCodes } from '../core/deident/stamp';
import type { ContentKind } from '../core/deident/uncleanable';
import type { Finding } from '../core/deident/verify/findings';
import type { Verification } from '../core/deident/verify/verify';
import { KIND } from '../core/dicom/data-set';
import type { PlainError, Warning } from '../core/errors';
import { presetVersion } from '../settings/preset-version';
import { SOFTWARE } from './version';

/** How many elements each action concerned; nothing of their values. */
export type ActionCounts = Partial<Record<ActionName, number>>;

/** A finding, and who took it upon themselves: somebody who looked at it, or whoever accepted all of a run. */
export interface ReportedFinding extends Finding {
  readonly confirmed?: 'checked' | 'accept-findings';
}

/**
 * What nobody looked at: the pixels; whether they can be matched with the original's, which new UIDs do not hide
 * (PS3.15 E.3.9 note 3); content that cannot be cleaned and was kept.
 */
export type NotChecked = 'pixel-data' | 'matching-pixels' | 'kept-content';

/** What was done to a file: no original value, and of names only what the caller gives. */
export interface FileFacts {
  readonly preset: string;
  readonly counts: ActionCounts;
  readonly findings: readonly ReportedFinding[];
  readonly warnings: readonly Warning[];
  /** What was looked at to prove the output: a file without this was not checked. */
  readonly verified?: { readonly elements: number; readonly identifiers: number };
  /** Codes of CID 7050 that the output names for this de-identification. */
  readonly methodCodes?: readonly string[];
  readonly notChecked?: readonly NotChecked[];
  /** Content that cannot be cleaned and was removed. */
  readonly removedContent?: readonly ContentKind[];
  /** What somebody confirmed to have checked, by name. */
  readonly confirmations?: readonly `${ContentKind}-checked`[];
}

export interface FileReport extends FileFacts {
  /** The path as given; for the command line only. */
  readonly input?: string;
  readonly output: string | null;
  readonly status: 'anonymized' | 'refused' | 'skipped';
  readonly error?: PlainError & { readonly message: string };
  /** SHA-256 of the output's bytes, in hexadecimal digits. */
  readonly sha256?: string;
}

/**
 * - `passed`: every file was anonymized and verified, and nothing was found
 * - `with-exceptions`: files were refused, or findings or content were taken upon somebody
 * - `inconclusive`: no file was anonymized, so nothing was shown
 */
export type ReportOutcome = 'passed' | 'with-exceptions' | 'inconclusive';

/** What all files of a report have in common. */
export interface ReportHead {
  /** Name and version. */
  readonly software: string;
  readonly profile: { readonly standard: string; readonly edition: string };
  readonly preset: { readonly id: string; readonly name: string; readonly version: string };
  readonly options: readonly { readonly name: OptionName; readonly code: string; readonly meaning: string }[];
}

export interface Report extends ReportHead {
  readonly outcome: ReportOutcome;
  readonly files: readonly FileReport[];
}

export function reportHead(policy: Policy, presetName: string): ReportHead {
  return {
    software: SOFTWARE,
    profile: { standard: 'DICOM PS3.15 Annex E', edition: PROFILE_EDITION },
    preset: { id: policy.presetId, name: presetName, version: presetVersion(policy) },
    options: OPTION_NAMES.filter((name) => policy.options.has(name)).map((name) => {
      const { code, meaning } = methodCodeOf(name);
      return { name, code, meaning };
    }),
  };
}

export function makeReport(head: ReportHead, files: readonly FileReport[]): Report {
  return { ...head, outcome: outcomeOf(files), files };
}

/** The report as JSON, one property a line. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, null, 1)}\n`;
}

function outcomeOf(files: readonly FileReport[]): ReportOutcome {
  const made = files.filter(({ status }) => status === 'anonymized');
  if (made.length === 0) return 'inconclusive';
  const isClean = made.every(({ findings, confirmations, verified }) => {
    return findings.length === 0 && !confirmations && (verified?.elements ?? 0) > 0;
  });
  return isClean && files.every(({ status }) => status !== 'refused') ? 'passed' : 'with-exceptions';
}

/** What a plan did, once its output is verified. */
export function describeFile(plan: Plan, { findings, elements, identifiers }: Verification): FileFacts {
  const { content, dataSet, policy } = plan;
  const kept = content?.decision === 'keep-checked' ? content.kinds : [];
  return {
    preset: policy.presetId,
    counts: countActions(plan),
    findings,
    warnings: planWarnings(plan),
    verified: { elements, identifiers },
    methodCodes: ownMethodCodes(policy, plan.loosened),
    notChecked: [
      ...(hasPixels(dataSet) ? (['pixel-data', 'matching-pixels'] as const) : []),
      ...(kept.length > 0 ? (['kept-content'] as const) : []),
    ],
    ...(content?.decision === 'remove' && { removedContent: content.kinds }),
    ...(kept.length > 0 && { confirmations: kept.map((kind) => `${kind}-checked` as const) }),
  };
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
