import { type DataSet, FLAG } from '../../dicom/data-set';
import { ITEM, isPrivate, type Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import type { DecisionContext } from '../rules/decisions';
import { inheritedFrom, type Rule, rule, WALKED_INTO } from '../rules/rule';
import { isShiftable } from '../values/new-value';
import { type PixelDecision, type PixelPlan, planPixels } from './pixel-plan';
import type { PlanOptions } from './plan';
import { isUnreadableSequence, PrivateElements } from './private-elements';
import { RuleTable } from './rule-table';
import { CUT_OUT, planSideData, type SideDataPlan } from './side-data-plan';
import { BURNED_IN_ANNOTATION, isRewritable } from './stamp';
import { type ContentDecision, type ContentPlan, ENCAPSULATED_DOCUMENT, planContent } from './uncleanable';

/** What is decided about a data set by tag, VR, place and what people want; of values only whether they are dates counts. */
export interface DecidedRows {
  readonly rules: RuleTable;
  /** Rows that dates should be shifted in and that hold none. */
  readonly unshifted: readonly number[];
  readonly content: ContentPlan | undefined;
  readonly pixels: PixelPlan | undefined;
  readonly sideData: SideDataPlan | undefined;
}

const SOP_CLASS_UID: Tag = 0x00080016;
const UNKNOWN = rule('remove', 'unknown');
const UNREADABLE_PRIVATE = rule('remove', 'private');
const REWRITTEN = rule('replace', 'obligation');
/** A second element of a tag that is written anew, or one of another VR: the new one takes its place. */
const REPEATED = rule('remove', 'obligation');

/**
 * @throws DicomError if the data set holds content that cannot be cleaned and that nobody has decided about, or masks
 *   can't be burnt in
 */
export function decideRows(dataSet: DataSet, options: PlanOptions): DecidedRows {
  const root = options.decisions.forSopClass(dataSet.text(dataSet.find(SOP_CLASS_UID)));
  const content = planContent(dataSet, contentDecision(dataSet, options, root));
  const pixels = planPixels(dataSet, pixelDecision(options));
  const sideData = planSideData(dataSet, pixels);
  const decider = new RowDecider(dataSet, options, { content, pixels, sideData });
  decider.walk(root);
  const { rules, unshifted } = decider;
  return { rules, unshifted, content, pixels, sideData };
}

/**
 * What is done about content that cannot be cleaned: what the user decided, as far as the administrator allows it, or
 * else a preset that names the document and does not keep it.
 */
function contentDecision(dataSet: DataSet, options: PlanOptions, root: DecisionContext): ContentDecision {
  const { documents = 'refuse', decisions } = options;
  const isAllowed = documents !== 'keep-checked' || !decisions.policy.locks?.has('content');
  if (isAllowed && documents !== 'refuse') return { does: documents, decider: 'user' };
  const hasDocument = dataSet.find(ENCAPSULATED_DOCUMENT) >= 0;
  const { action, decider } = root.rule(ENCAPSULATED_DOCUMENT, VR.OB);
  const isRuled = hasDocument && action !== 'keep' && (decider === 'custom-preset' || decider === 'administrator');
  return { does: isRuled ? 'remove' : 'refuse', decider };
}

function pixelDecision({ pixels = {}, decisions }: PlanOptions): PixelDecision {
  return decisions.policy.locks?.has('pixels') ? { ...pixels, confirmed: false } : pixels;
}

class RowDecider {
  readonly rules: RuleTable;
  readonly unshifted: number[] = [];
  private readonly dataSet: DataSet;
  private readonly content: ContentPlan | undefined;
  private readonly pixels: PixelPlan | undefined;
  private readonly sideData: SideDataPlan | undefined;
  private readonly privateElements: PrivateElements | undefined;
  /** None where the administrator forbids them. */
  private readonly edits: PlanOptions['edits'];

  constructor(
    dataSet: DataSet,
    { decisions: { policy }, edits }: PlanOptions,
    { content, pixels, sideData }: Pick<DecidedRows, 'content' | 'pixels' | 'sideData'>,
  ) {
    this.dataSet = dataSet;
    this.rules = new RuleTable(dataSet.count);
    this.content = content;
    this.pixels = pixels;
    this.sideData = sideData;
    const keepsPrivate = policy.options.has('retainSafePrivate') || policy.overrides.namePrivate;
    this.privateElements = keepsPrivate ? new PrivateElements(dataSet, policy) : undefined;
    this.edits = policy.locks?.has('edits') ? undefined : edits;
  }

  /** Gives every row a rule; what is inside a sequence that does not stay goes with it. */
  walk(root: DecisionContext): void {
    const { dataSet, rules } = this;
    const { count, tags, vrs, nexts } = dataSet;
    rules.fill(REWRITTEN, 0, dataSet.firstRow);
    const contexts: DecisionContext[] = [];
    const ends: number[] = [];
    let context = root;
    let end = count;
    for (let row = dataSet.firstRow; row < count; ) {
      while (row >= end) {
        context = contexts.pop() ?? root;
        end = ends.pop() ?? count;
      }
      const tag = tags[row] as Tag;
      const next = nexts[row] as number;
      if (tag === ITEM) {
        row++;
        continue;
      }
      const decided = this.decide(row, tag, vrs[row] as VrCode, context);
      rules.set(row, decided);
      if (next === row + 1) {
        row = next;
      } else if (WALKED_INTO.has(decided.action)) {
        contexts.push(context);
        ends.push(end);
        context = context.inside(tag);
        end = next;
        row++;
      } else {
        rules.fill(inheritedFrom(decided), row + 1, next);
        row = next;
      }
    }
  }

  private decide(row: number, tag: Tag, vr: VrCode, context: DecisionContext): Rule {
    const decided = this.decideElement(row, tag, vr, context);
    return decided.action === 'keep' && this.sideData?.rewritten.has(row) ? CUT_OUT : decided;
  }

  private decideElement(row: number, tag: Tag, vr: VrCode, context: DecisionContext): Rule {
    const ofPixels = this.decideForPixels(row, tag) ?? this.sideData?.rules.get(row);
    if (ofPixels) return ofPixels;
    const decided = this.decideByPolicy(row, tag, vr, context);
    const isAdministrators = decided.decider === 'administrator';
    const ofContent = this.content?.rules.get(row);
    // Nobody keeps what the administrator rules; but that content goes is why the file is not refused.
    if (ofContent && !(isAdministrators && ofContent.action === 'keep')) return ofContent;
    const edit = isAdministrators ? undefined : this.edits?.get(row);
    return edit ? rule(edit.action, 'user') : decided;
  }

  /** What follows from masks, or from their not being needed, whatever anybody wants. */
  private decideForPixels(row: number, tag: Tag): Rule | undefined {
    const { dataSet, pixels } = this;
    if (!pixels) return undefined;
    const { outcome, rules } = pixels;
    if (tag === BURNED_IN_ANNOTATION && outcome !== 'removed' && dataSet.isAtTop(row)) {
      return isRewritable(dataSet, row) ? REWRITTEN : REPEATED;
    }
    return rules.get(row);
  }

  private decideByPolicy(row: number, tag: Tag, vr: VrCode, context: DecisionContext): Rule {
    const { dataSet } = this;
    if (dataSet.has(row, FLAG.badVr)) return UNKNOWN;
    if (isUnreadableSequence(dataSet, row)) return isPrivate(tag) ? UNREADABLE_PRIVATE : UNKNOWN;
    const wanted = isPrivate(tag) && this.privateElements?.rule(row, context.sequences);
    if (wanted) return wanted;
    const decided = context.rule(tag, vr);
    if (asksForDates(decided, vr) && !isShiftable(dataSet, row)) {
      this.unshifted.push(row);
      return context.unshifted(tag, vr);
    }
    return decided === REWRITTEN && !isRewritable(dataSet, row) ? REPEATED : decided;
  }
}

/** What stays because dates are shifted has to be a date, or a time of day. */
function asksForDates({ action, option }: Rule, vr: VrCode): boolean {
  return action === 'shift' || (vr === VR.TM && option === 'retainLongModifiedDates');
}
