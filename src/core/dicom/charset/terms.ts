/**
 * Defined terms of Specific Character Set (0008,0005), PS3.3 C.12.1.1.2, read leniently: files in use
 * write "ISO-IR 100", "ISO2022 IR 87" or "UTF-8" and mean the terms of the standard.
 */

/** Single-byte sets by ISO registration number, with the part of ISO 8859 they are. */
const LATIN_PARTS: ReadonlyMap<number, number> = new Map([
  [100, 1],
  [101, 2],
  [109, 3],
  [110, 4],
  [144, 5],
  [127, 6],
  [126, 7],
  [138, 8],
  [148, 9],
  [166, 11],
  [203, 15],
]);

const REGISTRATION_OF_PART = new Map([...LATIN_PARTS].map(([registration, part]) => [part, registration]));

/** What a term means: a set of ISO 2022 by its registration number, or one that stands alone. */
export type Term =
  | { readonly kind: 'iso2022'; readonly registration: number; readonly extensible: boolean }
  | { readonly kind: 'utf8' }
  | { readonly kind: 'gb'; readonly name: 'GB18030' | 'GBK' };

/** Sets that exist only with code extensions: they have no "ISO_IR" term. */
const MULTI_BYTE: ReadonlySet<number> = new Set([58, 87, 149, 159]);

const ALIASES: ReadonlyMap<string, Term> = new Map<string, Term>([
  ['', { kind: 'iso2022', registration: 6, extensible: false }],
  ['ASCII', { kind: 'iso2022', registration: 6, extensible: false }],
  ['USASCII', { kind: 'iso2022', registration: 6, extensible: false }],
  ['LATIN1', { kind: 'iso2022', registration: 100, extensible: false }],
  ['UTF8', { kind: 'utf8' }],
  ['GB18030', { kind: 'gb', name: 'GB18030' }],
  ['GBK', { kind: 'gb', name: 'GBK' }],
  ['ISO2022GBK', { kind: 'gb', name: 'GBK' }],
  ['GB2312', { kind: 'iso2022', registration: 58, extensible: true }],
  ['EUCKR', { kind: 'iso2022', registration: 149, extensible: true }],
  ['KSX1001', { kind: 'iso2022', registration: 149, extensible: true }],
  ['SHIFTJIS', { kind: 'iso2022', registration: 13, extensible: false }],
  ['SJIS', { kind: 'iso2022', registration: 13, extensible: false }],
]);

/** The meaning of one value of (0008,0005), or undefined if no such term is known. */
export function parseTerm(value: string): Term | undefined {
  const compact = value.toUpperCase().replace(/[\s\0_-]+/g, '');
  const alias = ALIASES.get(compact);
  if (alias) return alias;
  const part = /^(?:ISO)?8859(\d{1,2})$/.exec(compact);
  if (part) {
    const registration = REGISTRATION_OF_PART.get(Number(part[1]));
    return registration === undefined ? undefined : { kind: 'iso2022', registration, extensible: false };
  }
  const match = /^(?:ISO)?(2022)?(?:IR)?(\d{1,3})$/.exec(compact);
  if (!match) return undefined;
  const registration = Number(match[2]);
  if (registration === 192) return { kind: 'utf8' };
  // ISO-IR 14 is the other half of JIS X 0201: one term names both (PS3.3 Table C.12-2).
  const known = registration === 14 ? 13 : registration;
  if (known !== 6 && known !== 13 && !LATIN_PARTS.has(known) && !MULTI_BYTE.has(known)) return undefined;
  return { kind: 'iso2022', registration: known, extensible: match[1] !== undefined || MULTI_BYTE.has(known) };
}

/** The defined term as the standard writes it. */
export function canonicalTerm(term: Term, extended: boolean): string {
  if (term.kind === 'utf8') return 'ISO_IR 192';
  if (term.kind === 'gb') return term.name;
  return `${extended ? 'ISO 2022 IR' : 'ISO_IR'} ${term.registration}`;
}

/** The WHATWG label of a single-byte set's upper half, or undefined if it is no part of ISO 8859. */
export function latinLabel(registration: number): string | undefined {
  const part = LATIN_PARTS.get(registration);
  // Part 11 is known to decoders by the code page that contains it.
  if (part === 11) return 'windows-874';
  return part === undefined ? undefined : `iso-8859-${part}`;
}

/** Labels of every single-byte set a DICOM file may use beside JIS X 0201. */
export const LATIN_REGISTRATIONS: readonly number[] = [...LATIN_PARTS.keys()];
