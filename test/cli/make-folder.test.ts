/** Folders for outputs, which several threads make at once. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { makeFolder } from '../../src/cli/make-folder';
import { scratch } from './veil';

/** Another thread, which is at each folder first. */
const other = vi.hoisted(() => ({ isFirst: false }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const mkdir = (path: string): void => {
    if (other.isFirst) fs.mkdirSync(path);
    fs.mkdirSync(path);
  };
  return { ...fs, mkdirSync: vi.fn(mkdir) };
});

test.each([false, true])('a folder below one that is not there, another thread at it: %s', (isFirst) => {
  const at = scratch();
  other.isFirst = isFirst;
  makeFolder(at.path('a', 'b', 'c'));
  makeFolder(at.path('a', 'b'));
  other.isFirst = false;
  expect(existsSync(at.path('a', 'b', 'c'))).toBe(true);
});

test('a file in the way is said, and stays', () => {
  const at = scratch();
  writeFileSync(at.path('file'), 'as it was');
  for (const path of [at.path('file'), at.path('file', 'below', 'it')]) expect(() => makeFolder(path)).toThrow();
  expect(Buffer.from(at.read('file')).toString()).toBe('as it was');
  expect(mkdirSync).toHaveBeenCalled();
});
