import { effect } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../src/anonymizer/state/announce';
import type { FileView, Verdict } from '../../src/anonymizer/state/file-view';
import { Session } from '../../src/anonymizer/state/session';
import { FakeEngines } from './fake-engines';

let engines: FakeEngines;
let saved: string[];
let said: Event[];
let session: Session;

beforeEach(() => {
  engines = new FakeEngines();
  saved = [];
  said = [];
  session = new Session(
    engines,
    (_, name) => saved.push(name),
    (event) => said.push(event),
  );
});

function add(...texts: readonly string[]): readonly FileView[] {
  const before = session.files.value.length;
  session.add(texts.map((text, index) => ({ blob: new Blob([text]), name: `folder/${index}.dcm` })));
  return session.files.value.slice(before);
}

function until(file: FileView, verdict: Verdict): Promise<void> {
  return new Promise((resolve) => {
    let done = false;
    const stop = effect(() => {
      if (file.verdict.value !== verdict || done) return;
      done = true;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

async function opened(text = 'rows=12'): Promise<FileView> {
  const [file] = add(text);
  await until(file, 'ready');
  return file;
}

describe('opening', () => {
  it('reads a file, makes its preview, and lets it be downloaded', async () => {
    const file = await opened();
    expect(session.selected.value).toBe(file);
    expect(file.opened.value?.summary.modality).toBe('CT');
    session.download(file);
    expect(saved).toEqual([`veil-${file.id}.dcm`]);
    expect(file.verdict.value).toBe('downloaded');
    expect(said.at(-1)).toEqual({ kind: 'downloaded' });
  });

  it('refuses what the engine refuses, with its place', async () => {
    const [file] = add('error=truncated');
    await until(file, 'refused');
    expect(file.error.value).toEqual({ code: 'truncated', details: {}, offset: 40312 });
    expect(file.canDownload.value).toBe(false);
    expect(file.canUpdate.value).toBe(false);
  });

  it('lists what the browser can not open as unreadable', async () => {
    session.add([{ blob: null, name: 'locked' }]);
    const [file] = session.files.value;
    await until(file, 'refused');
    expect(file.error.value?.code).toBe('unreadable');
  });

  it('keeps the other files when one is refused', async () => {
    const files = add('rows=5', 'error=not-dicom', 'rows=7');
    await Promise.all([until(files[0], 'ready'), until(files[1], 'refused'), until(files[2], 'ready')]);
    expect(session.downloadable.value).toEqual([files[0], files[2]]);
    session.downloadAll();
    expect(saved).toHaveLength(2);
  });

  it('stays cancelled when the answer comes late, and can be tried again', async () => {
    const [file] = add('rows=5');
    session.cancel(file);
    await until(file, 'refused');
    expect(file.error.value?.code).toBe('cancelled');
    session.retry(file);
    const [again] = session.files.value;
    expect(again).not.toBe(file);
    await until(again, 'ready');
    expect(file.verdict.value).toBe('refused');
  });

  it('steps through the files and selects a neighbour when one is closed', async () => {
    const files = add('rows=1', 'rows=1', 'rows=1');
    session.step(1);
    expect(session.selected.value).toBe(files[1]);
    session.remove(files[1]);
    expect(session.selected.value).toBe(files[2]);
    session.step(1);
    expect(session.selected.value).toBe(files[2]);
    session.removeAll();
    expect(session.selected.value).toBeNull();
    expect(engines.closed).toEqual(expect.arrayContaining(files.map((file) => file.id)));
  });
});

describe('editing', () => {
  const row = { id: 3, name: 'Modality' };

  it('makes the preview out of date until it is updated', async () => {
    const file = await opened();
    expect(await session.edit(file, row, { action: 'remove', value: '' })).toBeNull();
    expect(file.verdict.value).toBe('stale');
    expect(session.unsaved.value).toBe(true);
    session.download(file);
    expect(saved).toEqual([]);
    await session.update(file);
    expect(file.verdict.value).toBe('ready');
    session.download(file);
    expect(session.unsaved.value).toBe(false);
  });

  it('takes edits back and makes them again', async () => {
    const file = await opened();
    const action = async () => (await file.engine.rows(session.query.value, 3, 1)).rows[0].action;
    await session.edit(file, row, { action: 'remove', value: '' });
    await session.edit(file, row, { action: 'empty', value: '' });
    await session.undo(file);
    expect(await action()).toBe('remove');
    await session.undo(file);
    expect(await action()).toBe('keep');
    expect(file.history.canUndo.value).toBe(false);
    await session.redo(file);
    expect(await action()).toBe('remove');
    await session.edit(file, row, { action: 'keep', value: '' });
    expect(file.history.canRedo.value).toBe(false);
  });

  it('keeps an edit out of the history when the engine refuses it', async () => {
    const file = await opened();
    engines.engine.close(file.id);
    const error = await session.edit(file, row, { action: 'remove', value: '' });
    expect(error?.code).toBe('internal');
    expect(file.history.canUndo.value).toBe(false);
    expect(said.at(-1)).toEqual({ kind: 'edit-refused', code: 'internal' });
  });
});

describe('findings', () => {
  it('block the download until each is confirmed', async () => {
    const [file] = add('rows=6 findings=2');
    await until(file, 'findings');
    const [first, second] = file.openFindings.value;
    session.confirm(file, first, true);
    expect(file.canDownload.value).toBe(false);
    session.confirm(file, second, true);
    expect(file.canDownload.value).toBe(true);
    session.confirm(file, second, false);
    expect(file.canDownload.value).toBe(false);
  });

  it('go when the element is removed by hand and the preview made again', async () => {
    const [file] = add('rows=6 findings=1');
    await until(file, 'findings');
    expect(await session.removeFound(file, file.openFindings.value[0])).toBe(true);
    await session.update(file);
    expect(file.verdict.value).toBe('ready');
  });

  it('say so when their element is nowhere to be removed', async () => {
    const file = await opened();
    expect(await session.removeFound(file, { path: '(9999,9999)', kind: 'identifier' })).toBe(false);
  });
});

describe('the preset', () => {
  it('goes to all files, makes their previews again and keeps hand edits', async () => {
    const file = await opened();
    await session.edit(file, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    await session.choosePreset('research');
    await until(file, 'ready');
    expect(engines.engine.configured).toEqual([{ preset: 'research' }]);
    const { rows } = await file.engine.rows(session.query.value, 3, 1);
    expect(rows[0]).toMatchObject({ action: 'remove', edited: true });
  });
});
