import { ascii } from '../../splice/encode-element';

const REMOVED = 'Document removed';
/** Header and number of triangles of a binary STL file. */
const EMPTY_STL_LENGTH = 84;

/**
 * A tiny document of a MIME type, valid for its readers, that takes the place of one that was removed. Of a
 * type that is not known: plain text.
 */
export function documentPlaceholder(mimeType: string): Uint8Array {
  switch (mimeType.toLowerCase()) {
    case 'application/pdf':
      return pdf();
    case 'text/xml':
      return ascii(
        `<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><title>${REMOVED}</title></ClinicalDocument>\n`,
      );
    case 'model/stl':
      return new Uint8Array(EMPTY_STL_LENGTH);
    case 'model/obj':
    case 'model/mtl':
      return ascii(`# ${REMOVED}\n`);
    default:
      return ascii(REMOVED);
  }
}

/** One page (ISO 32000-1 7.5) that says what happened. */
function pdf(): Uint8Array {
  const content = `BT /F1 24 Tf 72 720 Td (${REMOVED}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return ascii(text);
}
