/** Random edits of every recipe: what is outside the edits stays byte by byte, lengths are right everywhere. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DataSet, KIND } from '../../../src/core/dicom/data-set';
import { readDataSet } from '../../../src/core/dicom/read';
import { VR } from '../../../src/core/dicom/vr';
import { BytesSource, PartsSource } from '../../../src/core/io/byte-source';
import { applyEdits } from '../../../src/core/splice/apply';
import type { Change } from '../../../src/core/splice/change';
import { toEdits } from '../../../src/core/splice/to-edits';
import { seeded, WELL_FORMED } from '../../builders';
import { byPath } from '../../oracle/diff';
import { type Token, type Tokens, tokenize } from '../../oracle/tokenizer';

const vectors = WELL_FORMED.filter(({ name }) => name !== 'empty data set');

interface Scenario {
  readonly changes: Change[];
  readonly removed: Set<string>;
  readonly replaced: Map<string, Uint8Array>;
  readonly inserted: Map<string, Uint8Array>;
}

/** Changes at random places that don't lie in one another. */
function scenario(dataSet: DataSet, tokens: Tokens, seed: number, count: number): Scenario {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const made: Scenario = { changes: [], removed: new Set(), replaced: new Map(), inserted: new Map() };
  const vrOf = new Map(tokens.dataSet.map((token) => [token.path, token.vr]));
  const taken = new Set<number>();
  const inside = (row: number): boolean => {
    for (let r = row; r >= 0; r = dataSet.parents[r] as number) if (taken.has(r)) return true;
    for (let r = row; r < (dataSet.nexts[row] as number); r++) if (taken.has(r)) return true;
    return false;
  };
  const bytes = (): Uint8Array => Uint8Array.from({ length: below(4) === 0 ? 0 : below(300) }, () => 0x41 + below(26));
  for (let number = 0; number < count; number++) {
    const row = dataSet.firstRow + below(dataSet.count - dataSet.firstRow);
    const path = dataSet.path(row);
    const kind = dataSet.kind(row);
    if (kind === KIND.item || below(4) === 0) {
      const parent = kind === KIND.item ? row : -1;
      if (parent >= 0 && inside(parent)) continue;
      const tag = 0x00131000 + number;
      const value = bytes();
      made.changes.push({ kind: 'insert', parent, tag, vr: VR.LO, value });
      const own = `(0013,${(0x1000 + number).toString(16).toUpperCase()})`;
      made.inserted.set(parent < 0 ? own : `${path}.${own}`, value);
      // Its item must stay.
      if (parent >= 0) taken.add(parent);
    } else if (inside(row)) {
    } else if (below(2) === 0 && (kind === KIND.element || (kind === KIND.sequence && vrOf.get(path) === 'SQ'))) {
      const value = kind === KIND.sequence ? new Uint8Array(0) : bytes();
      made.changes.push({ kind: 'replace', row, value });
      made.replaced.set(path, value);
      taken.add(row);
    } else {
      made.changes.push({ kind: 'remove', row });
      made.removed.add(path);
      taken.add(row);
    }
  }
  return made;
}

const isBelow = (path: string, above: string): boolean => path.startsWith(`${above}.`) || path.startsWith(`${above}[`);

/** The first `bytes.length` bytes are these; one of padding may follow to an even length. */
function holds(token: Token | undefined, bytes: Uint8Array): boolean {
  if (!token) return false;
  const { value } = token;
  return (
    value.length === bytes.length + (bytes.length % 2) && Buffer.compare(value.subarray(0, bytes.length), bytes) === 0
  );
}

async function spliced(dataSet: DataSet, changes: readonly Change[]): Promise<Uint8Array> {
  const parts = new PartsSource(await applyEdits(dataSet, toEdits(dataSet, changes)));
  return await parts.read(0, parts.size);
}

function check(before: Tokens, after: Tokens, made: Scenario): void {
  expect(after.problems).toEqual([]);
  const survivors = before.dataSet.filter((token) => {
    if (made.removed.has(token.path)) return false;
    return ![...made.removed, ...made.replaced.keys()].some((above) => isBelow(token.path, above));
  });
  const originals = after.dataSet.filter((token) => !made.inserted.has(token.path));
  expect(originals.map((token) => token.path)).toEqual(survivors.map((token) => token.path));
  survivors.forEach((token, index) => {
    const now = originals[index];
    expect(now?.vr).toBe(token.vr);
    const value = made.replaced.get(token.path);
    if (value) expect(holds(now, value)).toBe(true);
    else expect(now?.value).toEqual(token.value);
    if (now?.kind === 'element') expect(now.length % 2).toBe(0);
    // Undefined lengths stay undefined, explicit ones explicit.
    if (now && !value) expect(now.length === 0xffffffff).toBe(token.length === 0xffffffff);
  });
  const found = byPath(after.dataSet);
  for (const [path, value] of made.inserted) expect(holds(found.get(path), value)).toBe(true);
  ascending(after.dataSet);
}

function ascending(tokens: readonly Token[]): void {
  const last = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'item' || token.kind === 'fragment') continue;
    const scope = token.path.slice(0, -token.tag.length);
    expect(token.tag > (last.get(scope) ?? '')).toBe(true);
    last.set(scope, token.tag);
  }
}

test.each(vectors.map((vector) => [vector.name, vector.bytes] as const))('random edits: %s', async (name, bytes) => {
  const dataSet = await readDataSet(new BytesSource(bytes));
  const before = tokenize(bytes);
  expect(await spliced(dataSet, [])).toEqual(bytes);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 12 }), async (seed, count) => {
      const made = scenario(dataSet, before, seed, count);
      const output = await spliced(dataSet, made.changes);
      check(before, tokenize(output), made);
      const head = before.dataSetStart > 0 ? before.dataSetStart : (before.meta.at(-1)?.end ?? 0);
      expect(output.subarray(0, head)).toEqual(bytes.subarray(0, head));
    }),
    // The example removes every element of the small file.
    { examples: [[26, 10]], numRuns: name.startsWith('depth') ? 15 : 40 },
  );
});
