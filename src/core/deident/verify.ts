import { type DataSet, KIND, latin1, trimPadding } from '../dicom/data-set';
import { readDataSet } from '../dicom/read';
import { elementOf, formatTag, ITEM, isPrivate, PIXEL_DATA, type Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import type { PartsSource } from '../io/byte-source';
import { padToEven } from '../splice/encode-element';
import type { Pattern } from './byte-search';
import { isTechnique } from './collect-identifiers';
import type { MetaElement } from './file-meta-plan';
import { type Plan, ruleOf } from './plan';
import { isOfTheStandard } from './pseudonyms';
import { isStandardMeaning } from './standard-meaning';

/**
 * - `identifier`: an identifier of the original can still be read
 * - `original-uid`: a UID that was to be replaced is there
 * - `differs-from-plan`: the output is not what the plan says
 * - `obligation`: something PS3.15 E.1.1 demands is not met
 */
export type FindingKind = 'identifier' | 'original-uid' | 'differs-from-plan' | 'obligation';

export interface Finding {
  readonly path: string;
  readonly kind: FindingKind;
}

export interface Verification {
  readonly findings: readonly Finding[];
  /** Elements of the output that were looked at; 0 would prove nothing. */
  readonly elements: number;
  /** Identifiers that were searched for. */
  readonly identifiers: number;
}

const MOST_FINDINGS = 200;
/** File meta information and flags of the de-identification that the original may lack. */
const EXTRA_ROWS = 32;
const SHORTEST_SEARCHED = 3;
const SHORTEST_IN_BINARY = 6;
const SHORTEST_UID = 9;
const LONGEST_SEARCHED = 1_048_576;
const UID_IN_TEXT = /\d+(?:\.\d+){4,}/g;

/**
 * Reads the output afresh from its own bytes, compares it element by element with what the plan demands,
 * and searches every element at every depth for the original's identifiers.
 *
 * @throws DicomError if the output is not a readable DICOM file
 */
export async function verify(output: PartsSource, plan: Plan, meta: readonly MetaElement[]): Promise<Verification> {
  const result = await readDataSet(output, { expectedRows: plan.dataSet.count + EXTRA_ROWS });
  const findings: Finding[] = [];
  const note = (kind: FindingKind, path: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push({ kind, path });
  };
  checkMeta(result, meta, note);
  await compareUnread(comparePlan(result, plan, output, note), result, plan, note);
  for (let row = result.firstRow; row < result.count; row++) {
    const tag = result.tags[row] as Tag;
    if (tag === ITEM) continue;
    if ((isPrivate(tag) || elementOf(tag) === 0) && !isKept(plan, tag)) note('obligation', result.path(row));
  }
  await searchIdentifiers(result, plan, note);
  return { findings, elements: result.count, identifiers: plan.identifiers.size };
}

/** Someone above the profile wants elements with the tag to stay. */
function isKept(plan: Plan, tag: Tag): boolean {
  return plan.policy.overrides.get(tag)?.action === 'keep' || plan.rules.some((rule) => rule.decider === 'user');
}

function checkMeta(
  result: DataSet,
  meta: readonly MetaElement[],
  note: (kind: FindingKind, path: string) => void,
): void {
  const preamble = result.retained.view(0, 128);
  if (!result.hasPreamble || !preamble || preamble.some((byte) => byte !== 0)) note('obligation', 'preamble');
  const expected = new Map(meta.map((element) => [element.tag, padToEven(element.value, element.vr)]));
  for (let row = 0; row < result.firstRow; row++) {
    const tag = result.tags[row] as Tag;
    if (elementOf(tag) === 0) continue;
    const value = result.value(row);
    if (!value || !sameBytes(value, expected.get(tag))) note('obligation', formatTag(tag));
    expected.delete(tag);
  }
  for (const tag of expected.keys()) note('obligation', formatTag(tag));
}

interface Pair {
  readonly row: number;
  readonly out: number;
}

/**
 * Walks both tables at once: what the plan keeps is there byte by byte, what it changes has the new value.
 *
 * @returns kept values that are not in memory on both sides
 */
function comparePlan(
  result: DataSet,
  plan: Plan,
  output: PartsSource,
  note: (kind: FindingKind, path: string) => void,
): readonly Pair[] {
  const unread: Pair[] = [];
  const { dataSet, values } = plan;
  const inserted = new Map(plan.stamps.filter((stamp) => stamp.row < 0).map((stamp) => [stamp.tag, stamp]));
  let row = dataSet.firstRow;
  let out = result.firstRow;
  while (row < dataSet.count || out < result.count) {
    while (row < dataSet.count && dataSet.kind(row) !== KIND.item && ruleOf(plan, row).action === 'remove') {
      row = dataSet.nexts[row] as number;
    }
    const stamp = out < result.count && result.parents[out] === -1 ? inserted.get(result.tags[out] as Tag) : undefined;
    if (stamp) {
      if (!sameBytes(result.value(out), padToEven(stamp.value, stamp.vr))) note('differs-from-plan', result.path(out));
      inserted.delete(stamp.tag);
      out = result.nexts[out] as number;
      continue;
    }
    if (row >= dataSet.count && out >= result.count) break;
    if (row >= dataSet.count || out >= result.count || dataSet.tags[row] !== result.tags[out]) {
      note('differs-from-plan', out < result.count ? result.path(out) : dataSet.path(row));
      return unread;
    }
    const value = values.get(row);
    if (value) {
      const expected = padToEven(value, dataSet.vrs[row] as VrCode);
      if (!sameBytes(result.value(out), expected)) note('differs-from-plan', result.path(out));
      row = dataSet.nexts[row] as number;
      out = result.nexts[out] as number;
      continue;
    }
    const isContainer = dataSet.kind(row) === KIND.item || dataSet.kind(row) === KIND.sequence;
    if (!isContainer) {
      const same = sameValue(dataSet, row, result, out, output);
      if (same === undefined) unread.push({ row, out });
      else if (!same) note('differs-from-plan', result.path(out));
    }
    row++;
    out++;
  }
  for (const tag of inserted.keys()) note('obligation', formatTag(tag));
  return unread;
}

async function compareUnread(
  pairs: readonly Pair[],
  result: DataSet,
  plan: Plan,
  note: (kind: FindingKind, path: string) => void,
): Promise<void> {
  const { dataSet } = plan;
  for (const { row, out } of pairs) {
    const before = dataSet.valueStart(row);
    const after = result.valueStart(out);
    const length = dataSet.valueLength(row);
    for (let at = 0; at < length; at += LONGEST_SEARCHED) {
      const to = Math.min(length, at + LONGEST_SEARCHED);
      const a = await dataSet.source.read(before + at, before + to);
      const b = await result.source.read(after + at, after + to);
      if (sameBytes(a, b)) continue;
      note('differs-from-plan', result.path(out));
      break;
    }
  }
}

/** Kept values are the original's bytes: the same range of it, or equal; undefined if they were not read. */
function sameValue(
  dataSet: DataSet,
  row: number,
  result: DataSet,
  out: number,
  output: PartsSource,
): boolean | undefined {
  const start = dataSet.valueStart(row);
  const end = dataSet.valueEnd(row);
  const from = result.valueStart(out);
  const length = end - start;
  if (result.valueEnd(out) - from !== length) return false;
  if (length === 0) return true;
  if (length > 256 && output.originOf(dataSet.source, from, from + length) === start) return true;
  const before = dataSet.retained.around(start);
  const after = result.retained.around(from);
  const isRead = before && end <= before.start + before.length && after && from + length <= after.start + after.length;
  if (!isRead) return undefined;
  const a = before.bytes;
  const b = after.bytes;
  const atA = start - before.start;
  const atB = from - after.start;
  for (let i = 0; i < length; i++) if (a[atA + i] !== b[atB + i]) return false;
  return true;
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

async function searchIdentifiers(
  result: DataSet,
  plan: Plan,
  note: (kind: FindingKind, path: string) => void,
): Promise<void> {
  const { identifiers } = plan;
  const inText = identifiers.index.textSearch();
  const countsInText = ({ identifier }: Pattern): boolean => identifiers.counts(identifier);
  const countsInBinary = ({ identifier }: Pattern): boolean =>
    identifier.folded.length >= SHORTEST_IN_BINARY && identifiers.counts(identifier);
  for (let row = result.firstRow; row < result.count; row++) {
    if (result.kind(row) !== KIND.element) continue;
    const vr = result.vrs[row] as VrCode;
    const length = result.valueLength(row);
    if (length < SHORTEST_SEARCHED) continue;
    if (vr === VR.UI) {
      checkUids(result, row, plan, note);
      continue;
    }
    const isFreeText = usesCharset(vr) || vr === VR.UR || vr === VR.UN;
    if (!isFreeText && (isText(vr) || length < SHORTEST_IN_BINARY)) continue;
    const tag = result.tags[row] as Tag;
    if (tag === PIXEL_DATA || isTechnique(tag) || length > LONGEST_SEARCHED) continue;
    const start = result.valueStart(row);
    const value = result.value(row) ?? (await result.source.read(start, start + length));
    let hit: Pattern | undefined;
    if (isFreeText) hit = inText.find(value, countsInText);
    else {
      hit = identifiers.index.binarySearch().find(value, countsInBinary);
    }
    if (hit && !isStandardMeaning(result, row, tag)) note('identifier', result.path(row));
    if (isFreeText && length >= SHORTEST_UID) {
      for (const match of latin1(value).matchAll(UID_IN_TEXT)) {
        if (isOriginalUid(plan, match[0])) note('original-uid', result.path(row));
      }
    }
  }
}

function checkUids(result: DataSet, row: number, plan: Plan, note: (kind: FindingKind, path: string) => void): void {
  const value = result.value(row);
  if (!value) return;
  for (const uid of trimPadding(latin1(value)).split('\\')) {
    if (isOriginalUid(plan, uid)) note('original-uid', result.path(row));
  }
}

function isOriginalUid(plan: Plan, uid: string): boolean {
  return !isOfTheStandard(uid) && plan.identifiers.hasUid(uid);
}
