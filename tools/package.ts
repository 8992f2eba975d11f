/**
 * `npm run package`: ZIPs of the built extensions in out/. The same files give the same bytes, on whatever machine and
 * day, so that anybody can see that a package is made from this source.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Zippable, zipSync } from 'fflate';

/** The first that ZIP can name. It is read as local time, and so is written alike everywhere. */
const DATE = new Date(1980, 0, 1);

/** All files of a folder, by their names in order. */
export function packFolder(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const named = files.map((path) => [relative(folder, path).split(sep).join('/'), path] as const);
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  const entries: Zippable = {};
  for (const [name, path] of named) entries[name] = new Uint8Array(readFileSync(path));
  return zipSync(entries, { level: 9, mtime: DATE });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync('out', { recursive: true });
  for (const target of ['chromium', 'firefox']) {
    const { version } = JSON.parse(readFileSync(`dist/${target}/manifest.json`, 'utf8'));
    const path = `out/veil-${version}-${target}.zip`;
    const bytes = packFolder(`dist/${target}`);
    writeFileSync(path, bytes);
    console.log(`${path}  SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
  }
}
