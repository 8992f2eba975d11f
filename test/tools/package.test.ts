import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { packFolder } from '../../tools/package';

const FILES = { 'manifest.json': '{}', 'assets/b.js': 'b', 'assets/a.js': 'a', 'options/index.html': '' };
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: readonly (readonly [string, string])[], changed: Date): string {
  const folder = mkdtempSync(join(tmpdir(), 'veil-package-'));
  folders.push(folder);
  for (const [name, text] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, changed, changed);
  }
  return folder;
}

test('a package has the same bytes, whenever and in whatever order its files were written', () => {
  const files = Object.entries(FILES);
  const first = packFolder(folderOf(files, new Date('2001-02-03')));
  const second = packFolder(folderOf(files.reverse(), new Date('2026-07-08')));
  expect(second).toEqual(first);
  const entries = Object.entries(unzipSync(first)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
  expect(Object.fromEntries(entries)).toEqual(FILES);
});
