/** What a report says, as data; made without the standard's tables, so that pages need not load them. */

import type { ContentKind } from '../../core/deident/plan/uncleanable';
import type { OptionName } from '../../core/deident/profile/option-names';
import type { ActionName } from '../../core/deident/rules/rule';
import type { Finding } from '../../core/deident/verify/findings';
import type { PlainError, Warning } from '../../core/errors';
import type { Mask } from '../../core/pixel/mask';

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
  readonly confirmations?: readonly Confirmation[];
  /** Rectangles that are black on the image. */
  readonly masks?: readonly Mask[];
  readonly pixelsRemoved?: true;
}

export type Confirmation = `${ContentKind}-checked` | 'pixels-checked';

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
  /** `code`: of the Basic Profile in CID 7050, which the output names unless somebody keeps what it would not. */
  readonly profile: { readonly standard: string; readonly edition: string; readonly code: string };
  readonly preset: { readonly id: string; readonly name: string; readonly version: string };
  readonly options: readonly { readonly name: OptionName; readonly code: string; readonly meaning: string }[];
}

export interface Report extends ReportHead {
  /** When it was made, in ISO 8601, where the caller says so. */
  readonly time?: string;
  readonly outcome: ReportOutcome;
  readonly files: readonly FileReport[];
}

/** @param time - of the report; examinations are often anonymized on their day, so it may say when that was */
export function makeReport(head: ReportHead, files: readonly FileReport[], time?: string): Report {
  return { ...head, ...(time !== undefined && { time }), outcome: outcomeOf(files), files };
}

/** The report as JSON, one property a line. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, null, 1)}\n`;
}

function outcomeOf(files: readonly FileReport[]): ReportOutcome {
  const made = files.filter(({ status }) => status === 'anonymized');
  if (made.length === 0) return 'inconclusive';
  const isClean = made.every(({ findings, confirmations, verified }) => {
    const isKept = confirmations?.some((name) => name !== 'pixels-checked') ?? false;
    return findings.length === 0 && !isKept && (verified?.elements ?? 0) > 0;
  });
  return isClean && files.every(({ status }) => status !== 'refused') ? 'passed' : 'with-exceptions';
}
