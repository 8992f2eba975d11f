/** Settings as a browser keeps them: checked when they are read, changed as a whole, followed by every window. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportSettings } from '../../src/settings/export';
import { parseSettings } from '../../src/settings/schema';
import { SettingsStore, type Standing, standingOf } from '../../src/settings/store';
import { turns } from '../ui/turns';
import { FakeStorage } from './fake-storage';

const PATIENCE = 10_000;
const KEY = new Uint8Array(32).fill(7);
const KEY_TEXT = Buffer.from(KEY).toString('base64');
const own = { id: 'own', name: 'Own', base: 'research' };

let storage: FakeStorage;

beforeEach(() => {
  storage = new FakeStorage();
});

/** A window that has looked at what there is. */
async function opened(): Promise<SettingsStore> {
  const store = new SettingsStore(storage, PATIENCE);
  await turns();
  return store;
}

const standing = (store: SettingsStore): Standing => standingOf(store.current);
const presets = (store: SettingsStore): readonly string[] | undefined => {
  const found = standing(store);
  return found.kind === 'ready' ? found.inForce.settings.presets?.map(({ id }) => id) : undefined;
};

describe('what a user changes', () => {
  test('is kept, and holds in every window at once', async () => {
    const [here, there] = [await opened(), await opened()];
    const seen: Standing['kind'][] = [];
    there.subscribe((state) => seen.push(standingOf(state).kind));
    await here.change((settings) => ({ ...settings, presets: [own] }));
    await turns();
    expect([presets(here), presets(there), presets(await opened())]).toEqual([['own'], ['own'], ['own']]);
    expect(seen.at(-1)).toBe('ready');
  });

  test('from two windows is made one after the other, and neither is lost', async () => {
    const store = await opened();
    await Promise.all([
      store.change((settings) => ({ ...settings, organization: 'ORG' })),
      store.change((settings) => ({ ...settings, defaultPreset: 'internal' })),
    ]);
    expect(storage.kept.settings).toEqual({ version: 1, organization: 'ORG', defaultPreset: 'internal' });
  });

  test('is refused as a whole where it is not valid', async () => {
    const store = await opened();
    await store.change((settings) => ({ ...settings, organization: 'ORG' }));
    const bad = { ...own, overrides: [{ tag: 'StudyDate', action: 'uid' as const }] };
    await expect(
      store.change((settings) => ({ ...settings, organization: 'X', presets: [own, bad] })),
    ).rejects.toThrow();
    expect(storage.kept.settings).toEqual({ version: 1, organization: 'ORG' });
    await store.change((settings) => ({ ...settings, presets: [own] }));
    expect(presets(store)).toEqual(['own']);
  });
});

describe('what is kept and not valid', () => {
  const invalid = [
    ['a preset that is none', { version: 1, presets: [{ ...own, base: 'x' }] }, undefined, 'presets.0.base'],
    ['a version of the future', { version: 9 }, undefined, 'version'],
    ['no settings at all', 'gone', undefined, 'settings'],
    ['a key that is none', undefined, 'short', 'projectKey'],
  ] as const;

  test.each(invalid)('stops everything and says where: %s', async (_name, settings, projectKey, path) => {
    storage.kept = { ...(settings !== undefined && { settings }), ...(projectKey && { projectKey }) };
    const store = await opened();
    expect(standing(store)).toMatchObject({ kind: 'stopped', cause: 'settings', problem: { path } });
    await expect(store.change((now) => now)).rejects.toThrow();
    await store.reset({ key: true });
    expect(standing(store).kind).toBe('ready');
  });
});

describe('the project key', () => {
  test('is kept apart, is in force, is in no export, and is forgotten', async () => {
    const store = await opened();
    await store.change((settings) => ({ ...settings, organization: 'ORG' }));
    await store.keepKey(KEY);
    expect(storage.kept).toEqual({ settings: { version: 1, organization: 'ORG' }, projectKey: KEY_TEXT });
    expect(standing(store)).toMatchObject({ inForce: { settings: { projectKey: KEY_TEXT } } });
    const { user } = store.current;
    expect(user.kind === 'read' && exportSettings(user.value)).not.toContain(KEY_TEXT);
    await store.keepKey(null);
    expect(storage.kept).toEqual({ settings: { version: 1, organization: 'ORG' } });
  });

  test('stays with imported settings that have none, and when all else is reset', async () => {
    const store = await opened();
    await store.keepKey(KEY);
    await store.replace(parseSettings({ version: 1, presets: [own] }));
    expect(storage.kept).toMatchObject({ settings: { presets: [own] }, projectKey: KEY_TEXT });
    await store.reset({ key: false });
    expect(storage.kept).toEqual({ projectKey: KEY_TEXT });
    await store.reset({ key: true });
    expect(storage.kept).toEqual({});
  });
});

describe('a policy', () => {
  const policy = { policy: { allowedPresets: ['internal'] } };

  test('holds at once when it comes, changes and goes', async () => {
    const store = await opened();
    const inForce = () => {
      const found = standing(store);
      return found.kind === 'ready' ? found.inForce.settings.defaultPreset : found.kind;
    };
    expect(inForce()).toBe('research');
    storage.setManaged(policy);
    await turns();
    expect(inForce()).toBe('internal');
    storage.setManaged({ policy: { allowedPresets: ['nowhere'] } });
    await turns();
    expect(standing(store)).toMatchObject({
      kind: 'stopped',
      cause: 'policy',
      problem: { path: 'policy.allowedPresets.0' },
    });
    storage.setManaged(new Error('no access'));
    await turns();
    expect(standing(store)).toEqual({ kind: 'stopped', cause: 'policy', problem: null });
    storage.setManaged({});
    await turns();
    expect(inForce()).toBe('research');
    expect(storage.noted).toBe(false);
  });

  test('that is not valid is what is said, whatever else is wrong', async () => {
    storage.kept = { settings: { version: 9 } };
    storage.managed = { colour: 'blue' };
    expect(standing(await opened())).toMatchObject({ cause: 'policy', problem: { path: 'colour' } });
  });
});

describe('a policy that may still come', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    storage.expects = true;
  });
  afterEach(() => vi.useRealTimers());

  test('is waited for, and nothing is made meanwhile', async () => {
    const store = await opened();
    expect(standing(store).kind).toBe('reading');
    await vi.advanceTimersByTimeAsync(3000);
    storage.setManaged({ defaultPreset: 'internal' });
    await turns();
    expect(standing(store)).toMatchObject({ kind: 'ready', inForce: { settings: { defaultPreset: 'internal' } } });
    expect(storage.noted).toBe(true);
  });

  test('is waited for so long and no longer', async () => {
    const store = await opened();
    await vi.advanceTimersByTimeAsync(PATIENCE - 1);
    expect([standing(store).kind, storage.noted]).toEqual(['reading', undefined]);
    await vi.advanceTimersByTimeAsync(1);
    expect([standing(store).kind, storage.noted]).toEqual(['ready', false]);
  });

  test('that the browser never tells of stops everything, until it does', async () => {
    let answer: (managed: object) => void = () => undefined;
    storage.readManaged = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const store = await opened();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(standing(store)).toEqual({ kind: 'stopped', cause: 'policy', problem: null });
    answer({ defaultPreset: 'internal' });
    await turns();
    expect(standing(store).kind).toBe('ready');
  });

  test('is not waited for where the browser has none to come', async () => {
    storage.managed = null;
    expect(standing(await opened()).kind).toBe('ready');
  });
});
