import { el, file } from '../builders';

const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';
export const NAME = 'Zwiebelsdorf';

/** An encapsulated PDF of a patient. */
export function letter(content: string): Buffer {
  const elements = [
    el('0008,0016', 'UI', ENCAPSULATED_PDF),
    el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.5'),
    el('0008,0060', 'CS', 'DOC'),
    el('0010,0010', 'PN', `${NAME}^Ottokar`),
    el('0010,0020', 'LO', 'MRN-559-0071'),
    el('0042,0011', 'OB', content),
    el('0042,0012', 'LO', 'application/pdf'),
  ];
  return Buffer.from(file({ sopClass: ENCAPSULATED_PDF, elements }));
}
