import { type DataSet, KIND, latin1, trimPadding } from '../dicom/data-set';
import { readDataSet } from '../dicom/read';
import { elementOf, formatTag, isPrivate, ITEM, PIXEL_DATA, type Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import type { PartsSource } from '../io/byte-source';
import { padToEven } from '../splice/encode-element';
import type { ByteSearch } from './byte-search';
import { isTechnique } from './collect-identifiers';
import { identifierSearch } from './identifier-patterns';
import type { MetaElement } from './file-meta-plan';
import { type Plan, ruleOf } from './plan';
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
const SHORTEST_IN_BINARY = 6;
const LONGEST_SEARCHED = 1_048_576;
const UID_IN_TEXT = /\d+(?:\.\d+){4,}/g;

/**
 * Reads the output afresh from its own bytes, compares it element by element with what the plan demands,
 * and searches every element at every depth for the original's identifiers.
 *
 * @throws DicomError if the output is not a readable DICOM file
 */
export async function verify(output: PartsSource, plan: Plan, meta: readonly MetaElement[]): Promise<Verification> {
  const result = await readDataSet(output);
  const findings: Finding[] = [];
  const note = (kind: FindingKind, path: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push({ kind, path });
  };
  checkMeta(result, meta, note);
  comparePlan(result, plan, output, note);
  const search = identifierSearch(plan.identifiers);
  for (let row = result.firstRow; row < result.count; row++) {
    const tag = result.tags[row] as Tag;
    if (tag === ITEM) continue;
    if ((isPrivate(tag) || elementOf(tag) === 0) && !isKept(plan, tag)) note('obligation', result.path(row));
  }
  await searchIdentifiers(result, plan, search, note);
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

/** Walks both tables at once: what the plan keeps is there byte by byte, what it changes has the new value. */
function comparePlan(
  result: DataSet,
  plan: Plan,
  output: PartsSource,
  note: (kind: FindingKind, path: string) => void,
): void {
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
      return;
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
    if (!isContainer && !sameValue(dataSet, row, result, out, output)) note('differs-from-plan', result.path(out));
    row++;
    out++;
  }
  for (const tag of inserted.keys()) note('obligation', formatTag(tag));
}

/** Kept values are the original's bytes: compared where they were read, else proven to be the same range. */
function sameValue(dataSet: DataSet, row: number, result: DataSet, out: number, output: PartsSource): boolean {
  const length = dataSet.valueLength(row);
  if (length !== result.valueLength(out)) return false;
  const start = result.valueStart(out);
  if (length > 256 && output.originOf(dataSet.source, start, start + length) === dataSet.valueStart(row)) return true;
  const before = dataSet.value(row);
  const after = result.value(out);
  if (before && after) return sameBytes(before, after);
  return dataSet.syntax.deflated || length === 0;
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

async function searchIdentifiers(
  result: DataSet,
  plan: Plan,
  search: ByteSearch,
  note: (kind: FindingKind, path: string) => void,
): Promise<void> {
  const { identifiers } = plan;
  for (let row = result.firstRow; row < result.count; row++) {
    const kind = result.kind(row);
    if (kind === KIND.item || kind === KIND.sequence || kind === KIND.fragments) continue;
    const tag = result.tags[row] as Tag;
    if (tag === PIXEL_DATA) continue;
    const vr = result.vrs[row] as VrCode;
    const length = result.valueLength(row);
    if (length < 3) continue;
    if (vr === VR.UI) {
      checkUids(result, row, plan, note);
      continue;
    }
    const isFreeText = usesCharset(vr) || vr === VR.UR || vr === VR.UN;
    if (!isFreeText && (isText(vr) || length < SHORTEST_IN_BINARY)) continue;
    if (isTechnique(tag) || length > LONGEST_SEARCHED) continue;
    const start = result.valueStart(row);
    const value = result.value(row) ?? (await result.source.read(start, start + length));
    const hit = search.find(value, (pattern) => isFreeText || pattern.characters >= SHORTEST_IN_BINARY);
    if (hit && !isStandardMeaning(result, row, tag)) note('identifier', result.path(row));
    if (isFreeText && identifiers.size > 0) {
      for (const match of latin1(value).matchAll(UID_IN_TEXT)) {
        if (isOriginalUid(plan, match[0])) note('original-uid', result.path(row));
      }
    }
  }
}

function checkUids(
  result: DataSet,
  row: number,
  plan: Plan,
  note: (kind: FindingKind, path: string) => void,
): void {
  const value = result.value(row);
  if (!value) return;
  for (const uid of trimPadding(latin1(value)).split('\\')) {
    if (isOriginalUid(plan, uid)) note('original-uid', result.path(row));
  }
}

function isOriginalUid(plan: Plan, uid: string): boolean {
  return !uid.startsWith('1.2.840.10008.') && plan.identifiers.hasUid(uid);
}
