import type { DataSet } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { DicomError, type ErrorCode, type ErrorDetails, type Warning, type WarningCode } from '../errors';
import { Attributes } from './attributes';

/** Attributes of an image's description: what is missing or wrong ends with an error, or is noted. */
export class CheckedAttributes extends Attributes {
  readonly warnings: Warning[] = [];
  private readonly pixels: number;

  /** @param pixels - row of the pixel data, named where the attribute itself is not there */
  constructor(dataSet: DataSet, item: number, pixels: number) {
    super(dataSet, item);
    this.pixels = pixels;
  }

  /** @throws DicomError `bad-pixel-description` unless it is a whole number from 1 on */
  required(tag: Tag): number {
    const number = this.number(tag);
    if (number === undefined || !Number.isInteger(number) || number < 1) {
      return this.fail('bad-pixel-description', tag, { ...(number !== undefined && { found: number }) });
    }
    return number;
  }

  /** A whole number from 0 on, or else `otherwise`, with a warning. */
  assumed(tag: Tag, otherwise: number): number {
    const number = this.number(tag);
    if (number !== undefined && Number.isInteger(number) && number >= 0) return number;
    this.warn('pixel-attribute-assumed', tag);
    return otherwise;
  }

  warn(code: WarningCode, tag: Tag, details?: ErrorDetails): void {
    this.warnings.push({ code, tag: this.path(tag), ...(details && { details }) });
  }

  fail(code: ErrorCode, tag: Tag, details: ErrorDetails = {}): never {
    const row = this.row(tag);
    const offset = this.dataSet.starts[row < 0 ? this.pixels : row];
    throw new DicomError(code, { offset, tag: this.path(tag) }, details);
  }
}
