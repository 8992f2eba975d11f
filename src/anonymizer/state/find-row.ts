import type { ElementRow } from '../../jobs/engine-api';
import type { FileEngine } from './engines';

const STEP = 200;

/** The row of a tag path, wherever it is in the file: folded sequences are unfolded to find it. */
export async function findRow(engine: FileEngine, path: string): Promise<ElementRow | undefined> {
  const search = path.slice(path.lastIndexOf('('));
  const found = await scan(engine, search, path);
  if (found) return found;
  await engine.setAllExpanded(true);
  return scan(engine, search, path);
}

async function scan(engine: FileEngine, search: string, path: string): Promise<ElementRow | undefined> {
  for (let from = 0; ; from += STEP) {
    const { rows, total } = await engine.rows({ search, category: 'all', outcome: 'all' }, from, STEP);
    const found = rows.find((row) => row.path === path);
    if (found || from + STEP >= total) return found;
  }
}
