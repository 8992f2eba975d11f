import { type DataSet, FLAG, KIND, latin1, trimPadding } from '../../dicom/data-set';
import { dictionaryVr } from '../../dicom/dictionary';
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, formatTag, ITEM, PIXEL_DATA, type Tag } from '../../dicom/tag';
import { NO_VR, VR, type VrCode, vrName } from '../../dicom/vr';
import { padToEven } from '../../splice/encode-element';
import { isRewritten, type Plan, ruleOf } from '../plan/plan';
import type { Stamp } from '../plan/stamp';
import type { Rule } from '../rules/rule';
import type { FindingKind, Findings } from './findings';
import { isForbidden } from './forbidden';
import { lettersOf } from './output-header';
import { type Judge, type Level, type OutputElement, type OutputWalk, UNKNOWN_ROW } from './output-walk';
import type { OutputWindow } from './output-window';
import { type JudgedOutput, type ValueJudge, vrOf } from './value-judge';

const SQ = lettersOf('SQ');
const PIXELS: ReadonlySet<Tag> = new Set([PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA]);
const SOP_INSTANCE_UID: Tag = 0x00080018;

/** Values that were written anew as the plan demands, without its saying what they are: looked at afterwards. */
export interface RewrittenValue {
  readonly row: number;
  readonly path: string;
  /** In the output. */
  readonly start: number;
  readonly end: number;
}

/** The items of pixel data in fragments, in the output: places and lengths of their values. */
export interface WrittenFragments {
  readonly path: string;
  readonly starts: number[];
  readonly lengths: number[];
}

/**
 * Holds each element of an output against the plan, against what PS3.15 E.1.1 demands whatever a plan says, and
 * searches its value for the original's identifiers. Where the output is another than planned, the rest is still
 * looked at for what must not be there.
 */
export class PlanJudge implements Judge {
  readonly rewritten: RewrittenValue[] = [];
  /** Of pixel data that are masked, or lose side data. */
  fragments: WrittenFragments | undefined;
  /** SOP Instance UID as it stands in the data set; '' where it does not. */
  sopInstanceUid = '';
  private readonly plan: Plan;
  private readonly dataSet: DataSet;
  private readonly window: OutputWindow;
  private readonly walk: OutputWalk;
  private readonly findings: Findings;
  private readonly values: ValueJudge;
  private readonly inserted: Map<Tag, Stamp>;
  private row: number;
  /** Rows with new values, ascending, behind a last one that no data set has; and which of them comes next. */
  private readonly plannedRows: Float64Array;
  private nextPlanned = 0;

  constructor(plan: Plan, judged: JudgedOutput, values: ValueJudge) {
    this.plan = plan;
    this.dataSet = plan.dataSet;
    this.window = judged.window;
    this.walk = judged.walk;
    this.findings = judged.findings;
    this.values = values;
    this.inserted = new Map(plan.stamps.filter(({ row }) => row < 0).map((stamp) => [stamp.tag, stamp]));
    this.row = this.dataSet.firstRow;
    this.plannedRows = Float64Array.from([...plan.values.keys(), Number.POSITIVE_INFINITY]).sort();
  }

  element(element: OutputElement, level: Level): ReturnType<Judge['element']> {
    const { tag } = element;
    if (element.holdsReserved) this.note('obligation', tag);
    const stamp = level.row === -1 ? this.inserted.get(tag) : undefined;
    if (stamp) {
      this.inserted.delete(tag);
      return this.compare(element, stamp.vr, padToEven(stamp.value, stamp.vr));
    }
    const row = this.next(tag, level);
    if (row === UNKNOWN_ROW) return this.unplanned(element);
    if (tag === SOP_INSTANCE_UID && level.row === -1) this.sopInstanceUid = this.uidOf(element, row);
    const rule = ruleOf(this.plan, row);
    if (isForbidden(tag, rule)) this.note('obligation', tag);
    const { dataSet } = this;
    const planned = this.plannedAt(row);
    if (planned) {
      this.row = dataSet.nexts[row] as number;
      if (!isFlag(rule)) this.values.examine(element, row);
      // Padded as its own VR wants it, also where the file says UN.
      return this.compare(element, this.writtenVr(row, planned), padToEven(planned, dataSet.vrs[row] as VrCode));
    }
    if (element.vr !== 0 && element.vr !== lettersOf(vrName(this.writtenVr(row)))) this.note('differs-from-plan', tag);
    this.row = row + 1;
    if (dataSet.kind(row) === KIND.sequence)
      return { row, encoding: this.encodingIn(row, level), holdsFragments: false };
    if (isRewritten(this.plan, row)) return this.lookAtLater(element, row, level);
    return this.kept(element, row, rule);
  }

  item(sequence: Level): number {
    if (sequence.row === UNKNOWN_ROW) return UNKNOWN_ROW;
    const row = this.next(ITEM, sequence);
    if (row !== UNKNOWN_ROW) this.row = row + 1;
    return row;
  }

  fragment(start: number, length: number): void {
    this.fragments?.starts.push(start);
    this.fragments?.lengths.push(length);
  }

  badDelimiter(): void {
    this.findings.note('obligation', this.walk.path());
  }

  /** What the plan wants and the output has not. */
  finish(): void {
    for (const tag of this.inserted.keys()) this.findings.note('obligation', formatTag(tag));
    if (this.row === UNKNOWN_ROW) return;
    const row = this.skipRemoved(this.row);
    if (row < this.dataSet.count) this.findings.note('differs-from-plan', this.dataSet.path(row));
  }

