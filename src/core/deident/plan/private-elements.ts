import { type DataSet, FLAG, KIND } from '../../dicom/data-set';
import { groupOf, isPrivate, isPrivateCreator, type Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { isSafePrivate } from '../profile/safe-private';
import { overrideRule } from '../rules/override';
import type { Policy } from '../rules/policy';
import { optionRule, type Rule, rule } from '../rules/rule';
import { isShiftable } from '../values/new-value';

const PRIVATE_DATA_ELEMENT_CHARACTERISTICS_SEQUENCE: Tag = 0x00080300;
const PRIVATE_GROUP_REFERENCE: Tag = 0x00080301;
const PRIVATE_CREATOR_REFERENCE: Tag = 0x00080302;
const BLOCK_IDENTIFYING_INFORMATION_STATUS: Tag = 0x00080303;
const NONIDENTIFYING_PRIVATE_ELEMENTS: Tag = 0x00080304;
const BLOBS = new Set<VrCode>([VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN]);

/** What the file itself says of a private block (PS3.3 C.12.1.1.7): all its elements are safe, or those listed. */
interface Characteristics {
  readonly group: number;
  readonly creator: string;
  readonly elements: 'all' | ReadonlySet<number>;
}

const SAFE = optionRule('keep', 'retainSafePrivate', 'X');
const SAFE_UID = optionRule('uid', 'retainSafePrivate', 'X');
const SAFE_SHIFTED = optionRule('shift', 'retainSafePrivate', 'X');
const SAFE_EMPTIED = optionRule('empty', 'retainSafePrivate', 'X');

/**
 * What becomes of the private elements of a data set that someone names or an option keeps, by creator and number in
 * the block, not by tag; and of the creators of blocks of which something stays. All others go (PS3.15 E.3.10).
 *
 * Under the Retain Safe Private Option those of the standard's table stay, and those that the file declares to be safe,
 * but no blobs of bytes: they are particularly unsafe. Only an override that names a blob keeps it.
 */
export class PrivateElements {
  private readonly dataSet: DataSet;
  private readonly policy: Policy;
  private readonly rules = new Map<number, ReadonlyMap<number, Rule>>();
  private readonly declared: readonly Characteristics[];

  constructor(dataSet: DataSet, policy: Policy) {
    this.dataSet = dataSet;
    this.policy = policy;
    this.declared = policy.options.has('retainSafePrivate') ? readCharacteristics(dataSet) : [];
  }

  /** The rule of a row, or undefined if nobody wants the element; `sequences` are those around it, the innermost last. */
  rule(row: number, sequences: readonly Tag[]): Rule | undefined {
    const item = this.dataSet.parents[row] as number;
    let rules = this.rules.get(item);
    if (!rules) {
      rules = this.decideItem(item, sequences);
      this.rules.set(item, rules);
    }
    return rules.get(row);
  }

  private decideItem(item: number, sequences: readonly Tag[]): ReadonlyMap<number, Rule> {
    const { dataSet } = this;
    const { tags, nexts } = dataSet;
    const creators = new Map<number, { readonly row: number; readonly name: string }>();
    const rules = new Map<number, Rule>();
    const end = item < 0 ? dataSet.count : (nexts[item] as number);
    for (let row = item < 0 ? dataSet.firstRow : item + 1; row < end; row = nexts[row] as number) {
      const tag = tags[row] as Tag;
      if (!isPrivate(tag)) continue;
      if (isPrivateCreator(tag)) {
        creators.set(groupOf(tag) * 256 + (tag & 0xff), { row, name: dataSet.text(row) });
        continue;
      }
      const creator = creators.get(groupOf(tag) * 256 + ((tag & 0xffff) >>> 8));
      const decided = creator && this.decide(creator.name, tag, row, sequences);
      if (!decided) continue;
      rules.set(row, decided);
      const staysToo = decided.action !== 'remove' && !rules.has(creator.row);
      if (staysToo) rules.set(creator.row, decided.option ? SAFE : rule('keep', decided.decider));
    }
    return rules;
  }

  private decide(creator: string, tag: Tag, row: number, sequences: readonly Tag[]): Rule | undefined {
    const { dataSet } = this;
    const { options, overrides } = this.policy;
    const vr = dataSet.vrs[row] as VrCode;
    if (dataSet.has(row, FLAG.badVr) || isUnreadableSequence(dataSet, row)) return undefined;
    const named = overrides.findPrivate(creator, tag, sequences);
    const isSafe = options.has('retainSafePrivate') && this.isSafe(creator, tag, row);
    if (!named && !isSafe) return undefined;
    const ofVr = overrides.find(tag, vr, sequences);
    const override = [named, ofVr].find((one) => one?.decider === 'administrator') ?? named ?? ofVr;
    if (override) return overrideRule(override, vr);
    if (vr === VR.UI) return options.has('retainUIDs') ? SAFE : SAFE_UID;
    return vr === VR.DA || vr === VR.DT ? this.dateRule(row) : SAFE;
  }

  /** Safe elements hold dates too, and these are treated as all dates are (PS3.15 E.3.6). */
  private dateRule(row: number): Rule {
    const { options } = this.policy;
    if (options.has('retainLongFullDates')) return SAFE;
    return options.has('retainLongModifiedDates') && isShiftable(this.dataSet, row) ? SAFE_SHIFTED : SAFE_EMPTIED;
  }

  private isSafe(creator: string, tag: Tag, row: number): boolean {
    const { dataSet } = this;
    const vr = dataSet.vrs[row] as VrCode;
    if (vr === VR.PN) return false;
    if (dataSet.kind(row) !== KIND.sequence && BLOBS.has(vr) && !this.isSmallUnknown(row, vr)) return false;
    if (isSafePrivate(creator, tag)) return true;
    return this.declared.some(
      ({ group, creator: declaredCreator, elements }) =>
        group === groupOf(tag) && declaredCreator === creator && (elements === 'all' || elements.has(tag & 0xff)),
    );
  }

  /** With implicit VR nothing tells a number's VR: a short value that is safe by the table is no blob. */
  private isSmallUnknown(row: number, vr: VrCode): boolean {
    return vr === VR.UN && this.dataSet.valueLength(row) <= 64;
  }
}

/** A sequence whose items cannot be read cannot be cleaned. */
export function isUnreadableSequence(dataSet: DataSet, row: number): boolean {
  return dataSet.vrs[row] === VR.SQ && dataSet.kind(row) === KIND.element && dataSet.valueLength(row) > 0;
}

function readCharacteristics(dataSet: DataSet): readonly Characteristics[] {
  const sequence = dataSet.find(PRIVATE_DATA_ELEMENT_CHARACTERISTICS_SEQUENCE);
  if (sequence < 0 || dataSet.kind(sequence) !== KIND.sequence) return [];
  const found: Characteristics[] = [];
  for (let item = sequence + 1; item < (dataSet.nexts[sequence] as number); item = dataSet.nexts[item] as number) {
    const group = dataSet.number(dataSet.find(PRIVATE_GROUP_REFERENCE, item));
    const creator = dataSet.text(dataSet.find(PRIVATE_CREATOR_REFERENCE, item));
    const status = dataSet.text(dataSet.find(BLOCK_IDENTIFYING_INFORMATION_STATUS, item));
    if (group === undefined || creator === '') continue;
    if (status === 'SAFE') found.push({ group, creator, elements: 'all' });
    if (status === 'MIXED') {
      const elements = dataSet.numbers(dataSet.find(NONIDENTIFYING_PRIVATE_ELEMENTS, item));
      found.push({ group, creator, elements: new Set(elements.map((element) => element & 0xff)) });
    }
  }
  return found;
}
