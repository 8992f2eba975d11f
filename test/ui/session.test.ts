import { beforeEach, describe, expect, it } from 'vitest';
import type { FileView } from '../../src/anonymizer/state/file/file-view';
import type { Event } from '../../src/anonymizer/state/page/announce';
import type { Session } from '../../src/anonymizer/state/session';
import { BUILT_IN } from '../../src/settings/in-force';
import type { FakeEngines } from './fake-engines';
import { newPage } from './new-page';
import { until } from './until';

let engines: FakeEngines;
let saved: string[];
let said: Event[];
let session: Session;

beforeEach(() => {
  ({ session, engines, saved, said } = newPage());
});

function add(...texts: readonly string[]): readonly FileView[] {
  const before = session.files.all.value.length;
  session.opener.add(texts.map((text, index) => ({ blob: new Blob([text]), name: `folder/${index}.dcm` })));
  return session.files.all.value.slice(before);
}

async function opened(text = 'rows=12'): Promise<FileView> {
  const [file] = add(text);
  await until(file, 'ready');
  return file;
}

describe('opening', () => {
  it('reads a file, makes its preview, and lets it be downloaded', async () => {
    const file = await opened();
    expect(session.files.selected.value).toBe(file);
    expect(file.opened.value?.summary.modality).toBe('CT');
    session.downloads.download(file);
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
    session.opener.add([{ blob: null, name: 'locked' }]);
    const [file] = session.files.all.value;
    await until(file, 'refused');
    expect(file.error.value?.code).toBe('unreadable');
  });

  it('keeps the other files when one is refused', async () => {
    const files = add('rows=5', 'error=not-dicom', 'rows=7');
    await Promise.all([until(files[0], 'ready'), until(files[1], 'refused'), until(files[2], 'ready')]);
    expect(session.files.downloadable.value).toEqual([files[0], files[2]]);
  });

  it('stays cancelled when the answer comes late, and can be tried again', async () => {
    const [file] = add('rows=5');
    session.opener.cancel(file);
    await until(file, 'refused');
    expect(file.error.value?.code).toBe('cancelled');
    session.opener.retry(file);
    const [again] = session.files.all.value;
    expect(again).not.toBe(file);
    await until(again, 'ready');
    expect(file.verdict.value).toBe('refused');
  });

  it('opens a refused file under the user’s decision, and refuses it when that is taken back', async () => {
    const [other, file] = add('rows=1', 'error=encapsulated-document');
    await until(file, 'refused');
    session.opener.decide(file, 'remove');
    const decided = session.files.all.value[1];
    await until(decided, 'ready');
    expect(session.files.selected.value).toBe(other);
    session.files.select(decided.id);
    session.opener.decide(decided, 'refuse');
    const again = session.files.all.value[1];
    await until(again, 'refused');
    expect(session.files.selected.value).toBe(again);
    expect(session.files.downloadable.value).not.toContain(again);
  });

  it('steps through the files and selects a neighbour when one is closed', async () => {
    const files = add('rows=1', 'rows=1', 'rows=1');
    session.files.step(1);
    expect(session.files.selected.value).toBe(files[1]);
    session.files.remove(files[1]);
    expect(session.files.selected.value).toBe(files[2]);
    session.files.step(1);
    expect(session.files.selected.value).toBe(files[2]);
    session.files.removeAll();
    expect(session.files.selected.value).toBeNull();
    expect(engines.closed).toEqual(expect.arrayContaining(files.map((file) => file.id)));
  });
});