  private uidOf({ valueStart, valueEnd }: OutputElement, row: number): string {
    if (this.dataSet.vrs[row] !== VR.UI || !this.window.covers(valueStart, valueEnd)) return '';
    return trimPadding(latin1(this.window.view(valueStart, valueEnd)));
  }

  private note(kind: FindingKind, tag: Tag): void {
    this.findings.note(kind, this.walk.path(tag));
  }

  private skipRemoved(from: number): number {
    const { dataSet, plan } = this;
    let row = from;
    while (row < dataSet.count && dataSet.kind(row) !== KIND.item && ruleOf(plan, row).action === 'remove') {
      row = dataSet.nexts[row] as number;
    }
    return row;
  }

  /** The row that must stand here; from the first that does not on, nothing is compared any more. */
  private next(tag: Tag, level: Level): number {
    if (this.row === UNKNOWN_ROW) return UNKNOWN_ROW;
    const { dataSet } = this;
    const row = this.skipRemoved(this.row);
    if (row < dataSet.count && dataSet.tags[row] === tag && dataSet.parents[row] === level.row) return row;
    this.findings.note('differs-from-plan', tag === ITEM ? this.walk.path() : this.walk.path(tag));
    this.row = UNKNOWN_ROW;
    return UNKNOWN_ROW;
  }

  /** Rows come in their order, and few have new values. */
  private plannedAt(row: number): Uint8Array | undefined {
    const { plannedRows } = this;
    while ((plannedRows[this.nextPlanned] as number) < row) this.nextPlanned++;
    return plannedRows[this.nextPlanned] === row ? this.plan.values.get(row) : undefined;
  }

  /** An element that nobody planned, in an output that will be refused: is there worse in it? */
  private unplanned(element: OutputElement): ReturnType<Judge['element']> {
    const { tag, vr, valueEnd } = element;
    if (isForbidden(tag, undefined)) this.note('obligation', tag);
    const known = vr === 0 ? dictionaryVr(tag) : vrOf(element);
    if (vr === SQ)
      return {
        row: UNKNOWN_ROW,
        encoding: { explicitVr: true, bigEndian: this.dataSet.syntax.bigEndian },
        holdsFragments: false,
      };
    if (valueEnd < 0) return undefined;
    if (!PIXELS.has(tag)) this.values.search(element, known === NO_VR ? VR.UN : known, false);
    return valueEnd;
  }

  /** The VR that must be written: the one of the original, or the one that it forgot. */
  private writtenVr(row: number, planned?: Uint8Array): VrCode {
    const { dataSet } = this;
    const vr = dataSet.vrs[row] as VrCode;
    return dataSet.has(row, FLAG.vrUnknownInFile) && !(planned && vr === VR.SQ) ? VR.UN : vr;
  }

  /** A sequence in UN may be encoded otherwise than what is around it (PS3.5 6.2.2). */
  private encodingIn(sequence: number, { encoding }: Level): Level['encoding'] {
    const { dataSet } = this;
    const item = sequence + 1;
    if (item >= (dataSet.nexts[sequence] as number)) return encoding;
    return { explicitVr: dataSet.has(item, FLAG.explicitVr), bigEndian: dataSet.has(item, FLAG.bigEndian) };
  }

  /** @returns the end of the value; undefined, which ends the walk, where nothing tells it */
  private compare(element: OutputElement, vr: VrCode, expected: Uint8Array): number | undefined {
    const { tag, valueStart, valueEnd } = element;
    const hasItsVr = element.vr === 0 || element.vr === lettersOf(vrName(vr));
    const isSame = valueEnd - valueStart === expected.length && this.window.holds(valueStart, expected);
    if (!isSame || !hasItsVr) this.note('differs-from-plan', tag);
    return valueEnd < 0 ? undefined : valueEnd;
  }

  private lookAtLater(element: OutputElement, row: number, { encoding }: Level): ReturnType<Judge['element']> {
    const { tag, valueStart, valueEnd } = element;
    const path = this.walk.path(tag);
    if (this.dataSet.kind(row) === KIND.fragments && valueEnd < 0) {
      this.fragments = { path, starts: [], lengths: [] };
      return { row, encoding, holdsFragments: true };
    }
    if (this.dataSet.kind(row) === KIND.fragments || valueEnd < 0) {
      this.note('differs-from-plan', tag);
      this.row = UNKNOWN_ROW;
      return this.unplanned(element);
    }
    this.rewritten.push({ row, path, start: valueStart, end: valueEnd });
    return valueEnd;
  }

  /** A value of the original: its very bytes. Of fragments, their headers and the delimitation item belong to it. */
  private kept(element: OutputElement, row: number, rule: Rule): ReturnType<Judge['element']> {
    const { dataSet } = this;
    const { tag, valueStart, valueEnd } = element;
    const original = dataSet.valueStart(row);
    const length = (dataSet.ends[row] as number) - original;
    const end = valueStart + length;
    const hasItsLength = dataSet.kind(row) === KIND.fragments ? valueEnd < 0 : valueEnd === end;
    if (!hasItsLength || end > this.window.size) {
      this.note('differs-from-plan', tag);
      this.row = UNKNOWN_ROW;
      return this.unplanned(element);
    }
    if (length > 0 && !this.values.isSame(tag, valueStart, original, length)) this.note('differs-from-plan', tag);
    const isPixels = PIXELS.has(tag) && dataSet.isAtTop(row);
    if (!isPixels) this.values.examine(element, row, rule.decider === 'option' && rule.action === 'keep');
    return end;
  }
}

/** The flags of the de-identification are nobody's words. */
function isFlag({ decider, action }: Rule): boolean {
  return decider === 'obligation' && action === 'replace';
}
