import { type DataSet, FLAG, KIND } from '../dicom/data-set';
import { groupOf, isPrivate, isPrivateCreator, type Tag } from '../dicom/tag';
import { VR, type VrCode } from '../dicom/vr';
import { isSafePrivate } from './safe-private';

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

/**
 * Which private elements of a data set may stay under the Retain Safe Private Option (PS3.15 E.3.10): those
 * of the standard's table and those that the file declares to be safe, by creator and element, not by tag; the
 * creators of blocks of which something stays. Blobs of bytes go: they are particularly unsafe.
 */
export class SafePrivateElements {
  private readonly dataSet: DataSet;
  private readonly kept = new Map<number, ReadonlySet<number>>();
  private readonly declared: readonly Characteristics[];

  constructor(dataSet: DataSet) {
    this.dataSet = dataSet;
    this.declared = readCharacteristics(dataSet);
  }

  stays(row: number): boolean {
    const item = this.dataSet.parents[row] as number;
    let kept = this.kept.get(item);
    if (!kept) {
      kept = this.findKept(item);
      this.kept.set(item, kept);
    }
    return kept.has(row);
  }

  private findKept(item: number): ReadonlySet<number> {
    const { dataSet } = this;
    const { tags, nexts } = dataSet;
    const creators = new Map<number, { readonly row: number; readonly name: string }>();
    const kept = new Set<number>();
    const end = item < 0 ? dataSet.count : (nexts[item] as number);
    for (let row = item < 0 ? dataSet.firstRow : item + 1; row < end; row = nexts[row] as number) {
      const tag = tags[row] as Tag;
      if (!isPrivate(tag)) continue;
      if (isPrivateCreator(tag)) {
        creators.set(groupOf(tag) * 256 + (tag & 0xff), { row, name: dataSet.text(row) });
        continue;
      }
      const creator = creators.get(groupOf(tag) * 256 + ((tag & 0xffff) >>> 8));
      if (!creator || !this.isSafe(creator.name, tag, row)) continue;
      kept.add(row);
      kept.add(creator.row);
    }
    return kept;
  }

  private isSafe(creator: string, tag: Tag, row: number): boolean {
    const { dataSet } = this;
    const vr = dataSet.vrs[row] as VrCode;
    const isSequence = dataSet.kind(row) === KIND.sequence;
    if (!isSequence && (BLOBS.has(vr) || vr === VR.SQ) && !this.isSmallUnknown(row, vr)) return false;
    if (vr === VR.PN || dataSet.has(row, FLAG.badVr)) return false;
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