describe('editing', () => {
  const row = { id: 3, name: 'Modality' };

  it('makes the preview out of date until it is updated', async () => {
    const file = await opened();
    expect(await session.editor.edit(file, row, { action: 'remove', value: '' })).toBeNull();
    expect(file.verdict.value).toBe('stale');
    expect(session.files.unsaved.value).toBe(true);
    session.downloads.download(file);
    expect(saved).toEqual([]);
    await session.update(file);
    expect(file.verdict.value).toBe('ready');
    session.downloads.download(file);
    expect(session.files.unsaved.value).toBe(false);
  });

  it('takes edits back and makes them again', async () => {
    const file = await opened();
    const action = async () => (await file.engine.rows(session.table.query.value, 3, 1)).rows[0].action;
    await session.editor.edit(file, row, { action: 'remove', value: '' });
    await session.editor.edit(file, row, { action: 'empty', value: '' });
    await session.editor.undo();
    expect(await action()).toBe('remove');
    await session.editor.undo();
    expect(await action()).toBe('keep');
    expect(session.editor.history.canUndo.value).toBe(false);
    await session.editor.redo();
    expect(await action()).toBe('remove');
    await session.editor.edit(file, row, { action: 'keep', value: '' });
    expect(session.editor.history.canRedo.value).toBe(false);
  });

  it('keeps an edit out of the history when the engine refuses it', async () => {
    const file = await opened();
    engines.engine.close(file.id);
    const error = await session.editor.edit(file, row, { action: 'remove', value: '' });
    expect(error?.code).toBe('internal');
    expect(session.editor.history.canUndo.value).toBe(false);
    expect(said.at(-1)).toEqual({ kind: 'edit-refused', code: 'internal' });
  });
});

describe('own texts', () => {
  it('make the preview out of date while they are typed, and are taken by the update', async () => {
    const file = await opened();
    file.setTyping(3, { name: 'Modality', text: 'OT', problem: null });
    expect(file.verdict.value).toBe('stale');
    expect(session.files.unsaved.value).toBe(true);
    session.downloads.download(file);
    expect(saved).toEqual([]);
    await session.update(file);
    expect(file.verdict.value).toBe('ready');
    expect(file.edits.value.get(3)).toEqual({ action: 'replace', value: 'OT' });
  });

  it('that can not be used stop the update and say why', async () => {
    const file = await opened();
    file.setTyping(3, { name: 'Modality', text: '', problem: null });
    await session.update(file);
    expect(file.verdict.value).toBe('stale');
    expect(file.typing.value.get(3)?.problem).toBe('empty');
    expect(session.table.wantedRow.value).toBe(3);
    expect(said.at(-1)).toEqual({ kind: 'text-pending', name: 'Modality' });
    file.setTyping(3, null);
    expect(file.verdict.value).toBe('ready');
  });
});

