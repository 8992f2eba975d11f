/** What a server has sent, by its first bytes rather than by what it calls them. */
export type BodyKind =
  /** DICOM, or what may be a bare data set: its reader decides. */
  | 'dicom'
  | 'zip'
  | 'multipart'
  /** A page that asks to sign in. */
  | 'sign-in'
  /** Another HTML page. */
  | 'page'
  /** Something else that says itself what it is: an image, a PDF, text. */
  | 'other';

/** How many bytes of a body tell its kind. */
export const HEAD_SIZE = 65_536;

const PREFIX_AT = 128;
const MEDIA = ['\xff\xd8\xff', '\x89PNG', 'GIF8', 'BM', '%PDF', '\x1f\x8b', 'Rar!', '7z\xbc\xaf', '\xd0\xcf\x11\xe0'];
const SIGN_IN = /type\s*=\s*["']?password|\b(log|sign)[\s_-]?(in|on)\b|SAML(Request|Response)|openid|oauth/i;

/** `type`: the Content-Type header, or ''; `head`: the body's first `HEAD_SIZE` bytes. */
export function bodyKind(head: Uint8Array, type: string): BodyKind {
  const text = new TextDecoder('latin1').decode(head);
  if (text.startsWith('DICM', PREFIX_AT)) return 'dicom';
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'zip';
  if (/^\s*multipart\//i.test(type)) return 'multipart';
  if (MEDIA.some((signature) => text.startsWith(signature))) return 'other';
  // Past a byte order mark and white space.
  const start = text.replace(/^(\xef\xbb\xbf)?\s*/, '');
  if (/^<(!doctype\s+html|!--|html|head|body|script|form|meta|title)/i.test(start)) {
    return SIGN_IN.test(start) ? 'sign-in' : 'page';
  }
  if (/^(<\?xml|<\w|\{\s*["}]|\[\s*[[{"\]])/.test(start) || isPlainText(head)) return 'other';
  return 'dicom';
}

/** No data set is without a byte below the blank that texts don't have: its lengths are binary. */
function isPlainText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
