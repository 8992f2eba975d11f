import { beforeEach, describe, expect, it } from 'vitest';
import type { FileView } from '../../../src/anonymizer/state/file/file-view';
import type { Event } from '../../../src/anonymizer/state/page/announce';
import type { Session } from '../../../src/anonymizer/state/session';
import { newPage } from '../new-page';
import { until } from '../until';

const LEFT = { x: 0, y: 0, width: 40, height: 6 };
const RIGHT = { x: 60, y: 50, width: 10, height: 10 };

let said: Event[];
let session: Session;

beforeEach(() => {
  ({ session, said } = newPage());
});

/** Opens images at risk, of one frame each. */
async function open(count = 1): Promise<readonly FileView[]> {
  const before = session.files.all.value.length;
  session.opener.add(
    Array.from({ length: count }, (_, i) => ({ blob: new Blob(['risk=ultrasound']), name: `${i}.dcm` })),
  );
  const files = session.files.all.value.slice(before);
  await Promise.all(files.map((file) => until(file, 'look')));
  return files;
}

const places = (file: FileView) => file.pixels.masks.value.map(({ x, y, width, height }) => ({ x, y, width, height }));

describe('an image at risk', () => {
  it('can be downloaded when it was looked at and confirmed, and no more when that is taken back', async () => {
    const [file] = await open();
    expect(file.pixels.gate.value).toBe('look');
    file.pixels.see(0, 1);
    expect(file.pixels.gate.value).toBe('answer');
    await session.masks.confirm([file], true);
    await until(file, 'ready');
    await session.masks.confirm([file], false);
    expect(file.verdict.value).toBe('look');
    expect(file.canDownload.value).toBe(false);
  });

  it('can be downloaded when it was looked at and masked', async () => {
    const [file] = await open();
    const [id] = session.masks.add(file, [LEFT]);
    file.pixels.see(0, 1);
    expect(file.verdict.value).toBe('stale');
    await session.update(file);
    expect(file.verdict.value).toBe('ready');
    session.masks.set(file, id, { enabled: false });
    expect(file.verdict.value).toBe('look');
  });

  it('has the masks that an undo left while it was read again', async () => {
    const [file] = await open();
    session.masks.add(file, [LEFT]);
    session.masks.add(file, [RIGHT]);
    file.pixels.see(0, 1);
    await session.update(file);
    session.opener.retry(file);
    const [again] = session.files.all.value;
    expect(again.opened.value).toBeNull();
    await session.editor.undo();
    await until(again, 'ready');
    await session.masks.told(again);
    expect(places(again)).toEqual([LEFT]);
    expect(again.pixels.facts.value?.masks).toHaveLength(1);
  });

  it('has to be seen frame by frame, or all at once', async () => {
    const [file] = await open();
    file.pixels.see(0, 3);
    file.pixels.see(2, 3);
    expect(file.pixels.gate.value).toBe('look');
    file.pixels.see(1, 3);
    expect(file.pixels.gate.value).toBe('answer');
  });

  it('that can not be shown is confirmed or left out', async () => {
    const [file] = await open();
    file.pixels.unviewable.value = true;
    expect(file.pixels.gate.value).toBe('answer');
    await session.masks.removePixels(file, true);
    await until(file, 'ready');
  });
});

describe('masks', () => {
  it('are taken back and made again in one order with the elements', async () => {
    const [file] = await open();
    session.masks.add(file, [LEFT]);
    await session.editor.edit(file, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    session.masks.add(file, [RIGHT]);
    await session.editor.undo();
    expect(places(file)).toEqual([LEFT]);
    expect(said.at(-1)).toEqual({ kind: 'masks-undone' });
    await session.editor.undo();
    expect(file.edits.value.size).toBe(0);
    await session.editor.undo();
    expect(places(file)).toEqual([]);
    expect(session.editor.history.canUndo.value).toBe(false);
    for (let step = 0; step < 3; step++) await session.editor.redo();
    expect(places(file)).toEqual([LEFT, RIGHT]);
    expect(file.edits.value.get(3)?.action).toBe('remove');
  });

  it('that are moved step by step are taken back at once', async () => {
    const [file] = await open();
    const [id] = session.masks.add(file, [LEFT]);
    for (const x of [1, 2, 3]) session.masks.set(file, id, { x }, 'step 1');
    session.masks.set(file, id, { x: 9 }, 'step 2');
    await session.editor.undo();
    expect(places(file)).toEqual([{ ...LEFT, x: 3 }]);
    await session.editor.undo();
    expect(places(file)).toEqual([LEFT]);
  });

  it('that do not change leave no step behind', async () => {
    const [file] = await open();
    const [id] = session.masks.add(file, [LEFT]);
    session.masks.set(file, id, { x: LEFT.x });
    await session.editor.undo();
    expect(session.editor.history.canUndo.value).toBe(false);
  });

  it('go to the other images of the series as one step, in place of theirs', async () => {
    const [file, second, third] = await open(3);
    session.masks.add(second, [RIGHT]);
    session.masks.add(file, [LEFT]);
    expect(session.masks.copyToOthers(file, 'series')).toBe(2);
    expect([second, third].map(places)).toEqual([[LEFT], [LEFT]]);
    expect(said.at(-1)).toEqual({ kind: 'masks-copied', files: 2 });
    const ids = [file, second, third].map(({ pixels }) => pixels.masks.value[0].id);
    expect(new Set(ids).size).toBe(3);
    await session.editor.undo();
    expect([second, third].map(places)).toEqual([[RIGHT], []]);
  });

  it('and what was confirmed are kept when a file is opened once more', async () => {
    const [file] = await open();
    file.pixels.see(0, 1);
    session.masks.add(file, [LEFT]);
    await session.update(file);
    session.opener.cancel(file);
    session.opener.retry(file);
    const [again] = session.files.all.value;
    await until(again, 'ready');
    expect(places(again)).toEqual([LEFT]);
    await session.editor.undo();
    expect(places(again)).toEqual([]);
  });
});
