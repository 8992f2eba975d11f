import type { Removal } from '../../core/deident/text/removal';
import { type DataSet, FLAG, KIND, latin1, trimPadding } from '../../core/dicom/data-set';
import { formatTag } from '../../core/dicom/tag';
import { isText, VR, type VrCode, wordSize } from '../../core/dicom/vr';

const LONGEST_SHOWN = 300;
const MOST_NUMBERS = 16;
/** Of a character, with some escapes. */
const MOST_BYTES = 4;

/** The original value of an element for people, or undefined where it is binary or was not read. */
export function displayOriginal(dataSet: DataSet, row: number, longest = LONGEST_SHOWN): string | undefined {
  if (dataSet.kind(row) !== KIND.element) return dataSet.kind(row) === KIND.fragments ? undefined : '';
  const start = dataSet.valueStart(row);
  const end = dataSet.valueEnd(row);
  const value = dataSet.retained.view(start, Math.min(end, start + MOST_BYTES * longest));
  return value && displayBytes(dataSet, row, value, longest);
}

/** A value for people, as the VR and the character set of its place demand; text of at most `longest` characters. */
export function displayBytes(
  dataSet: DataSet,
  row: number,
  value: Uint8Array,
  longest = LONGEST_SHOWN,
): string | undefined {
  const vr = dataSet.vrs[row] as VrCode;
  if (isText(vr)) return shortened(trimPadding(dataSet.charset(row).decode(value, vr)), longest);
  return displayNumbers(value, vr, dataSet.has(row, FLAG.bigEndian));
}

/** Removals from a decoded value as ranges of the text that is shown of it. */
export function displayRemovals(
  dataSet: DataSet,
  row: number,
  removals: readonly Removal[],
  shown: string,
): readonly Removal[] {
  const value = dataSet.value(row);
  if (!value) return [];
  const text = dataSet.charset(row).decode(value, dataSet.vrs[row] as VrCode);
  const lead = text.search(/[^ ]/);
  const ranges = removals.map((removal) => ({
    ...removal,
    start: Math.max(0, removal.start - lead),
    end: Math.min(shown.length, removal.end - lead),
  }));
  return ranges.filter(({ start, end }) => start < end);
}

/** Plain ASCII of a value that this software wrote. */
export function displayAscii(value: Uint8Array, vr: VrCode): string {
  return isText(vr) ? shortened(trimPadding(latin1(value))) : (displayNumbers(value, vr, false) ?? '');
}

function shortened(text: string, longest = LONGEST_SHOWN): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function displayNumbers(value: Uint8Array, vr: VrCode, bigEndian: boolean): string | undefined {
  const read = NUMBER_READERS.get(vr);
  if (!read) return undefined;
  const size = vr === VR.AT ? 4 : wordSize(vr);
  const count = Math.floor(value.length / size);
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const numbers: string[] = [];
  for (let i = 0; i < Math.min(count, MOST_NUMBERS); i++) numbers.push(read(view, i * size, !bigEndian));
  return numbers.join('\\') + (count > MOST_NUMBERS ? '\\…' : '');
}

type NumberReader = (view: DataView, at: number, little: boolean) => string;

const NUMBER_READERS = new Map<VrCode, NumberReader>([
  [VR.US, (view, at, little) => String(view.getUint16(at, little))],
  [VR.SS, (view, at, little) => String(view.getInt16(at, little))],
  [VR.UL, (view, at, little) => String(view.getUint32(at, little))],
  [VR.SL, (view, at, little) => String(view.getInt32(at, little))],
  [VR.UV, (view, at, little) => String(view.getBigUint64(at, little))],
  [VR.SV, (view, at, little) => String(view.getBigInt64(at, little))],
  [VR.FL, (view, at, little) => String(Number(view.getFloat32(at, little).toPrecision(7)))],
  [VR.FD, (view, at, little) => String(view.getFloat64(at, little))],
  [VR.AT, (view, at, little) => formatTag(view.getUint16(at, little) * 65536 + view.getUint16(at + 2, little))],
]);
