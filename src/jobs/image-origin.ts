import type { DataSet } from '../core/dicom/data-set';
import { Attributes } from '../core/pixel/attributes';
import type { Device } from '../core/pixel/device-regions';

/** What images have in common that were made together, or by one device. Shown and stored nowhere. */
export interface ImageOrigin {
  /** Series Instance UID. */
  readonly series: string;
  readonly device: Device;
}

export function imageOrigin(dataSet: DataSet): ImageOrigin {
  const attributes = new Attributes(dataSet);
  return {
    series: attributes.text(0x0020000e),
    device: {
      modality: attributes.text(0x00080060),
      manufacturer: attributes.text(0x00080070),
      model: attributes.text(0x00081090),
      rows: attributes.number(0x00280010) ?? 0,
      columns: attributes.number(0x00280011) ?? 0,
      imageType: attributes.text(0x00080008),
      seriesDescription: attributes.text(0x0008103e),
    },
  };
}
