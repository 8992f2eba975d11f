/** What PS3.5 6.2 demands of a value, by VR; written from the standard, not from the core. */

const LONGEST: Readonly<Record<string, number>> = {
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

const FORMS: Readonly<Record<string, RegExp>> = {
  AE: /^(?! *$)[ -[\]-~]+$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9_ ]+$/,
  DS: /^ *[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)? *$/,
  DT: /^\d{4}((0[1-9]|1[0-2])((0[1-9]|[12]\d|3[01])(([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?)?)?)?([+-]\d{4})?$/,
  IS: /^ *[+-]?\d+ *$/,
  TM: /^([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?$/,
  UI: /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/,
  UR: /^[!-~]+$/,
};

const UNIT: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  OW: 2,
  AT: 4,
  UL: 4,
  SL: 4,
  FL: 4,
  OF: 4,
  OL: 4,
  FD: 8,
  OD: 8,
  OV: 8,
  SV: 8,
  UV: 8,
};

const SINGLE = new Set(['LT', 'ST', 'UT', 'UR']);
const TEXT = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));

/** Why the value field breaks a rule, or undefined. An empty value is legal for every VR. */
export function illegal(vr: string, value: Uint8Array): string | undefined {
  if (value.length % 2 !== 0) return 'odd length';
  if (!TEXT.has(vr)) return value.length % (UNIT[vr] ?? 1) === 0 ? undefined : 'no whole number of values';
  const all = Buffer.from(value).toString('latin1');
  if (vr !== 'UI' && all.includes('\0')) return 'NULL in text';
  const trimmed = all.replace(vr === 'UI' ? /\0$/ : / +$/, '');
  if (trimmed === '') return value.length === 0 ? undefined : 'padding only';
  for (const one of SINGLE.has(vr) ? [trimmed] : trimmed.split('\\')) {
    if (one.length > (LONGEST[vr] ?? Number.POSITIVE_INFINITY)) return `longer than ${LONGEST[vr]}`;
    if (vr === 'DA' && !isDate(one)) return 'no date';
    if (one !== '' && FORMS[vr]?.test(one) === false) return `no ${vr}: ${one}`;
    if (/^2\.25\./.test(one) && BigInt(one.slice(5)) >= 1n << 128n) return 'UUID of more than 128 bits';
  }
  return undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
