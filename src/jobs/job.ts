import { type Anonymized, type AnonymizeOptions, anonymize } from '../core/deident/anonymize';
import { StudyIdentifiers, type StudyValues } from '../core/deident/identifiers/study-identifiers';
import { studyKey } from '../core/deident/identifiers/subject-key';
import { refuseUncleanable } from '../core/deident/plan/check-file';
import { identifiersOf, makePlan } from '../core/deident/plan/make-plan';
import type { PixelDecision } from '../core/deident/plan/pixel-plan';
import type { Plan, PlanOptions } from '../core/deident/plan/plan';
import type { DocumentDecision } from '../core/deident/plan/uncleanable';
import { Decisions } from '../core/deident/rules/decisions';
import type { HandEdit, MaskRule, Policy } from '../core/deident/rules/policy';
import { Pseudonyms } from '../core/deident/values/pseudonyms';
import type { DataSet } from '../core/dicom/data-set';
import { type ReadOptions, readDataSet } from '../core/dicom/read';
import type { ByteSource } from '../core/io/byte-source';
import { findSideData } from '../core/pixel/fragments/find-side-data';
import type { Rectangle } from '../core/pixel/rectangle';
import { masksFor } from '../settings/masks';
import { imageTraits, maskingOfImage } from './masking';
import { SOFTWARE, VERSION_NAME } from './version';

/** What all files of a run have in common: one policy, one key. */
export class Job {
  readonly policy: Policy;
  readonly pseudonyms: Pseudonyms;
  /** What the files of each study say of identities; only where descriptions are cleaned of it. */
  readonly study: StudyIdentifiers | undefined;
  private readonly decisions: Decisions;
  private readonly organization: string | undefined;

  /**
   * @param key - 32 secret bytes; the same key gives the same pseudonyms
   * @param organization - for values that a preset makes of it
   */
  constructor(policy: Policy, key: Uint8Array, organization?: string, pseudonyms = new Pseudonyms(key)) {
    this.policy = policy;
    this.pseudonyms = pseudonyms;
    this.decisions = new Decisions(policy);
    this.organization = organization;
    this.study = policy.options.has('cleanDescriptors') ? new StudyIdentifiers() : undefined;
  }

  /** @throws DicomError if the file cannot be read to its end, or is no instance */
  async read(source: ByteSource, options?: ReadOptions): Promise<DataSet> {
    const dataSet = await readDataSet(source, options);
    refuseUncleanable(dataSet);
    await findSideData(dataSet);
    return dataSet;
  }

  /** What the preset in force offers to mask on an image like this. */
  presetMasks(dataSet: DataSet): readonly Rectangle[] {
    return masksOf(this.policy.masks, dataSet);
  }

  /** What the administrator has masked on an image like this. */
  lockedMasks(dataSet: DataSet): readonly Rectangle[] {
    return masksOf(this.policy.lockedMasks, dataSet);
  }

  /** Takes note of whom and what a file names, for all files of its study. @returns what was not known before */
  learn(dataSet: DataSet): StudyValues {
    if (!this.study) return [];
    return this.study.learn(studyKey(dataSet), identifiersOf(dataSet, this.options('keep-checked')).words);
  }

  /**
   * @throws DicomError if the file holds content that cannot be cleaned, and `documents` is `refuse`; if masks are
   *   wanted and can't be burnt in
   */
  plan(
    dataSet: DataSet,
    edits?: ReadonlyMap<number, HandEdit>,
    documents: DocumentDecision = 'refuse',
    pixels: PixelDecision = {},
  ): Plan {
    const plan = makePlan(dataSet, {
      ...this.options(documents),
      pixels,
      ...(this.study && { study: this.study }),
      ...(edits && { edits }),
    });
    if (plan.pixels?.outcome === 'masked' && plan.pixels.image) maskingOfImage(plan.pixels.image);
    return plan;
  }

  carryOut(plan: Plan, options: Omit<AnonymizeOptions, 'pseudonyms' | 'versionName'> = {}): Promise<Anonymized> {
    return anonymize(plan, { ...options, pseudonyms: this.pseudonyms, versionName: VERSION_NAME });
  }

  private options(documents: DocumentDecision): PlanOptions {
    const { decisions, pseudonyms, organization } = this;
    return {
      decisions,
      pseudonyms,
      software: SOFTWARE,
      documents,
      ...(organization !== undefined && { organization }),
    };
  }
}

function masksOf(rules: readonly MaskRule[] = [], dataSet: DataSet): readonly Rectangle[] {
  return rules.length === 0 ? [] : masksFor(rules, imageTraits(dataSet));
}
