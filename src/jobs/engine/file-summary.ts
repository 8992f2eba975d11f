import type { DataSet } from '../../core/dicom/data-set';
import { KIND } from '../../core/dicom/data-set';
import { sopClassName } from '../../core/dicom/sop-class';
import { PIXEL_DATA } from '../../core/dicom/tag';
import type { FileSummary, ImageFacts } from '../engine-api';

/** What a person needs to recognise the file by; for the page that shows it and for nothing else. */
export function summarize(dataSet: DataSet, sizeInBytes: number): FileSummary {
  const text = (tag: number): string => dataSet.text(dataSet.find(tag));
  const sopClass = text(0x00080016);
  return {
    patientName: text(0x00100010),
    patientId: text(0x00100020),
    birthDate: text(0x00100030),
    sex: text(0x00100040),
    studyDate: text(0x00080020),
    studyDescription: text(0x00081030),
    seriesDescription: text(0x0008103e),
    modality: text(0x00080060),
    sopClass: sopClassName(sopClass) ?? sopClass,
    transferSyntax: dataSet.syntax.name,
    sizeInBytes,
    image: imageFacts(dataSet),
  };
}

function imageFacts(dataSet: DataSet): ImageFacts | null {
  const number = (tag: number): number | undefined => dataSet.number(dataSet.find(tag));
  const rows = number(0x00280010);
  const columns = number(0x00280011);
  const pixelData = dataSet.find(PIXEL_DATA);
  if (rows === undefined || columns === undefined) return null;
  return {
    rows,
    columns,
    frames: number(0x00280008) ?? 1,
    bitsAllocated: number(0x00280100) ?? 0,
    bitsStored: number(0x00280101) ?? 0,
    photometricInterpretation: dataSet.text(dataSet.find(0x00280004)),
    samplesPerPixel: number(0x00280002) ?? 1,
    pixelBytes: pixelData < 0 ? 0 : dataSet.valueLength(pixelData),
    encapsulated: pixelData >= 0 && dataSet.kind(pixelData) === KIND.fragments,
  };
}
