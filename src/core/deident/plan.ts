import { type DataSet, FLAG, KIND, latin1, trimPadding } from '../dicom/data-set';
import { isKnown } from '../dicom/dictionary';
import { ITEM, isPrivate, PIXEL_DATA, type Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import type { Change } from '../splice/change';
import { type Category, categoryOf, isIdentifying } from './category';
import { type CleaningMode, cleanedText } from './clean-text';
import { hasOnlyItsCharacters } from './coded-value';
import { collectIdentifiers, isTechnique } from './collect-identifiers';
import { goesAnyway } from './decide';
import type { DecisionContext, Decisions } from './decisions';
import { dummyValue } from './dummy';
import type { Identifiers } from './identifiers';
import { isShiftable, newValue, type ValueContext } from './new-value';
import { type PixelDecision, type PixelPlan, planPixels } from './pixel-plan';
import { DEFAULT_ORGANIZATION } from './placeholders';
import type { HandEdit, Policy } from './policy';
import { isUnreadableSequence, PrivateElements } from './private-elements';
import { profileRow } from './profile';
import type { Pseudonyms } from './pseudonyms';
import { type ActionName, type Decider, inheritedFrom, type Rule, rule, UNTOUCHED } from './rule';
import { BURNED_IN_ANNOTATION, isRewritable, type Loosened, planStamps, type Stamp } from './stamp';
import { isStandardMeaning } from './standard-meaning';
import type { StudyIdentifiers } from './study-identifiers';
import { patientKey, studyKey } from './subject-key';
import type { Removal } from './text/removal';
import {
  type ContentDecision,
  type ContentPlan,
  type DocumentDecision,
  ENCAPSULATED_DOCUMENT,
  planContent,
} from './uncleanable';

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

const UNKNOWN = rule('remove', 'unknown');
const UNREADABLE_PRIVATE = rule('remove', 'private');
const CUT = rule('clean', 'identifier-search');
/** Under these a sequence stays, and its items are looked at element by element. */
const WALKED_INTO = new Set<ActionName>(['keep', 'clean', 'uid']);
const MISUSED = rule('remove', 'identifier-search');
const SHORTEST_MISUSE = 4;
/** Who can keep what the profile would take. */
const OVERRIDING = new Set<Decider>(['custom-preset', 'user', 'administrator']);
/** What a preset keeps of these, and of UIDs, is no secret any more. */
const NOT_OF_THE_PATIENT = new Set<Category>(['dates', 'device', 'institution']);
const REWRITTEN = rule('replace', 'obligation');
/** A second element of a tag that is written anew, or one of another VR: the new one takes its place. */
const REPEATED = rule('remove', 'obligation');

const SOP_CLASS_UID: Tag = 0x00080016;

/**
 * @throws DicomError if the data set holds content that cannot be cleaned and that nobody has decided about, or masks
 *   can't be burnt in
 */
export function makePlan(dataSet: DataSet, options: PlanOptions): Plan {
  return new Planner(dataSet, options).run();
}

/** The identifying values of a data set alone, as the policy in force leaves them to be protected. */
export function identifiersOf(dataSet: DataSet, options: PlanOptions): Identifiers {
  return new Planner(dataSet, options).identifiers;
}

class Planner {
  private readonly rules: Rule[] = [UNTOUCHED];
  private readonly ruleIndex = new Map<Rule, number>([[UNTOUCHED, 0]]);
  private readonly ruleOfRow: Uint16Array;
  private readonly values = new Map<number, Uint8Array>();
  private readonly removals = new Map<number, readonly Removal[]>();
  private readonly changes: Change[] = [];
  private readonly unshifted: number[] = [];
  private readonly root: DecisionContext;
  private readonly privateElements: PrivateElements | undefined;
  private readonly content: ContentPlan | undefined;
  private readonly pixels: PixelPlan | undefined;
  readonly identifiers: Identifiers;
  private readonly valueContext: ValueContext;
  private readonly loosened: { profile: boolean; identity: boolean; dates: 'removed' | 'shifted' | 'kept' } = {
    profile: false,
    identity: false,
    dates: 'removed',
  };

  private readonly dataSet: DataSet;
  private readonly options: PlanOptions;

  constructor(dataSet: DataSet, options: PlanOptions) {
    this.dataSet = dataSet;
    this.options = options;
    this.ruleOfRow = new Uint16Array(dataSet.count);
    this.root = options.decisions.forSopClass(dataSet.text(dataSet.find(SOP_CLASS_UID)));
    const { policy } = options.decisions;
    const keepsPrivate = policy.options.has('retainSafePrivate') || policy.overrides.namePrivate;
    this.privateElements = keepsPrivate ? new PrivateElements(dataSet, policy) : undefined;
    this.content = planContent(dataSet, this.documents());
    this.pixels = planPixels(dataSet, this.pixelDecision());
    this.decideAll();
    this.identifiers = collectIdentifiers(dataSet, (row) => this.stays(row), options.study);
    this.valueContext = {
      dataSet,
      pseudonyms: options.pseudonyms,
      identifiers: this.identifiers,
      patientKey: patientKey(dataSet),
      studyKey: studyKey(dataSet),
      organization: options.organization ?? DEFAULT_ORGANIZATION,
      cleansDescriptors: policy.options.has('cleanDescriptors'),
    };
  }

  run(): Plan {
    const { dataSet, options } = this;
    this.carryOutAll();
    if (this.content?.decision === 'keep-checked') this.loosened.profile = true;
    const stamps = planStamps(dataSet, {
      policy: options.decisions.policy,
      software: options.software,
      identifiers: this.identifiers,
      loosened: this.loosened,
      pixels: this.pixels,
    });
    for (const stamp of stamps) {
      if (stamp.row >= 0) {
        this.values.set(stamp.row, stamp.value);
        this.changes.push({ kind: 'replace', row: stamp.row, value: stamp.value });
      } else this.changes.push({ kind: 'insert', parent: -1, tag: stamp.tag, vr: stamp.vr, value: stamp.value });
    }
    return {
      dataSet,
      policy: options.decisions.policy,
      rules: this.rules,
      ruleOfRow: this.ruleOfRow,
      values: this.values,
      removals: this.removals,
      stamps,
      changes: this.changes,
      unshifted: this.unshifted,
      identifiers: this.identifiers,
      content: this.content,
      pixels: this.pixels && { ...this.pixels, rewritten: this.stillThere(this.pixels.rewritten) },
      loosened: this.loosened,
    };
  }

  /** A rule for every row, from tag, VR, place and the user's edits; of values only whether they are dates counts. */
  private decideAll(): void {
    const { dataSet } = this;
    const { count, tags, vrs, nexts } = dataSet;
    this.ruleOfRow.fill(this.indexOf(REWRITTEN), 0, dataSet.firstRow);
    const contexts: DecisionContext[] = [];
    const ends: number[] = [];
    let context = this.root;
    let end = count;
    for (let row = dataSet.firstRow; row < count; ) {
      while (row >= end) {
        context = contexts.pop() ?? this.root;
        end = ends.pop() ?? count;
      }
      const tag = tags[row] as Tag;
      const next = nexts[row] as number;
      if (tag === ITEM) {
        row++;
        continue;
      }
      const decided = this.decideRow(row, tag, vrs[row] as VrCode, context);
      this.ruleOfRow[row] = this.indexOf(decided);
      if (next === row + 1) {
        row = next;
      } else if (WALKED_INTO.has(decided.action)) {
        contexts.push(context);
        ends.push(end);
        context = context.inside(tag);
        end = next;
        row++;
      } else {
        this.ruleOfRow.fill(this.indexOf(inheritedFrom(decided)), row + 1, next);
        row = next;
      }
    }
  }

  private decideRow(row: number, tag: Tag, vr: VrCode, context: DecisionContext): Rule {
    const ofPixels = this.decideForPixels(row, tag);
    if (ofPixels) return ofPixels;
    const decided = this.decideByPolicy(row, tag, vr, context);
    const isAdministrators = decided.decider === 'administrator';
    const ofContent = this.content?.rules.get(row);
    // Nobody keeps what the administrator rules; but that content goes is why the file is not refused.
    if (ofContent && !(isAdministrators && ofContent.action === 'keep')) return ofContent;
    const edit = isAdministrators || this.locks?.has('edits') ? undefined : this.options.edits?.get(row);
    return edit ? rule(edit.action, 'user') : decided;
  }

  private get locks(): Policy['locks'] {
    return this.options.decisions.policy.locks;
  }

  /**
   * What is done about content that cannot be cleaned: what the user decided, as far as the administrator allows it, or
   * else a preset that names the document and does not keep it.
   */
  private documents(): ContentDecision {
    const { documents = 'refuse' } = this.options;
    const isAllowed = documents !== 'keep-checked' || !this.locks?.has('content');
    if (isAllowed && documents !== 'refuse') return { does: documents, decider: 'user' };
    const hasDocument = this.dataSet.find(ENCAPSULATED_DOCUMENT) >= 0;
    const { action, decider } = this.root.rule(ENCAPSULATED_DOCUMENT, VR.OB);
    const isRuled = hasDocument && action !== 'keep' && (decider === 'custom-preset' || decider === 'administrator');
    return { does: isRuled ? 'remove' : 'refuse', decider };
  }

  private pixelDecision(): PixelDecision {
    const { pixels = {} } = this.options;
    return this.locks?.has('pixels') ? { ...pixels, confirmed: false } : pixels;
  }

  /** What follows from masks, or from their not being needed, whatever anybody wants. */
  private decideForPixels(row: number, tag: Tag): Rule | undefined {
    const { dataSet, pixels } = this;
    if (!pixels) return undefined;
    const { outcome, rules } = pixels;
    if (tag === BURNED_IN_ANNOTATION && outcome !== 'removed' && isAtTop(dataSet, row)) {
      return isRewritable(dataSet, row) ? REWRITTEN : REPEATED;
    }
    return rules.get(row);
  }

  /** Of the rows that are written anew, those that neither go nor get another value. */
  private stillThere(rows: ReadonlySet<number>): ReadonlySet<number> {
    const isThere = (row: number): boolean => {
      return this.rules[this.ruleOfRow[row]].action !== 'remove' && !this.values.has(row);
    };
    return new Set([...rows].filter(isThere));
  }

  private decideByPolicy(row: number, tag: Tag, vr: VrCode, context: DecisionContext): Rule {
    const { dataSet } = this;
    if (dataSet.has(row, FLAG.badVr)) return UNKNOWN;
    if (isUnreadableSequence(dataSet, row)) return isPrivate(tag) ? UNREADABLE_PRIVATE : UNKNOWN;
    const wanted = isPrivate(tag) && this.privateElements?.rule(row, context.sequences);
    if (wanted) return wanted;
    const decided = context.rule(tag, vr);
    if (decided.action === 'shift' && !isShiftable(dataSet, row)) {
      this.unshifted.push(row);
      return context.unshifted(tag, vr);
    }
    return decided === REWRITTEN && !isRewritable(dataSet, row) ? REPEATED : decided;
  }

  /**
   * True where what the original says is still said by the output, because an option or settings want it. What is
   * the patient's own stays an identifier even where settings keep it: that is for a person to look at.
   */
  private stays(row: number): boolean {
    const { action, decider } = this.rules[this.ruleOfRow[row] as number] as Rule;
    if (action !== 'keep' || decider === 'user') return false;
    if (!OVERRIDING.has(decider)) return decider === 'option';
    const vr = this.dataSet.vrs[row] as VrCode;
    if (vr === VR.PN) return false;
    return vr === VR.UI || NOT_OF_THE_PATIENT.has(categoryOf(this.dataSet.tags[row] as Tag, vr));
  }

  private carryOutAll(): void {
    const { dataSet, rules, ruleOfRow } = this;
    const { tags, vrs } = dataSet;
    for (let row = dataSet.firstRow; row < dataSet.count; ) {
      if (tags[row] === ITEM) {
        row++;
        continue;
      }
      let decided = rules[ruleOfRow[row] as number] as Rule;
      if (decided === UNTOUCHED) {
        decided = this.searched(row, tags[row] as Tag, vrs[row] as VrCode);
        if (decided !== UNTOUCHED) ruleOfRow[row] = this.indexOf(decided);
      }
      if (OVERRIDING.has(decided.decider)) this.noteLoosened(row, decided);
      if (decided !== UNTOUCHED && decided !== CUT) this.carryOut(row, decided);
      row = WALKED_INTO.has(decided.action) ? row + 1 : (dataSet.nexts[row] as number);
    }
  }

  /** What no row of the table names stays, but for the identifiers that the file holds elsewhere; text loses them here. */
  private searched(row: number, tag: Tag, vr: VrCode): Rule {
    const { dataSet } = this;
    if (dataSet.kind(row) === KIND.fragments) return tag === PIXEL_DATA && isAtTop(dataSet, row) ? UNTOUCHED : UNKNOWN;
    if (dataSet.kind(row) !== KIND.element) return UNTOUCHED;
    if (usesCharset(vr) || vr === VR.UR) {
      const isExempt = isTechnique(tag) || isStandardMeaning(dataSet, row, tag);
      return this.clean(row, isExempt ? 'full-names' : 'identifiers') ? CUT : UNTOUCHED;
    }
    // Of an unknown VR nothing can be told; pixels inside a sequence could show anything.
    if (vr === VR.UN || (tag === PIXEL_DATA && !isAtTop(dataSet, row))) return UNKNOWN;
    return isText(vr) && this.isMisused(row, vr) ? MISUSED : UNTOUCHED;
  }

  /** A coded value that is a name or an ID, or that is no code at all and names somebody. */
  private isMisused(row: number, vr: VrCode): boolean {
    const value = this.dataSet.value(row);
    if (!value || value.length < SHORTEST_MISUSE) return false;
    if (!hasOnlyItsCharacters(vr, value)) return this.identifiers.find(latin1(value)).length > 0;
    if (vr !== VR.CS && vr !== VR.AE) return false;
    return trimPadding(latin1(value))
      .split('\\')
      .some((code) => this.identifiers.isIdentifier(code));
  }

  private carryOut(row: number, decided: Rule): void {
    if (decided.action === 'remove') {
      this.changes.push({ kind: 'remove', row });
      return;
    }
    if (decided === REWRITTEN || this.pixels?.rewritten.has(row)) return;
    if (WALKED_INTO.has(decided.action) && this.dataSet.kind(row) === KIND.sequence) return;
    if (decided.action === 'keep' && decided.decider === 'option' && usesCharset(this.dataSet.vrs[row] as VrCode)) {
      // An option keeps what the element is for, not who strayed into it.
      this.clean(row, 'full-names');
      return;
    }
    if (decided.action === 'clean') {
      this.clean(row, usesCharset(this.dataSet.vrs[row] as VrCode) ? 'descriptor' : 'identifiers');
      return;
    }
    const value =
      this.content?.values.get(row) ?? newValue(this.valueContext, row, decided, this.replacementText(row, decided));
    if (value !== undefined) this.replace(row, value);
  }

  /** Takes out of a text what identifies; false if that is nothing. */
  private clean(row: number, mode: CleaningMode): boolean {
    const cleaned = cleanedText(this.valueContext, row, mode);
    if (!cleaned) return false;
    this.removals.set(row, cleaned.removals);
    // Items are filled from macros, where text is seldom allowed to be empty.
    const isLost = cleaned.value.length === 0 && !isAtTop(this.dataSet, row);
    this.replace(row, isLost ? dummyValue(this.dataSet.vrs[row] as VrCode, 0) : cleaned.value);
    return true;
  }

  private replace(row: number, value: Uint8Array): void {
    this.values.set(row, value);
    this.changes.push({ kind: 'replace', row, value });
  }

  /** Someone keeps what the profile would not: then the output must not claim to follow it. */
  private noteLoosened(row: number, decided: Rule): void {
    const { dataSet } = this;
    const isLoose = decided.action === 'keep' || decided.action === 'clean' || decided.action === 'shift';
    if (!isLoose || dataSet.valueLength(row) === 0) return;
    const tag = dataSet.tags[row] as Tag;
    const vr = dataSet.vrs[row] as VrCode;
    const isTemporal = vr === VR.DA || vr === VR.DT || vr === VR.TM;
    if (!profileRow(tag) && isKnown(tag) && !goesAnyway(tag) && vr !== VR.PN && !isTemporal) return;
    this.loosened.profile = true;
    if (vr === VR.PN || isIdentifying(tag)) this.loosened.identity = true;
    if (!isTemporal) return;
    this.loosened.dates = decided.action === 'keep' || this.loosened.dates === 'kept' ? 'kept' : 'shifted';
  }

  /** What the user, a preset or the administrator wants an element to say. */
  private replacementText(row: number, decided: Rule): string | undefined {
    if (decided.action !== 'replace' || decided.decider !== 'user') return decided.text;
    return this.options.edits?.get(row)?.value ?? '';
  }

  private indexOf(decided: Rule): number {
    const known = this.ruleIndex.get(decided);
    if (known !== undefined) return known;
    this.ruleIndex.set(decided, this.rules.length);
    this.rules.push(decided);
    return this.rules.length - 1;
  }
}

function isAtTop(dataSet: DataSet, row: number): boolean {
  return dataSet.parents[row] === -1;
}

/** The rule of a row. */
export function ruleOf(plan: Plan, row: number): Rule {
  return plan.rules[plan.ruleOfRow[row] as number] ?? UNTOUCHED;
}
