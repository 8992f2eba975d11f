/** An engine with one file opened, asked as the page asks it. */
import { expect } from 'vitest';
import { Engine } from '../../../src/jobs/engine/engine';
import type { Answer, Counts, ElementRow, OpenedFile, Result, RowQuery } from '../../../src/jobs/engine-api';
import { patientFile } from '../../builders';
import { KEY } from '../../core/deident/run';

export const ALL: RowQuery = { search: '', category: 'all', outcome: 'all' };
export const FILE = 7;
export const nothing = (): void => undefined;

export function blobOf(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)]);
}

export function granted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.error.code}`);
  return answer.value;
}

export async function opened(bytes = patientFile()): Promise<{ engine: Engine; file: OpenedFile }> {
  const engine = new Engine({ key: KEY });
  return { engine, file: granted(await engine.open(FILE, blobOf(bytes), nothing)) };
}

export async function rowsOf(engine: Engine, query: Partial<RowQuery> = {}): Promise<readonly ElementRow[]> {
  return (await engine.rows(FILE, { ...ALL, ...query }, 0, 100_000)).rows;
}

export async function rowAt(engine: Engine, path: string): Promise<ElementRow> {
  engine.setAllExpanded(FILE, true);
  const row = (await rowsOf(engine)).find((one) => one.path === path);
  if (!row) throw new Error(`no row ${path}`);
  return row;
}

export async function bytesOf(engine: Engine): Promise<Uint8Array> {
  return wholeOf(granted(await engine.anonymize(FILE, nothing)));
}

/** The bytes of an output. */
export async function wholeOf({ blob }: Result): Promise<Uint8Array> {
  if (!blob) throw new Error('no output');
  return new Uint8Array(await blob.arrayBuffer());
}

export function addsUp(counts: Counts): void {
  expect(counts.changed + counts.removed + counts.kept).toBe(counts.all);
  const categories = Object.values(counts.byCategory);
  for (const key of ['all', 'changed', 'removed', 'kept'] as const) {
    expect(categories.reduce((sum, category) => sum + category[key], 0)).toBe(counts[key]);
  }
}
