/** A small file about a patient, with elements of text after the identifying ones. */
import { CT_IMAGE, el, file, type Part } from '../../builders';

/** Elements of text that the table does not name. */
export const LO = '0018,9423'; // Acquisition Protocol Name
export const SH = '0018,1160'; // Filter Type
export const LT = '0018,7006'; // Detector Description
export const UT = '0018,9901'; // Reference Location Description
export const UR = '0008,1190'; // Retrieve URL

export const UID = '1.2.826.0.1.3680043.8.498.20261122';

export const holds = (bytes: Uint8Array, word: Uint8Array): boolean => Buffer.from(bytes).includes(Buffer.from(word));

export interface Patient {
  readonly charset?: readonly string[];
  readonly name?: string | Uint8Array;
  readonly id?: string;
  readonly accession?: string;
  readonly birthDate?: string;
  readonly studyDate?: string;
  readonly more?: readonly Part[];
}

export function patient(options: Patient, parts: readonly Part[]): Uint8Array {
  return file({
    sopInstance: `${UID}.1`,
    elements: [
      ...(options.charset ? [el('0008,0005', 'CS', options.charset)] : []),
      el('0008,0008', 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
      el('0008,0016', 'UI', CT_IMAGE),
      el('0008,0018', 'UI', `${UID}.1`),
      el('0008,0020', 'DA', options.studyDate ?? '20240229'),
      el('0008,0050', 'SH', options.accession ?? 'ACC-90210'),
      el('0008,0060', 'CS', 'CT'),
      ...(options.more ?? []),
      el('0010,0010', 'PN', options.name ?? 'Zwiebelsdorf^Ottokar^Maria'),
      el('0010,0020', 'LO', options.id ?? 'MRN-559-0071'),
      el('0010,0030', 'DA', options.birthDate ?? '19610417'),
      ...parts,
    ],
  });
}
