import { describe, expect, it } from 'vitest';
import type { FileEngine } from '../../src/anonymizer/state/page/engines';
import { PAGE, RowWindow } from '../../src/anonymizer/state/table/row-window';
import type { RowPage } from '../../src/jobs/engine-api';
import { FakeEngines } from './fake-engines';

const ALL = { search: '', category: 'all', outcome: 'all' } as const;

async function engineOf(rows: number): Promise<FileEngine> {
  const engine = new FakeEngines().attach(1);
  await engine.open(new Blob([`rows=${rows}`]), () => undefined);
  return engine;
}

/** Counts what is asked for. */
function counting(engine: FileEngine): { readonly engine: FileEngine; readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    engine: {
      ...engine,
      rows: (query, from, count) => {
        asked.push(from);
        return engine.rows(query, from, count);
      },
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the window on the rows', () => {
  it('fetches only the pages that are looked at, each once', async () => {
    const { engine, asked } = counting(await engineOf(500_000));
    const window = new RowWindow();
    await window.show(engine, ALL);
    expect(window.state.value.total).toBe(500_000);
    window.look(250_050, 250_120);
    window.look(250_051, 250_121);
    await settled();
    expect(asked).toEqual([0, 250_000, 250_100]);
    expect(window.row(250_100)?.id).toBe(250_100);
    expect(window.row(499_999)).toBeUndefined();
  });

  it('forgets far pages, so that memory stays small', async () => {
    const window = new RowWindow();
    await window.show(await engineOf(20_000), ALL);
    for (let index = 0; index < 20_000; index += PAGE) {
      window.look(index, index + 30);
      await settled();
    }
    expect(window.state.value.pages.size).toBeLessThanOrEqual(40);
  });

  it('drops answers to an older question', async () => {
    const engine = await engineOf(200);
    let release: (page: RowPage) => void = () => undefined;
    const slow: FileEngine = {
      ...engine,
      rows: (query, from, count) =>
        query.search === 'slow'
          ? new Promise((resolve) => {
              release = resolve;
            })
          : engine.rows(query, from, count),
    };
    const window = new RowWindow();
    const first = window.show(slow, { ...ALL, search: 'slow' });
    await window.show(slow, ALL);
    release({ total: 1, elements: 1, rows: [] });
    await first;
    expect(window.state.value.total).toBe(200);
  });

  it('shows the file meta information last', async () => {
    const engine = await engineOf(250);
    const meta: FileEngine = {
      ...engine,
      rows: async (query, from, count) => {
        const page = await engine.rows(query, from, count);
        return { ...page, rows: page.rows.map((row) => (row.id < 3 ? { ...row, tag: '(0002,0010)' } : row)) };
      },
    };
    const window = new RowWindow();
    await window.show(meta, ALL);
    window.look(0, 249);
    await settled();
    expect([0, 1, 246, 247, 249].map((index) => window.row(index)?.id)).toEqual([3, 4, 249, 0, 2]);
    expect([246, 247, 248].map((index) => window.startsMeta(index))).toEqual([false, true, false]);
    expect(await window.indexOf(0)).toBe(247);
    expect(await window.indexOf(3)).toBe(0);
    expect(await window.indexOf(999)).toBe(-1);
  });

  it('keeps the old rows until the new ones are there', async () => {
    const window = new RowWindow();
    const engine = await engineOf(200);
    await window.show(engine, ALL);
    const refreshed = window.refresh();
    expect(window.row(0)?.id).toBe(0);
    await refreshed;
    expect(window.row(0)?.id).toBe(0);
  });
});
