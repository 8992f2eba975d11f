/** The `file:` address of an absolute path, as Windows (`C:\a`, `\\server\share\a`) or other systems write it. */
export function fileUrl(path: string): string {
  const isWindows = /^([a-z]:\\|\\\\)/i.test(path);
  const parts = path.split(isWindows ? '\\' : '/').map((part) => encodeURIComponent(part));
  if (!isWindows) return `file://${parts.join('/')}`;
  if (path.startsWith('\\\\')) return `file:${parts.join('/')}`;
  return `file:///${parts.join('/').replace('%3A', ':')}`;
}

/** The last part of such a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
