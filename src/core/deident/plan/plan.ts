import type { DataSet } from '../../dicom/data-set';
import type { Change } from '../../splice/change';
import type { Identifiers } from '../identifiers/identifiers';
import type { StudyIdentifiers } from '../identifiers/study-identifiers';
import type { Decisions } from '../rules/decisions';
import type { HandEdit, Policy } from '../rules/policy';
import { type Rule, UNTOUCHED } from '../rules/rule';
import type { Removal } from '../text/removal';
import type { Pseudonyms } from '../values/pseudonyms';
import type { PixelDecision, PixelPlan } from './pixel-plan';
import type { SideDataPlan } from './side-data-plan';
import type { Loosened, Stamp } from './stamp';
import type { ContentPlan, DocumentDecision } from './uncleanable';

/**
 * What happens to every element of a data set, and why: plain data, which the page shows, the writer
 * carries out and the report counts. Nothing else decides.
 */
export interface Plan {
  readonly dataSet: DataSet;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** Index into `rules`, one a row; items have the rule of what encloses them. */
  readonly ruleOfRow: Uint16Array;
  /** New raw values by row; what is not here stays or goes as its rule says. */
  readonly values: ReadonlyMap<number, Uint8Array>;
  /** What cleaning took of the decoded text of a row, and why: for each text that lost something. */
  readonly removals: ReadonlyMap<number, readonly Removal[]>;
  /** Elements that the output has and the original has not, or not so: flags of the de-identification. */
  readonly stamps: readonly Stamp[];
  readonly changes: readonly Change[];
  /** Rows that dates should be shifted in and that hold none. */
  readonly unshifted: readonly number[];
  /** The identifiers that must not be found in the output. */
  readonly identifiers: Identifiers;
  /** What the user decided about content that cannot be cleaned, where there is any. */
  readonly content: ContentPlan | undefined;
  /** What somebody decided about the pixels. */
  readonly pixels: PixelPlan | undefined;
  /** What goes of what compressed frames hold beside their samples. */
  readonly sideData: SideDataPlan | undefined;
  /** What somebody keeps against the profile. */
  readonly loosened: Loosened;
}

export interface PlanOptions {
  /** What the policy in force says of elements by tag and place. */
  readonly decisions: Decisions;
  readonly pseudonyms: Pseudonyms;
  /** Name and version of the software, for De-identification Method (LO, 64 characters). */
  readonly software: string;
  /** For values that a preset makes of it. */
  readonly organization?: string;
  /** What the files of the study know of the people in it, where texts are cleaned. */
  readonly study?: StudyIdentifiers;
  /** Hand edits by row. */
  readonly edits?: ReadonlyMap<number, HandEdit>;
  /** What the user decided about content that cannot be cleaned; without a decision it is refused. */
  readonly documents?: DocumentDecision;
  readonly pixels?: PixelDecision;
}

/** True for rows that get values when the output is written: what they will be can't be told before. */
export function isRewritten({ pixels, sideData }: Plan, row: number): boolean {
  return (pixels?.rewritten.has(row) ?? false) || (sideData?.rewritten.has(row) ?? false);
}

/** The rule of a row. */
export function ruleOf(plan: Plan, row: number): Rule {
  return plan.rules[plan.ruleOfRow[row] as number] ?? UNTOUCHED;
}
