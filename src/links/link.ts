/** Which links may lead to DICOM files, and what it takes to fetch one. */

const EXTENSIONS = ['dcm', 'DCM', 'Dcm', 'dicom', 'DICOM', 'Dicom'];
/** What may follow the extension: nothing (a fragment is no part of the match), a query, a session parameter. */
const ENDS = ['', '?*', ';*'];
/** Parameters of WADO-URI requests (PS3.18 9.1.2), as servers and people write them. */
const WADO_PARAMETERS = [
  'requestType=WADO',
  'requesttype=WADO',
  'requestType=wado',
  'requesttype=wado',
  'contentType=application/dicom',
  'contenttype=application/dicom',
  'contentType=application%2Fdicom',
  'contentType=application%2fdicom',
];

/** Match patterns of links that say themselves that they are DICOM; browsers compare paths case-sensitively. */
export const DICOM_LINKS: readonly string[] = [
  ...EXTENSIONS.flatMap((extension) => ENDS.map((end) => `*://*/*.${extension}${end}`)),
  ...EXTENSIONS.map((extension) => `file:///*.${extension}`),
  ...WADO_PARAMETERS.map((parameter) => `*://*/*?*${parameter}*`),
  // WADO-RS: a series, or an instance of it (PS3.18 10.4).
  '*://*/*studies/*/series/*',
  'blob:*',
];

/** A name, an IPv4 or an IPv6 address, and a port: browsers write what else was typed in escapes. */
const HOST = /^([\w-]+(\.[\w-]+)*\.?|\[[\da-f:]+\])(:\d+)?$/;

export type LinkTarget =
  /** `host` as people read it, with its port. */
  | { readonly kind: 'web'; readonly host: string; readonly origin: string }
  | { readonly kind: 'file'; readonly origin: string }
  /** An object that lives in the memory of a web page. */
  | { readonly kind: 'page' }
  | { readonly kind: 'unknown' };

/** Where a link leads; `origin` is the match pattern that has to be allowed for it: one host, or files. */
export function linkTarget(link: string): LinkTarget {
  const url = parseUrl(link);
  switch (url?.protocol) {
    case 'http:':
    case 'https:':
      return { kind: 'web', host: url.host, origin: `*://${url.hostname}/*` };
    case 'file:':
      return { kind: 'file', origin: 'file:///*' };
    case 'blob:':
      return { kind: 'page' };
    default:
      return { kind: 'unknown' };
  }
}

/** An absolute address, or undefined where it is none. */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The match pattern of a host that somebody typed, with or without scheme and path; undefined where it is none. */
export function originOf(typed: string): string | undefined {
  const text = typed.trim();
  const target = linkTarget(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  return target.kind === 'web' && HOST.test(target.host) ? target.origin : undefined;
}
