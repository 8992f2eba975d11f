/** Elements planted with values that must not survive: for each VR one that is legal and easy to find again. */
import { latin1 } from './bytes';
import { el, type Part, sq } from './elements';

export const PLANTED_UID = '1.2.826.0.1.3680043.8.498.7717';

/** A legal value of the VR that no technique uses; `serial` makes it one of a kind. */
export function plantedValue(vr: string, serial = 0): string | number | Uint8Array | readonly number[] {
  const word = `XQ${String(serial).padStart(4, '0')}WZ`;
  switch (vr) {
    case 'AS':
      return '077Y';
    case 'AT':
      return '0013,4711';
    case 'DA':
      return '19531107';
    case 'DT':
      return '19531107091733';
    case 'TM':
      return '091733';
    case 'DS':
    case 'IS':
      return '7717';
    case 'FD':
    case 'FL':
    case 'OF':
    case 'OD':
      return 7717.5;
    case 'UI':
      return `${PLANTED_UID}.${serial + 1}`;
    case 'UR':
      return `https://pacs.example.org/${word}`;
    case 'PN':
      return `${word}^Jorinde`;
    case 'OB':
    case 'UN':
      return latin1(`${word}${word}`);
    default:
      return /^[USO]/.test(vr) && !['UC', 'UT', 'SH', 'ST'].includes(vr) ? 7717 : word;
  }
}

/** An element with a planted value; a sequence holds one item with a name, an ID, a code and a UID. */
export function planted(tag: string, vr: string, serial = 0): Part {
  if (vr !== 'SQ') return el(tag, vr, plantedValue(vr, serial));
  return sq(tag, [
    [
      el('0008,0080', 'LO', plantedValue('LO', serial)),
      el('0008,0100', 'SH', plantedValue('SH', serial)),
      el('0008,1155', 'UI', plantedValue('UI', serial)),
      el('0010,0010', 'PN', plantedValue('PN', serial)),
      el('0010,0020', 'LO', plantedValue('LO', serial)),
    ],
  ]);
}
