import { KIND, latin1, trimPadding } from '../../dicom/data-set';
import { ITEM, PIXEL_DATA, type Tag } from '../../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../../dicom/vr';
import type { Change } from '../../splice/change';
import { isTechnique } from '../identifiers/collect-identifiers';
import { isStandardMeaning } from '../identifiers/standard-meaning';
import { type Rule, rule, UNTOUCHED, WALKED_INTO } from '../rules/rule';
import type { Removal } from '../text/removal';
import { type CleaningMode, cleanedText } from '../values/clean-text';
import { hasOnlyItsCharacters } from '../values/coded-value';
import { dummyValue } from '../values/dummy';
import { newValue, type ValueContext } from '../values/new-value';
import type { DecidedRows } from './decide-rows';
import { LooseningNotes } from './kept-by-choice';
import type { PlanOptions } from './plan';
import { CUT_OUT } from './side-data-plan';

const UNKNOWN = rule('remove', 'unknown');
const REWRITTEN = rule('replace', 'obligation');
const CUT = rule('clean', 'identifier-search');
const MISUSED = rule('remove', 'identifier-search');
const SHORTEST_MISUSE = 4;

/**
 * Makes new values and changes of the rules of a data set. Rows that no rule touches are searched for the identifiers
 * that the file holds elsewhere; those that hold some get a rule here.
 */
export class RuleExecution {
  /** New raw values by row. */
  readonly values = new Map<number, Uint8Array>();
  /** What cleaning took of the decoded text of a row. */
  readonly removals = new Map<number, readonly Removal[]>();
  readonly changes: Change[] = [];
  readonly loosened = new LooseningNotes();
  private readonly context: ValueContext;
  private readonly decided: DecidedRows;
  private readonly edits: PlanOptions['edits'];

  constructor(context: ValueContext, decided: DecidedRows, edits: PlanOptions['edits']) {
    this.context = context;
    this.decided = decided;
    this.edits = edits;
  }

  run(): void {
    const { dataSet } = this.context;
    const { rules } = this.decided;
    const { count, tags, vrs, nexts } = dataSet;
    for (let row = dataSet.firstRow; row < count; ) {
      const tag = tags[row] as Tag;
      if (tag === ITEM) {
        row++;
        continue;
      }
      let rule = rules.at(row);
      if (rule === UNTOUCHED) {
        rule = this.search(row, tag, vrs[row] as VrCode);
        if (rule !== UNTOUCHED) rules.set(row, rule);
      } else if (this.namesSomebody(row, rule, vrs[row] as VrCode)) {
        rule = MISUSED;
        rules.set(row, rule);
      }
      this.loosened.note(dataSet, row, rule);
      if (rule !== UNTOUCHED && rule !== CUT) this.carryOut(row, rule);
      row = WALKED_INTO.has(rule.action) ? row + 1 : (nexts[row] as number);
    }
  }

  replace(row: number, value: Uint8Array): void {
    this.values.set(row, value);
    this.changes.push({ kind: 'replace', row, value });
  }

  /** What no row of the table names stays, but for the identifiers that the file holds elsewhere; text loses them here. */
  private search(row: number, tag: Tag, vr: VrCode): Rule {
    const { dataSet } = this.context;
    if (dataSet.kind(row) === KIND.fragments) return tag === PIXEL_DATA && dataSet.isAtTop(row) ? UNTOUCHED : UNKNOWN;
    if (dataSet.kind(row) !== KIND.element) return UNTOUCHED;
    if (usesCharset(vr) || vr === VR.UR) {
      const isExempt = isTechnique(tag) || isStandardMeaning(dataSet, row, tag);
      return this.clean(row, isExempt ? 'unmistakable' : 'identifiers') ? CUT : UNTOUCHED;
    }
    // Of an unknown VR nothing can be told; pixels inside a sequence could show anything.
    if (vr === VR.UN || (tag === PIXEL_DATA && !dataSet.isAtTop(row))) return UNKNOWN;
    return isText(vr) && this.isMisused(row, vr) ? MISUSED : UNTOUCHED;
  }

  /** A coded value that is a name or an ID, or that is no code at all and names somebody. */
  private isMisused(row: number, vr: VrCode): boolean {
    const { dataSet, identifiers } = this.context;
    const value = dataSet.value(row);
    if (!value || value.length < SHORTEST_MISUSE) return false;
    if (!hasOnlyItsCharacters(vr, value)) return identifiers.find(latin1(value)).length > 0;
    if (vr !== VR.CS && vr !== VR.AE) return false;
    return trimPadding(latin1(value))
      .split('\\')
      .some((code) => identifiers.isIdentifier(code));
  }

  /** What an option keeps may name somebody where its VR is not told, or where it is no value of its VR. */
  private namesSomebody(row: number, { action, decider }: Rule, vr: VrCode): boolean {
    const { dataSet, identifiers } = this.context;
    if (action !== 'keep' || decider !== 'option' || dataSet.kind(row) !== KIND.element) return false;
    const isCode = isText(vr) && !usesCharset(vr);
    const value = isCode || vr === VR.UN ? dataSet.value(row) : undefined;
    if (!value || (isCode && hasOnlyItsCharacters(vr, value))) return false;
    return identifiers.findUnmistakable(latin1(value)).length > 0;
  }

  private carryOut(row: number, rule: Rule): void {
    const { dataSet } = this.context;
    const { action, decider } = rule;
    if (action === 'remove') {
      this.changes.push({ kind: 'remove', row });
      return;
    }
    if (rule === REWRITTEN || rule === CUT_OUT || this.decided.pixels?.rewritten.has(row)) return;
    if (WALKED_INTO.has(action) && dataSet.kind(row) === KIND.sequence) return;
    const isDecodedText = usesCharset(dataSet.vrs[row] as VrCode);
    if (action === 'keep' && decider === 'option' && isDecodedText) {
      // An option keeps what the element is for, not who strayed into it.
      this.clean(row, 'unmistakable');
      return;
    }
    if (action === 'clean') {
      this.clean(row, isDecodedText ? 'descriptor' : 'identifiers');
      return;
    }
    const value =
      this.decided.content?.values.get(row) ?? newValue(this.context, row, rule, this.replacementText(row, rule));
    if (value !== undefined) this.replace(row, value);
  }

  /** Takes out of a text what identifies; false if that is nothing. */
  private clean(row: number, mode: CleaningMode): boolean {
    const { dataSet } = this.context;
    const cleaned = cleanedText(this.context, row, mode);
    if (!cleaned) return false;
    this.removals.set(row, cleaned.removals);
    // Items are filled from macros, where text is seldom allowed to be empty.
    const isLost = cleaned.value.length === 0 && !dataSet.isAtTop(row);
    this.replace(row, isLost ? dummyValue(dataSet.vrs[row] as VrCode, 0) : cleaned.value);
    return true;
  }

  /** What the user, a preset or the administrator wants an element to say. */
  private replacementText(row: number, { action, decider, text }: Rule): string | undefined {
    if (action !== 'replace' || decider !== 'user') return text;
    return this.edits?.get(row)?.value ?? '';
  }
}
