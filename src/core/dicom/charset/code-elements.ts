/**
 * Code elements of PS3.3 Tables C.12-3 and C.12-4 and the escape sequences that designate them.
 * Elements are unique objects: compare them with `===`.
 */

import type { SquareName, WideName } from './tables';
import { LATIN_REGISTRATIONS } from './terms';

export type G0Element =
  | { readonly kind: 'ascii' | 'roman' | 'kana'; readonly escape: string }
  | { readonly kind: 'square'; readonly table: SquareName; readonly escape: string };

export type G1Element =
  | { readonly kind: 'latin'; readonly registration: number; readonly escape: string }
  /** `kana`: single bytes 0xA1-0xDF are the katakana of JIS X 0201. */
  | { readonly kind: 'wide'; readonly table: WideName; readonly kana: boolean; readonly escape: string };

export const ASCII: G0Element = { kind: 'ascii', escape: '(B' };
export const ROMAN: G0Element = { kind: 'roman', escape: '(J' };
const KANA: G0Element = { kind: 'kana', escape: '(I' };
export const JIS_X_0208: G0Element = { kind: 'square', table: 'jisx0208', escape: '$B' };
export const JIS_X_0212: G0Element = { kind: 'square', table: 'jisx0212', escape: '$(D' };

/*
 * The double-byte tables behind these three contain more than the standard's sets: the extra codes are
 * impossible in correct values, and in others they are what writers of such files meant.
 */
const JIS_X_0201: G1Element = { kind: 'wide', table: 'shift_jis', kana: true, escape: ')I' };
const KS_X_1001: G1Element = { kind: 'wide', table: 'euc-kr', kana: false, escape: '$)C' };
const GB_2312: G1Element = { kind: 'wide', table: 'gb18030', kana: false, escape: '$)A' };

/** Final bytes of the escapes `ESC - F` of 96-character sets, by registration number. */
const FINAL_BYTES: Readonly<Record<number, string>> = {
  100: 'A',
  101: 'B',
  109: 'C',
  110: 'D',
  126: 'F',
  127: 'G',
  138: 'H',
  144: 'L',
  148: 'M',
  166: 'T',
  203: 'b',
};

const LATIN: ReadonlyMap<number, G1Element> = new Map(
  LATIN_REGISTRATIONS.map((registration): [number, G1Element] => [
    registration,
    { kind: 'latin', registration, escape: `-${FINAL_BYTES[registration] ?? ''}` },
  ]),
);

/** The G1 element that a term brings, or undefined for sets without one (6, 87, 159). */
export function g1OfRegistration(registration: number): G1Element | undefined {
  if (registration === 13) return JIS_X_0201;
  if (registration === 149) return KS_X_1001;
  if (registration === 58) return GB_2312;
  return LATIN.get(registration);
}

export type Designation =
  | { readonly kind: 'g0'; readonly element: G0Element }
  | { readonly kind: 'g1'; readonly element: G1Element };

const DESIGNATIONS: ReadonlyMap<string, Designation> = new Map<string, Designation>([
  ...[ASCII, ROMAN, KANA, JIS_X_0208, JIS_X_0212].map((element): [string, Designation] => [
    element.escape,
    { kind: 'g0', element },
  ]),
  // The 1978 edition of JIS X 0208 and the long form of its escape, both met in files.
  ['$@', { kind: 'g0', element: JIS_X_0208 }],
  ['$(B', { kind: 'g0', element: JIS_X_0208 }],
  ...[JIS_X_0201, KS_X_1001, GB_2312, ...LATIN.values()].map((element): [string, Designation] => [
    element.escape,
    { kind: 'g1', element },
  ]),
]);

/** What the escape sequence at `at` (an ESC byte) designates, or undefined if it is not one of DICOM's. */
export function designationAt(
  bytes: Uint8Array,
  at: number,
): { readonly to: Designation; readonly length: number } | undefined {
  if (at + 2 >= bytes.length) return undefined;
  const two = String.fromCharCode(bytes[at + 1] as number, bytes[at + 2] as number);
  const short = DESIGNATIONS.get(two);
  if (short) return { to: short, length: 3 };
  if (at + 3 >= bytes.length) return undefined;
  const long = DESIGNATIONS.get(two + String.fromCharCode(bytes[at + 3] as number));
  return long && { to: long, length: 4 };
}
