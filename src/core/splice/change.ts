import { type DataSet, FLAG } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import type { VrCode } from '../dicom/vr';
import type { Encoding } from './encode-element';

/**
 * What happens to one element of a data set. Values are raw bytes in the byte order and character set
 * of their place; odd lengths are padded when written.
 */
export type Change =
  | { readonly kind: 'remove'; readonly row: number }
  /** For a sequence, `value` holds encoded items, or nothing for an empty sequence. */
  | { readonly kind: 'replace'; readonly row: number; readonly value: Uint8Array }
  /** `parent` is the row of an item, or -1 for the top level. */
  | {
      readonly kind: 'insert';
      readonly parent: number;
      readonly tag: Tag;
      readonly vr: VrCode;
      readonly value: Uint8Array;
    };

/** Byte order and VR encoding of the elements in an item, or of the data set's top level. */
export function encodingIn(dataSet: DataSet, item: number): Encoding {
  if (item < 0) return dataSet.syntax;
  return { explicitVr: dataSet.has(item, FLAG.explicitVr), bigEndian: dataSet.has(item, FLAG.bigEndian) };
}