describe('what is done before', () => {
  it('is not done again by a key: the download', async () => {
    const file = await opened();
    session.downloads.downloadOnce(file);
    session.downloads.downloadOnce(file);
    expect(saved).toHaveLength(1);
    expect(said.at(-1)).toEqual({ kind: 'already-downloaded' });
    session.downloads.download(file);
    expect(saved).toHaveLength(2);
  });

  it('is not done again: the preview', async () => {
    const file = await opened();
    expect(file.canUpdate.value).toBe(false);
    await session.update(file);
    expect(said.at(-1)).toEqual({ kind: 'up-to-date' });
  });

  it('is kept when a cancelled file is tried again', async () => {
    const file = await opened();
    await session.editor.edit(file, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    session.opener.cancel(file);
    session.opener.retry(file);
    const [again] = session.files.all.value;
    await until(again, 'ready');
    const { rows } = await again.engine.rows(session.table.query.value, 3, 1);
    expect(rows[0]).toMatchObject({ action: 'remove', edited: true });
    expect(session.editor.history.canUndo.value).toBe(true);
    expect(session.files.unsaved.value).toBe(true);
  });
});

describe('files of a folder', () => {
  it('that are no DICOM are skipped, chosen ones are refused', async () => {
    session.opener.add([
      { blob: new Blob(['error=not-dicom']), name: 'disc/readme.txt', inFolder: true },
      { blob: new Blob(['error=not-dicom']), name: 'readme.txt' },
      { blob: new Blob(['error=truncated']), name: 'disc/cut', inFolder: true },
      { blob: new Blob(['rows=3']), name: 'disc/IM1', inFolder: true },
    ]);
    const files = session.files.all.value;
    await until(files[0], 'skipped');
    await Promise.all([until(files[1], 'refused'), until(files[2], 'refused'), until(files[3], 'ready')]);
    session.files.filter.value = 'refused';
    expect(session.files.shown.value).toEqual(files.slice(0, 3));
    session.files.filter.value = 'ready';
    expect(session.files.shown.value).toEqual([files[3]]);
  });

  it('that are open already are selected, not opened again', async () => {
    const file = (text: string) => ({ blob: new File([text], 'IM1', { lastModified: 1 }), name: 'IM1' });
    session.opener.add([file('rows=3')]);
    session.opener.add([{ blob: new Blob(['rows=4']), name: 'other' }]);
    session.opener.add([file('rows=3')]);
    await expect.poll(() => said.at(-1)?.kind).toBe('already-open');
    expect(session.files.all.value).toHaveLength(2);
    expect(session.files.selected.value?.name).toBe('IM1');
    session.opener.add([file('rows=5')]);
    await expect.poll(() => session.files.all.value.length).toBe(3);
  });
});

describe('an edit for all files', () => {
  it('is made in the others, whose previews are made again', async () => {
    const files = add('rows=6', 'rows=6', 'error=truncated');
    await Promise.all([until(files[0], 'ready'), until(files[1], 'ready'), until(files[2], 'refused')]);
    await session.editor.edit(files[0], { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    const { rows } = await files[0].engine.rows(session.table.query.value, 3, 1);
    await session.editor.editOthers(files[0], rows[0]);
    expect(said.at(-1)).toEqual({ kind: 'edited-others', name: 'Modality', files: 1, of: 1 });
    await until(files[1], 'ready');
    expect(files[1].edits.value.get(3)?.action).toBe('remove');
  });

  it('is one step: undo takes it back in all of them, redo makes it again, previews follow', async () => {
    const files = add('rows=6', 'rows=6', 'rows=6');
    await Promise.all(files.map((file) => until(file, 'ready')));
    await session.editor.edit(files[0], { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    const { rows } = await files[0].engine.rows(session.table.query.value, 3, 1);
    await session.editor.editOthers(files[0], rows[0]);
    await session.editor.undo();
    expect(said.at(-1)).toEqual({ kind: 'undone', name: 'Modality', files: 2 });
    expect(files.map((file) => file.edits.value.get(3)?.action)).toEqual(['remove', undefined, undefined]);
    await session.editor.redo();
    await Promise.all([until(files[1], 'ready'), until(files[2], 'ready')]);
    expect(files.map((file) => file.edits.value.get(3)?.action)).toEqual(['remove', 'remove', 'remove']);
  });
});

describe('undo', () => {
  const modality = { id: 3, name: 'Modality' };
  const removed = { action: 'remove', value: '' } as const;

  it('goes back over all files in the order of the edits, and shows the file that it changes', async () => {
    const files = add('rows=6', 'rows=6');
    await Promise.all(files.map((file) => until(file, 'ready')));
    await session.editor.edit(files[0], modality, removed);
    await session.editor.edit(files[1], modality, removed);
    session.files.select(files[0].id);
    await session.editor.undo();
    expect(session.files.selected.value).toBe(files[1]);
    expect(files.map((file) => file.edits.value.size)).toEqual([1, 0]);
    await session.editor.undo();
    expect(session.files.selected.value).toBe(files[0]);
    expect(session.editor.history.canUndo.value).toBe(false);
  });

  it('passes over files that are closed', async () => {
    const files = add('rows=6', 'rows=6');
    await Promise.all(files.map((file) => until(file, 'ready')));
    await session.editor.edit(files[0], modality, removed);
    await session.editor.edit(files[1], modality, removed);
    session.files.remove(files[1]);
    await session.editor.undo();
    expect(files[0].edits.value.size).toBe(0);
    expect(session.editor.history.canUndo.value).toBe(false);
  });

  it('takes back a preset and its options', async () => {
    await opened();
    await session.configuration.setOption('retainUIDs', true);
    await session.configuration.choosePreset('internal');
    await session.editor.undo();
    expect(session.configuration.preset.value).toBe('research');
    expect([...session.configuration.options.value]).toEqual(['retainUIDs']);
    await session.editor.undo();
    expect(engines.engine.configured.at(-1)).toEqual({ preset: 'research', inForce: BUILT_IN });
    expect(said.at(-1)).toEqual({ kind: 'undone', name: null, files: 0 });
  });

  it('and edits wait for each other', async () => {
    const file = await opened();
    await Promise.all([
      session.editor.edit(file, modality, removed),
      session.editor.edit(file, modality, { action: 'empty', value: '' }),
      session.editor.undo(),
    ]);
    expect(file.edits.value.get(3)?.action).toBe('remove');
  });
});

describe('findings', () => {
  it('block the download until each is confirmed', async () => {
    const [file] = add('rows=6 findings=2');
    await until(file, 'findings');
    const [first, second] = file.openFindings.value;
    session.editor.confirm(file, first, true);
    expect(file.canDownload.value).toBe(false);
    session.editor.confirm(file, second, true);
    expect(file.canDownload.value).toBe(true);
    session.editor.confirm(file, second, false);
    expect(file.canDownload.value).toBe(false);
  });

  it('go when the element is removed by hand and the preview made again', async () => {
    const [file] = add('rows=6 findings=1');
    await until(file, 'findings');
    expect(await session.editor.removeFound(file, file.openFindings.value[0])).toBe(true);
    await session.update(file);
    expect(file.verdict.value).toBe('ready');
  });

  it('say so when their element is nowhere to be removed', async () => {
    const file = await opened();
    expect(await session.editor.removeFound(file, { path: '(9999,9999)', kind: 'identifier' })).toBe(false);
  });
});

describe('the preset', () => {
  it('goes to all files, makes their previews again and keeps hand edits', async () => {
    const file = await opened();
    await session.editor.edit(file, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    await session.configuration.choosePreset('research');
    await until(file, 'ready');
    expect(engines.engine.configured).toEqual([{ preset: 'research', inForce: BUILT_IN }]);
    const { rows } = await file.engine.rows(session.table.query.value, 3, 1);
    expect(rows[0]).toMatchObject({ action: 'remove', edited: true });
  });
});

describe('the options of the profile', () => {
  it('are those of the preset until one is switched, and again after the reset', async () => {
    await session.configuration.choosePreset('teleradiology');
    expect([...session.configuration.options.value].sort()).toEqual(['cleanDescriptors', 'retainDeviceIdentity']);
    await session.configuration.setOption('retainUIDs', true);
    await session.configuration.setOption('cleanDescriptors', false);
    expect(session.configuration.optionChanges.value).toEqual({ added: 1, left: 1 });
    expect(engines.engine.configured.at(-1)).toEqual({
      preset: 'teleradiology',
      options: ['retainDeviceIdentity', 'retainUIDs'],
      inForce: BUILT_IN,
    });
    await session.configuration.resetOptions();
    expect(session.configuration.optionChanges.value).toEqual({ added: 0, left: 0 });
    expect(engines.engine.configured.at(-1)).toEqual({ preset: 'teleradiology', inForce: BUILT_IN });
  });

  it('that contradict each other switch each other off, which is said', async () => {
    await session.configuration.setOption('retainLongFullDates', true);
    expect(await session.configuration.setOption('retainLongModifiedDates', true)).toBe('retainLongFullDates');
    expect([...session.configuration.options.value]).toEqual(['retainLongModifiedDates']);
    expect(said.at(-1)).toMatchObject({ kind: 'option', on: true, displaced: 'retainLongFullDates' });
  });

  it('make the preview again with hand edits kept, once for many switches', async () => {
    const file = await opened();
    await session.editor.edit(file, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    engines.engine.made = 0;
    await Promise.all([
      session.configuration.setOption('retainUIDs', true),
      session.configuration.setOption('cleanGraphics', true),
    ]);
    await until(file, 'ready');
    expect(engines.engine.made).toBe(1);
    expect(file.edits.value.get(3)?.action).toBe('remove');
  });
});
