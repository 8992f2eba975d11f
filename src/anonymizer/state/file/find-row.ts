import type { ElementRow, RowQuery } from '../../../jobs/engine-api';
import type { FileEngine } from '../page/engines';

const STEP = 200;
const UNFILTERED: RowQuery = { search: '', category: 'all', outcome: 'all' };

/** The row of an element by its tag path, folded away or not. */
export async function findRow(engine: FileEngine, path: string): Promise<ElementRow | undefined> {
  const search = path.slice(path.lastIndexOf('('));
  return scan(engine, { ...UNFILTERED, search }, path, 0);
}

/** Unfolds what holds the element of a tag path, so that the whole list shows it. */
export async function reveal(engine: FileEngine, path: string): Promise<void> {
  const holders = [...path.matchAll(/\]\./g)].map(({ index }) => path.slice(0, index + 1));
  for (const holder of holders) {
    const sequence = await findRow(engine, holder.slice(0, holder.lastIndexOf('[')));
    if (!sequence) return;
    await engine.setExpanded(sequence.id, true);
    const item = await scan(engine, UNFILTERED, holder, await engine.indexOf(UNFILTERED, sequence.id));
    if (!item) return;
    await engine.setExpanded(item.id, true);
  }
}

async function scan(engine: FileEngine, query: RowQuery, path: string, start: number): Promise<ElementRow | undefined> {
  for (let from = Math.max(0, start); ; from += STEP) {
    const { rows, total } = await engine.rows(query, from, STEP);
    const found = rows.find((row) => row.path === path);
    if (found || from + STEP >= total) return found;
  }
}
