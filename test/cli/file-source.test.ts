/** Files that are read as they are needed, and written again: opened before their turn, changed in the meantime. */
import { utimesSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { FileSource } from '../../src/cli/file-source';
import type { Input } from '../../src/cli/inputs';
import { OpenAhead } from '../../src/cli/open-ahead';
import { writeOutput } from '../../src/cli/write-output';
import type { DicomError } from '../../src/core/errors';
import type { Part } from '../../src/core/io/byte-source';
import { seeded } from '../builders';
import { type Scratch, scratch } from './veil';

/** More than what is read at once. */
const LARGE = 200_000;
const SIZES = [0, 1, 65_536, 65_537, LARGE];

function someBytes(size: number): Uint8Array {
  const random = seeded(size);
  return Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
}

const opened: FileSource[] = [];
afterEach(() => {
  for (const source of opened.splice(0)) source.close();
});
function held(source: FileSource): FileSource {
  opened.push(source);
  return source;
}

function inputs(at: Scratch): Input[] {
  return SIZES.map((size, index) => {
    const relative = `${size}.dcm`;
    return { path: at.write(relative, someBytes(size)), relative, fromFolder: false, index, isInTheWay: false };
  });
}

test.each([
  ['slow', 0],
  ['fast', Number.POSITIVE_INFINITY],
])('on a %s disk each file has its own bytes, whatever is open beside it', async (_name, limit) => {
  const files = inputs(scratch());
  const opener = new OpenAhead(limit);
  // Twice: what was closed gives its memory to another.
  for (let round = 0; round < 2; round++) {
    for (const [index, input] of files.entries()) {
      opener.begin(files.slice(index));
      held(await opener.open(input));
    }
    for (const [index, source] of opened.entries()) {
      const size = SIZES[index] as number;
      expect(source.size).toBe(size);
      const ranges = [0, 65_536].filter((start) => start < size);
      for (const start of ranges) {
        expect(Buffer.compare(source.read(start, size), someBytes(size).subarray(start))).toBe(0);
      }
    }
    for (const source of opened.splice(0)) source.close();
  }
  opener.end();
});

test('what can’t be opened ahead is said when its turn comes', async () => {
  const at = scratch();
  const files = [...inputs(at), { ...(inputs(at)[0] as Input), path: at.path('nowhere') }];
  const opener = new OpenAhead(0);
  const outcomes: unknown[] = [];
  for (const [index, input] of files.entries()) {
    opener.begin(files.slice(index));
    try {
      held(await opener.open(input));
    } catch (error) {
      outcomes.push([index, (error as DicomError).code]);
    }
  }
  expect(outcomes).toEqual([[SIZES.length, 'unreadable']]);
});

test.each([
  ['with other bytes', someBytes(LARGE).reverse()],
  ['longer', someBytes(LARGE + 2)],
])('a file that comes back %s while it is worked on leaves no output', async (_how, changed) => {
  const at = scratch();
  const path = at.write('in.dcm', someBytes(LARGE));
  utimesSync(path, 1_000_000, 1_000_000);
  const source = held(FileSource.openHead(path));
  const parts: Part[] = [
    { kind: 'bytes', bytes: source.read(0, 1000) },
    { kind: 'slice', source, start: 1000, end: LARGE },
  ];
  const write = (name: string) =>
    writeOutput(parts, { path: at.path('out', name), overwrite: false, digest: false, signal: { aborted: false } });
  await write('first');
  writeFileSync(path, changed);
  await expect(write('second')).rejects.toMatchObject({ code: 'unreadable', details: { obstacle: 'changed' } });
  expect(at.list('out')).toEqual(['first']);
  expect(Buffer.compare(at.read('out', 'first'), someBytes(LARGE))).toBe(0);
});
