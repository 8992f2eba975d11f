/** The page under settings that come late, change while it is open, or can't be used. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileView } from '../../src/anonymizer/state/file/file-view';
import type { Event } from '../../src/anonymizer/state/page/announce';
import type { Session } from '../../src/anonymizer/state/session';
import { followSettings, type PageSettings, READING } from '../../src/anonymizer/state/settings/settings';
import { mergeSettings } from '../../src/settings/in-force';
import { parseManaged } from '../../src/settings/managed';
import { parseSettings } from '../../src/settings/schema';
import { SettingsStore } from '../../src/settings/store';
import { FakeStorage } from '../settings/fake-storage';
import type { FakeEngines } from './fake-engines';
import { newPage } from './new-page';
import { turns } from './turns';
import { until } from './until';

const own = (id: string, more: object = {}) => ({ id, name: `My ${id}`, base: 'research', ...more });

function settings(user: object = {}, managed: object = {}): PageSettings {
  return { kind: 'ready', inForce: mergeSettings(parseSettings({ version: 1, ...user }), parseManaged(managed)) };
}

let engines: FakeEngines;
let saved: string[];
let said: Event[];
let session: Session;

beforeEach(() => {
  ({ session, engines, saved, said } = newPage(READING));
});

function add(text = 'rows=12'): FileView {
  session.opener.add([{ blob: new Blob([text]), name: 'a.dcm' }]);
  const file = session.files.all.value.at(-1);
  if (!file) throw new Error('no file');
  return file;
}

async function ready(): Promise<FileView> {
  await session.configuration.useSettings(settings());
  const file = add();
  await until(file, 'ready');
  return file;
}

describe('settings that are not there yet', () => {
  it('are waited for: nothing is made under others', async () => {
    const file = add();
    await turns();
    expect([file.verdict.value, engines.engine.made]).toEqual(['waiting', 0]);
    await session.configuration.useSettings(settings({ defaultPreset: 'internal' }));
    await until(file, 'ready');
    expect(engines.engine.configured.at(-1)?.preset).toBe('internal');
  });

  it('take the files back that are ready, until they are there', async () => {
    const file = await ready();
    void session.configuration.useSettings(READING);
    session.downloads.download(file);
    expect(saved).toEqual([]);
    void session.update(file);
    await turns();
    expect([file.canDownload.value, engines.engine.made]).toEqual([false, 1]);
    await session.configuration.useSettings(settings());
    await until(file, 'ready');
    session.downloads.download(file);
    expect(saved).toHaveLength(1);
  });
});

describe('settings that change', () => {
  it('take effect before anything more can be downloaded', async () => {
    const file = await ready();
    const changing = session.configuration.useSettings(settings({}, { policy: { allowedPresets: ['internal'] } }));
    session.downloads.download(file);
    expect(saved).toEqual([]);
    await changing;
    await until(file, 'ready');
    expect([session.configuration.preset.value, engines.engine.made]).toEqual(['internal', 2]);
  });

  it('refuse every file where they can’t be used, and let them through again', async () => {
    const file = await ready();
    await session.configuration.useSettings({ kind: 'stopped', cause: 'policy', problem: null });
    await until(file, 'refused');
    expect(file.error.value?.code).toBe('policy-invalid');
    session.downloads.download(file);
    expect(saved).toEqual([]);
    await session.configuration.useSettings(settings());
    await until(file, 'ready');
  });
});

describe('the preset', () => {
  const presets = [own('a'), own('b', { options: ['retainUIDs'] })];

  it('is the default of the settings until the user chooses one', async () => {
    await session.configuration.useSettings(settings({ presets, defaultPreset: 'a' }));
    expect(session.configuration.preset.value).toBe('a');
    await session.configuration.useSettings(settings({ presets, defaultPreset: 'b' }));
    expect([session.configuration.preset.value, ...session.configuration.options.value]).toEqual(['b', 'retainUIDs']);
    await session.configuration.choosePreset('a');
    await session.configuration.useSettings(settings({ presets, defaultPreset: 'internal' }));
    expect(session.configuration.preset.value).toBe('a');
  });

  it('is the default again where the user’s is gone, and can’t be brought back', async () => {
    await ready();
    await session.configuration.useSettings(settings({ presets }));
    await session.configuration.choosePreset('b');
    await session.configuration.choosePreset('research');
    await session.configuration.useSettings(settings({ presets: [own('a')] }));
    await session.editor.undo();
    expect(session.configuration.preset.value).toBe('research');
    expect(session.configuration.presets.value.map(({ id }) => id)).not.toContain('b');
    expect(said.at(-1)).toEqual({ kind: 'step-refused' });
  });

  it('has the options that it was given meanwhile, but for those that were changed by hand', async () => {
    const given = (...options: readonly string[]) => settings({ presets: [own('a', { options })] });
    await session.configuration.useSettings(given());
    await session.configuration.choosePreset('a');
    await session.configuration.useSettings(given('retainUIDs'));
    expect([...session.configuration.options.value]).toEqual(['retainUIDs']);
    await session.configuration.setOption('retainSafePrivate', true);
    await session.configuration.useSettings(given('retainUIDs', 'retainDeviceIdentity'));
    expect([...session.configuration.options.value].sort()).toEqual(['retainSafePrivate', 'retainUIDs']);
  });

  it('has no others than its own where changes are locked', async () => {
    await session.configuration.useSettings(settings());
    await session.configuration.choosePreset('research');
    await session.configuration.setOption('retainUIDs', true);
    await session.configuration.useSettings(settings({}, { policy: { lockOverrides: true } }));
    expect(session.configuration.options.value.size).toBe(0);
  });

  it('keeps its own options where changes are locked, whatever undo and redo would bring', async () => {
    const file = await ready();
    await session.configuration.setOption('retainUIDs', true);
    await session.configuration.choosePreset('internal');
    await session.configuration.useSettings(settings({}, { policy: { lockOverrides: true } }));
    await until(file, 'ready');
    await session.editor.undo();
    expect([session.configuration.preset.value, session.configuration.options.value.size]).toEqual(['research', 0]);
    expect(engines.engine.configured.at(-1)).not.toHaveProperty('options');
    expect(said.at(-1)).toEqual({ kind: 'undone', name: null, files: 0 });
    await session.editor.undo();
    expect(said.at(-1)).toEqual({ kind: 'step-refused' });
    await session.editor.redo();
    expect(said.at(-1)).toEqual({ kind: 'step-refused' });
    expect(session.configuration.options.value.size).toBe(0);
  });
});

describe('a project key', () => {
  it('is made of a passphrase before any file is, once for as long as it stays the same', async () => {
    const storage = new FakeStorage();
    storage.managed = { projectKey: 'passphrase:twelve characters' };
    const made: string[] = [];
    const derive = async (text: string) => {
      made.push(text);
      return new Uint8Array(32).fill(made.length);
    };
    const seen: PageSettings[] = [];
    followSettings(new SettingsStore(storage), derive, (one) => seen.push(one));
    await turns();
    expect(seen.at(-1)).toMatchObject({ kind: 'ready', projectKey: new Uint8Array(32).fill(1) });
    expect(JSON.stringify(seen)).not.toContain('twelve');
    storage.setManaged({ projectKey: 'passphrase:twelve characters', organization: 'ORG' });
    await turns();
    expect(seen.at(-1)).toMatchObject({ projectKey: new Uint8Array(32).fill(1) });
    storage.setManaged({ projectKey: 'passphrase:another passphrase' });
    await turns();
    expect(seen.slice(-2)).toMatchObject([{ kind: 'reading' }, { projectKey: new Uint8Array(32).fill(2) }]);
    storage.setManaged({});
    await turns();
    expect(seen.at(-1)).not.toHaveProperty('projectKey');
  });
});
