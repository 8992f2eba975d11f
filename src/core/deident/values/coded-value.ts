import { VR, type VrCode } from '../../dicom/vr';

/** The bytes that a value of a VR may have, its padding and the delimiter of values included (PS3.5 6.2). */
function alphabet(characters: string): Uint8Array {
  const allowed = new Uint8Array(256);
  for (const character of `${characters} \\\0`) allowed[character.charCodeAt(0)] = 1;
  return allowed;
}

const DIGITS = '0123456789';
const ALPHABETS = new Map<VrCode, Uint8Array>([
  [VR.AS, alphabet(`${DIGITS}DWMY`)],
  [VR.CS, alphabet(`ABCDEFGHIJKLMNOPQRSTUVWXYZ${DIGITS}_`)],
  [VR.DA, alphabet(`${DIGITS}.-`)],
  [VR.DS, alphabet(`${DIGITS}+-.eE`)],
  [VR.DT, alphabet(`${DIGITS}+-.`)],
  [VR.IS, alphabet(`${DIGITS}+-`)],
  [VR.TM, alphabet(`${DIGITS}.:-`)],
  [VR.UI, alphabet(`${DIGITS}.`)],
]);

/** False where the value of a coded VR has characters that its VR does not: then it is text that strayed there. */
export function hasOnlyItsCharacters(vr: VrCode, value: Uint8Array): boolean {
  const allowed = ALPHABETS.get(vr);
  if (!allowed) return true;
  for (let i = 0; i < value.length; i++) if (allowed[value[i] as number] === 0) return false;
  return true;
}
