import { type MetaElement, newSopInstanceUid, planFileMeta } from '../../core/deident/plan/file-meta-plan';
import { describedIfPossible } from '../../core/deident/plan/pixel-plan';
import { type Plan, ruleOf } from '../../core/deident/plan/plan';
import { planWarnings } from '../../core/deident/plan/plan-warnings';
import type { HandEdit } from '../../core/deident/rules/policy';
import type { DataSet } from '../../core/dicom/data-set';
import { DicomError } from '../../core/errors';
import type { ActionName, DocumentDecision, OpenedFile, RowEdit } from '../engine-api';
import type { Job } from '../job';
import { ElementList } from '../table/element-list';
import { VERSION_NAME } from '../version';
import { summarize } from './file-summary';
import { NO_CHOICES, type PixelChoices, pixelDecision, pixelFacts } from './pixel-facts';

/** A plan under the settings in force, and how it is shown. */
interface Planned {
  readonly plan: Plan;
  readonly list: ElementList;
  /** Why the masks in force can't be burnt in: the plan is without them, and there is no output. */
  readonly pixelProblem: DicomError | undefined;
}

/** A file that the page has opened: what the user decided about it, and what follows from that. */
export class OpenFile {
  readonly dataSet: DataSet;
  /** Why the settings in force do not allow it any more. */
  refusal: DicomError | undefined;
  private readonly blob: Blob;
  private readonly documents: DocumentDecision;
  private readonly edits = new Map<number, HandEdit>();
  private pixels: PixelChoices = NO_CHOICES;
  private planned: Planned;

  /** @throws DicomError if it holds content that cannot be cleaned, and `documents` is `refuse` */
  constructor(blob: Blob, dataSet: DataSet, documents: DocumentDecision, job: Job) {
    this.blob = blob;
    this.dataSet = dataSet;
    this.documents = documents;
    this.planned = this.planUnder(job, this.pixels);
  }

  get plan(): Plan {
    return this.planned.plan;
  }

  get list(): ElementList {
    return this.planned.list;
  }

  get pixelProblem(): DicomError | undefined {
    return this.planned.pixelProblem;
  }

  /** Plans it anew. Where that is refused the plan stays as it was, to be looked at only. */
  replan(job: Job): void {
    this.refusal = undefined;
    try {
      this.planned = this.planUnder(job, this.pixels, this.list);
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      this.refusal = error;
    }
  }

  /** @throws DicomError if the user's masks can't be burnt in; then nothing changes */
  choosePixels(change: Partial<PixelChoices>, job: Job): void {
    const pixels = { ...this.pixels, ...change };
    const planned = this.planUnder(job, pixels, this.list);
    if (change.masks && planned.pixelProblem) throw planned.pixelProblem;
    this.pixels = pixels;
    this.planned = planned;
  }

  /** An edit can be taken back always. */
  canEdit(row: number, action: ActionName | null): boolean {
    return this.list.actions(row).includes(action ?? 'keep') || (action === null && this.edits.has(row));
  }

  /** Notes an edit, which the next plan follows; answers the one that it takes the place of. */
  setEdit({ row, action, value }: Omit<RowEdit, 'file'>): Pick<RowEdit, 'action' | 'value'> {
    const before = this.edits.get(row);
    if (action === null) this.edits.delete(row);
    else this.edits.set(row, { action, value });
    return { action: before?.action ?? null, value: before?.value ?? '' };
  }

  describe(job: Job): OpenedFile {
    const { plan, list, pixelProblem } = this.planned;
    return {
      summary: summarize(this.dataSet, this.blob.size),
      warnings: planWarnings(plan, plan.pixels?.image ?? describedIfPossible(plan.dataSet)),
      counts: list.counts(),
      content: plan.content ? { kinds: plan.content.kinds, decision: plan.content.decision } : null,
      pixels: pixelFacts(job, plan, this.pixels, pixelProblem),
    };
  }

  private planUnder(job: Job, pixels: PixelChoices, folding?: ElementList): Planned {
    const { plan, pixelProblem } = this.planWithMasks(job, pixels);
    const isEdited = (row: number): boolean => this.edits.has(row) && ruleOf(plan, row).decider === 'user';
    return { plan, pixelProblem, list: new ElementList(plan, metaOf(plan, job), isEdited, folding) };
  }

  /** Without the masks where these can't be burnt in, so that the file can be seen all the same. */
  private planWithMasks(job: Job, pixels: PixelChoices): Omit<Planned, 'list'> {
    const { dataSet, edits, documents } = this;
    try {
      const plan = job.plan(dataSet, edits, documents, pixelDecision(job, dataSet, pixels));
      return { plan, pixelProblem: undefined };
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      return { plan: job.plan(dataSet, edits, documents), pixelProblem: error };
    }
  }
}

function metaOf(plan: Plan, job: Job): MetaElement[] {
  return planFileMeta(plan.dataSet, newSopInstanceUid(plan), job.pseudonyms, VERSION_NAME);
}
