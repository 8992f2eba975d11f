/** Value representations (PS3.5 6.2), as small numbers so that tables of elements stay compact. */

const NAMES =
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' ');

/** A VR as a number from 1; 0 means that none is known. */
export type VrCode = number;

export const NO_VR: VrCode = 0;

const CODE_OF_NAME = new Map(NAMES.map((name, index) => [name, index + 1]));

/** The number of a VR, or 0 if PS3.5 does not define it. */
export function vrCode(name: string): VrCode {
  return CODE_OF_NAME.get(name) ?? NO_VR;
}

/** The two letters of a VR, or '' for `NO_VR`. */
export function vrName(code: VrCode): string {
  return code === NO_VR ? '' : (NAMES[code - 1] ?? '');
}

export const VR = {
  AE: vrCode('AE'),
  AS: vrCode('AS'),
  AT: vrCode('AT'),
  CS: vrCode('CS'),
  DA: vrCode('DA'),
  DS: vrCode('DS'),
  DT: vrCode('DT'),
  FD: vrCode('FD'),
  FL: vrCode('FL'),
  IS: vrCode('IS'),
  LO: vrCode('LO'),
  LT: vrCode('LT'),
  OB: vrCode('OB'),
  OD: vrCode('OD'),
  OF: vrCode('OF'),
  OL: vrCode('OL'),
  OV: vrCode('OV'),
  OW: vrCode('OW'),
  PN: vrCode('PN'),
  SH: vrCode('SH'),
  SL: vrCode('SL'),
  SQ: vrCode('SQ'),
  SS: vrCode('SS'),
  ST: vrCode('ST'),
  SV: vrCode('SV'),
  TM: vrCode('TM'),
  UC: vrCode('UC'),
  UI: vrCode('UI'),
  UL: vrCode('UL'),
  UN: vrCode('UN'),
  UR: vrCode('UR'),
  US: vrCode('US'),
  UT: vrCode('UT'),
  UV: vrCode('UV'),
} as const;

/** Properties of a VR; `MAX_LENGTH` is in characters per value (PS3.5 Table 6.2-1), 0 means no limit. */
function flags(names: string): Uint8Array {
  const table = new Uint8Array(NAMES.length + 1);
  for (const name of names.split(' ')) table[vrCode(name)] = 1;
  return table;
}

const LONG_HEADER = flags('OB OD OF OL OV OW SQ SV UC UN UR UT UV');
const TEXT = flags('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT');
const CHARSET = flags('LO LT PN SH ST UC UT');
const SINGLE_TEXT = flags('LT ST UT UR');
const MAX_LENGTHS: Record<string, number> = {
  AE: 16,
  AS: 4,
  CS: 16,
  DA: 8,
  DS: 16,
  DT: 26,
  IS: 12,
  LO: 64,
  LT: 10240,
  PN: 64,
  SH: 16,
  ST: 1024,
  TM: 14,
  UI: 64,
};

/** Explicit VR elements of these have two reserved bytes and a 32-bit length (PS3.5 7.1.2). */
export function hasLongHeader(vr: VrCode): boolean {
  return LONG_HEADER[vr] === 1;
}

/** The value is a character string. */
export function isText(vr: VrCode): boolean {
  return TEXT[vr] === 1;
}

/** The value's characters depend on Specific Character Set (PS3.5 6.1.2.3). */
export function usesCharset(vr: VrCode): boolean {
  return CHARSET[vr] === 1;
}

/** A backslash does not separate values in these (PS3.5 6.4). */
export function isSingleText(vr: VrCode): boolean {
  return SINGLE_TEXT[vr] === 1;
}

/** Longest value in characters (of one component group for PN), or 0 where there is no limit. */
export function maxLength(vr: VrCode): number {
  return MAX_LENGTHS[vrName(vr)] ?? 0;
}

/** The byte that makes an odd value even: NULL for UI and binary, SPACE for text (PS3.5 6.2). */
export function paddingByte(vr: VrCode): number {
  return isText(vr) && vr !== VR.UI ? 0x20 : 0;
}

/** Bytes of one number of the VR, where byte order matters; 1 for all else. */
export function wordSize(vr: VrCode): number {
  return WORD_SIZE[vr] || 1;
}

const WORD_SIZE = new Uint8Array(NAMES.length + 1);
for (const [size, names] of [
  [2, 'US SS OW AT'],
  [4, 'UL SL FL OF OL'],
  [8, 'FD OD SV UV OV'],
] as const) {
  for (const name of names.split(' ')) WORD_SIZE[vrCode(name)] = size;
}
