import type { DataSet } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';
import { usesCharset, VR, type VrCode, vrCode } from '../../dicom/vr';
import type { PartsSource } from '../../io/byte-source';
import { isTechnique } from '../identifiers/collect-identifiers';
import { isStandardMeaning } from '../identifiers/standard-meaning';
import type { Findings } from './findings';
import { lettersOf } from './output-header';
import type { OutputElement, OutputWalk } from './output-walk';
import type { OutputWindow } from './output-window';
import { SHORTEST_SEARCHED, type ValueSearch } from './search-value';

/** Shorter values are copied and compared; longer ones are ranges of the original, which are the same by their place. */
const SHORTEST_REFERENCE = 256;
const UN = lettersOf('UN');

/** A value that was not in memory when the walk passed: it is looked at afterwards, in pieces. */
export interface UnreadValue {
  readonly path: string;
  /** In the output. */
  readonly start: number;
  readonly end: number;
  /** Where it stood in the original, if it has to be the same; -1 otherwise. */
  readonly original: number;
  /** How to look for identifiers in it; undefined if nobody has to. */
  readonly search: { readonly vr: VrCode; readonly isExempt: boolean } | undefined;
}

/** An output that is walked, and what is looked for in it. */
export interface JudgedOutput {
  readonly output: PartsSource;
  readonly window: OutputWindow;
  readonly walk: OutputWalk;
  readonly findings: Findings;
  readonly search: ValueSearch;
}

/** Compares values of an output with the original's, and searches them for the original's identifiers. */
export class ValueJudge {
  readonly unread: UnreadValue[] = [];
  private readonly dataSet: DataSet;
  private readonly judged: JudgedOutput;

  constructor(dataSet: DataSet, judged: JudgedOutput) {
    this.dataSet = dataSet;
    this.judged = judged;
  }

  /** True where an output's value is the original's, or will be compared with it when the walk is done. */
  isSame(tag: Tag, at: number, original: number, length: number): boolean {
    const { dataSet } = this;
    const { output, window, walk } = this.judged;
    if (length > SHORTEST_REFERENCE && output.originOf(dataSet.source, at, at + length) === original) return true;
    const around = dataSet.retained.around(original);
    const isRead = around !== undefined && original + length <= around.start + around.length;
    if (isRead && window.covers(at, at + length)) {
      const from = original - around.start;
      return window.holds(at, around.bytes, from, from + length);
    }
    this.unread.push({ path: walk.path(tag), start: at, end: at + length, original, search: undefined });
    return true;
  }

  /** Looks for identifiers in the value of an element of the plan. */
  examine(element: OutputElement, row: number, isWanted = false): void {
    const { dataSet } = this;
    const vr = dataSet.vrs[row] as VrCode;
    // What an option wants of codes, dates and UIDs is the original's; in a text only persons named in full are not.
    if (isWanted && !usesCharset(vr) && vr !== VR.UN) return;
    const isExempt = isWanted || isTechnique(element.tag) || isStandardMeaning(dataSet, row, element.tag);
    this.search(element, element.vr === 0 || element.vr === UN ? vr : vrOf(element), isExempt);
  }

  /** Looks for identifiers in a value. */
  search({ tag, valueStart, valueEnd }: OutputElement, vr: VrCode, isExempt: boolean): void {
    if (valueEnd - valueStart < SHORTEST_SEARCHED) return;
    const { window, walk, findings, search } = this.judged;
    if (!window.covers(valueStart, valueEnd)) {
      const path = walk.path(tag);
      this.unread.push({ path, start: valueStart, end: valueEnd, original: -1, search: { vr, isExempt } });
      return;
    }
    const found = search.find(window.view(valueStart, valueEnd), vr, isExempt);
    if (found) findings.note(found, walk.path(tag));
  }
}

/** The VR as written. */
export function vrOf({ vr }: OutputElement): VrCode {
  return vrCode(String.fromCharCode(vr >> 8, vr & 0xff));
}
