/** PS3.6 Annex A: transfer syntaxes and storage SOP classes. */

/** One line per transfer syntax: UID, flags, name. */
export function transferSyntaxLines(data) {
  return data.rows.map((row) => {
    const flags = [
      row.explicitVR ? 'e' : 'i',
      row.endianness === 'big' ? 'b' : 'l',
      row.deflated ? 'z' : '-',
      row.encapsulated ? 'f' : '-',
      { no: '-', yes: 'y', either: 'm' }[row.lossy],
      row.retired ? 'r' : '-',
    ];
    if (flags.includes(undefined)) throw new Error(`Flags of ${row.uid}`);
    return `${row.uid}|${flags.join('')}|${row.name}`;
  });
}

/** Retired storage SOP classes that old archives still hold (PS3.6 Table A-1). */
const RETIRED_STORAGE = {
  '1.2.840.10008.5.1.1.27': 'Stored Print Storage',
  '1.2.840.10008.5.1.1.29': 'Hardcopy Grayscale Image Storage',
  '1.2.840.10008.5.1.1.30': 'Hardcopy Color Image Storage',
  '1.2.840.10008.5.1.4.1.1.3': 'Ultrasound Multi-frame Image Storage',
  '1.2.840.10008.5.1.4.1.1.5': 'Nuclear Medicine Image Storage',
  '1.2.840.10008.5.1.4.1.1.6': 'Ultrasound Image Storage',
  '1.2.840.10008.5.1.4.1.1.8': 'Standalone Overlay Storage',
  '1.2.840.10008.5.1.4.1.1.9': 'Standalone Curve Storage',
  '1.2.840.10008.5.1.4.1.1.10': 'Standalone Modality LUT Storage',
  '1.2.840.10008.5.1.4.1.1.11': 'Standalone VOI LUT Storage',
  '1.2.840.10008.5.1.4.1.1.12.3': 'X-Ray Angiographic Bi-Plane Image Storage',
  '1.2.840.10008.5.1.4.1.1.77.1': 'VL Image Storage - Trial',
  '1.2.840.10008.5.1.4.1.1.77.2': 'VL Multi-frame Image Storage - Trial',
  '1.2.840.10008.5.1.4.1.1.129': 'Standalone PET Curve Storage',
};

export function sopClassLines(types) {
  const names = new Map(Object.entries(types.sopClasses).map(([uid, { name }]) => [uid, name]));
  for (const [uid, name] of Object.entries(RETIRED_STORAGE)) {
    if (!names.has(uid)) names.set(uid, `${name} (Retired)`);
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([uid, name]) => `${uid}|${name}`);
}
