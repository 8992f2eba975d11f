import { type DataSet, FLAG, KIND, latin1, trimPadding } from '../dicom/data-set';
import { formatTag, type Tag } from '../dicom/tag';
import { VR, wordSize } from '../dicom/vr';

/** The attributes of one item, or of the data set itself (`item` -1), decoded when asked for. */
export class Attributes {
  readonly dataSet: DataSet;
  readonly item: number;

  constructor(dataSet: DataSet, item = -1) {
    this.dataSet = dataSet;
    this.item = item;
  }

  /** Row of an element, or -1. */
  row(tag: Tag): number {
    return this.dataSet.find(tag, this.item);
  }

  text(tag: Tag): string {
    return this.dataSet.text(this.row(tag));
  }

  texts(tag: Tag): string[] {
    const text = this.text(tag);
    return text === '' ? [] : text.split('\\').map(trimPadding);
  }

  /** First number of an element; undefined where there is none. */
  number(tag: Tag): number | undefined {
    const [first] = this.numbers(tag);
    return first === undefined || Number.isNaN(first) ? undefined : first;
  }

  /**
   * All numbers of an element; NaN stands for a value that is none. With `signed`, values of VR US count as
   * SS: implicit VR does not say which of the two is meant, and writers of explicit VR mix them up.
   */
  numbers(tag: Tag, signed = false): number[] {
    const { dataSet } = this;
    const row = this.row(tag);
    const value = row < 0 ? undefined : dataSet.value(row);
    if (!value || value.length === 0) return [];
    const vr = dataSet.vrs[row];
    if (vr === VR.IS || vr === VR.DS) return latin1(value).split('\\').map(decimal);
    const little = !dataSet.has(row, FLAG.bigEndian);
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const size = wordSize(vr);
    return Array.from({ length: Math.floor(value.length / size) }, (_, i) => {
      const at = i * size;
      if (vr === VR.SS || (vr === VR.US && signed)) return view.getInt16(at, little);
      if (vr === VR.US || vr === VR.OW) return view.getUint16(at, little);
      if (vr === VR.UL || vr === VR.OL) return view.getUint32(at, little);
      if (vr === VR.SL) return view.getInt32(at, little);
      if (vr === VR.FL) return view.getFloat32(at, little);
      return vr === VR.FD ? view.getFloat64(at, little) : Number.NaN;
    });
  }

  /** The items of a sequence. */
  items(tag: Tag): Attributes[] {
    const { dataSet } = this;
    const sequence = this.row(tag);
    if (sequence < 0 || dataSet.kind(sequence) !== KIND.sequence) return [];
    const items: Attributes[] = [];
    const end = dataSet.nexts[sequence];
    for (let row = sequence + 1; row < end; row = dataSet.nexts[row]) items.push(new Attributes(dataSet, row));
    return items;
  }

  /** Tag path of an element in this item. */
  path(tag: Tag): string {
    const own = this.dataSet.path(this.item);
    return `${own}${own && '.'}${formatTag(tag)}`;
  }
}

function decimal(text: string): number {
  const trimmed = trimPadding(text);
  return trimmed === '' ? Number.NaN : Number(trimmed);
}
