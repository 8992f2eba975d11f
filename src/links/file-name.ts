import { parseUrl } from './link';

const FALLBACK = 'DICOM';

/**
 * The name of a fetched file, for the page that shows it: as the server says (RFC 6266), else the last part of the
 * link's path.
 */
export function fetchedName(link: string, disposition: string | null): string {
  return fromDisposition(disposition ?? '') || fromPath(link) || FALLBACK;
}

function fromDisposition(disposition: string): string {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i.exec(disposition)?.[1];
  if (extended) return lastPart(decoded(extended.trim()));
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition);
  return lastPart((plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '').trim());
}

function fromPath(link: string): string {
  return lastPart(decoded(parseUrl(link)?.pathname ?? ''));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
