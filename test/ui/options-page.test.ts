/** The options page's state over a browser's storage. */
import { beforeEach, describe, expect, it } from 'vitest';
import { isProblem, OptionsPage } from '../../src/options/state/options-page';
import type { Carried } from '../../src/settings/carried';
import { removePreset } from '../../src/settings/edit';
import { SettingsStore } from '../../src/settings/store';
import { FakeStorage } from '../settings/fake-storage';
import { turns } from './turns';

const [KEY_TEXT, OLD_KEY, LATER_KEY] = [7, 8, 9].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const own = { id: 'own', name: 'Own', base: 'research' };

/** What the browser keeps besides settings. */
class FakeCarried {
  kept: Carried = {
    deviceMasks: [],
    toolbarClick: 'anonymizer',
    language: 'browser',
    theme: 'system',
    singleKeys: true,
  };

  async read(): Promise<Carried> {
    return this.kept;
  }

  async write(carried: Carried): Promise<void> {
    const named = Object.entries(carried).filter(([, value]) => value !== undefined);
    this.kept = { ...this.kept, ...Object.fromEntries(named) };
  }
}

let storage: FakeStorage;
let carried: FakeCarried;
let page: OptionsPage;

beforeEach(async () => {
  storage = new FakeStorage();
  carried = new FakeCarried();
  page = new OptionsPage(new SettingsStore(storage), carried);
  await turns();
});

describe('a change', () => {
  it('is kept, and refused with its place where it is not valid', async () => {
    expect(await page.change((settings) => ({ ...settings, presets: [own] }))).toBeNull();
    expect(page.user.value.presets).toEqual([own]);
    const problem = await page.change((settings) => ({ ...settings, presets: [{ ...own, base: 'x' }] }));
    expect(problem).toMatchObject({ path: 'presets.0.base', reason: { code: 'no-built-in-preset' } });
    expect(page.user.value.presets).toEqual([own]);
  });

  it('that removes something is taken back', async () => {
    await page.change((settings) => ({ ...settings, presets: [own], defaultPreset: 'own' }));
    await page.change((settings) => removePreset(settings, 'own'), 'removed');
    expect(page.user.value.presets).toEqual([]);
    await page.notice.value?.undo?.();
    expect(storage.kept.settings).toEqual({ version: 1, presets: [own], defaultPreset: 'own' });
    expect(page.notice.value).toEqual({ kind: 'undone' });
  });

  it('that the browser can’t write is said to be lost', async () => {
    storage.writeUser = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    await page.change((settings) => ({ ...settings, organization: 'ORG' }));
    expect(page.notice.value).toEqual({ kind: 'not-kept' });
    expect(page.user.value.organization).toBeUndefined();
  });
});

describe('a file of settings', () => {
  it('goes out without the key, and comes back as it was', async () => {
    await page.keepKey(KEY_TEXT);
    await page.change((settings) => ({ ...settings, presets: [own], organization: 'ORG' }));
    const text = await page.exported();
    expect(text).not.toContain(KEY_TEXT);
    await page.reset({ key: true });
    const incoming = await page.read(text);
    if (isProblem(incoming)) throw new Error('refused');
    expect(await page.take(incoming)).toBeNull();
    expect(storage.kept.settings).toEqual({ version: 1, presets: [own], organization: 'ORG' });
    expect(page.hasKey.value).toBe(false);
  });

  it.each([
    ['no JSON', '{', 'settings', 'no-json'],
    ['another file', '[1]', 'settings', 'no-settings'],
    ['a later version', '{"version":2}', 'version', 'newer-version'],
    [
      'one bad preset of two',
      JSON.stringify({ version: 1, presets: [own, { ...own, id: 'B' }] }),
      'presets.1.id',
      'preset-id',
    ],
  ])('is refused with its place, and changes nothing: %s', async (_name, text, path, code) => {
    await page.change((settings) => ({ ...settings, organization: 'ORG' }));
    const writes = storage.writes;
    expect(await page.read(text)).toMatchObject({ path, reason: { code } });
    expect([storage.writes, page.user.value.organization]).toEqual([writes, 'ORG']);
  });

  it('takes the place of all there was until that is taken back', async () => {
    await page.change((settings) => ({ ...settings, organization: 'ORG' }));
    const incoming = await page.read(JSON.stringify({ version: 1, presets: [own], policy: { lockOverrides: true } }));
    if (isProblem(incoming)) throw new Error('refused');
    expect(incoming.holdsPolicy).toBe(true);
    await page.take(incoming);
    expect(storage.kept.settings).toEqual({ version: 1, presets: [own] });
    await page.notice.value?.undo?.();
    expect(storage.kept.settings).toEqual({ version: 1, organization: 'ORG' });
  });

  it('carries what was chosen on the pages, and leaves what it does not carry', async () => {
    const room = { modality: 'US', manufacturer: 'ACME', model: 'S', rows: 60, columns: 80 };
    const deviceMasks = [{ ...room, masks: [{ kind: 'cover' as const, x: 0, y: 0, width: 80, height: 9 }] }];
    await carried.write({ deviceMasks, language: 'de', theme: 'dark', singleKeys: false });
    const file = JSON.parse(await page.exported());
    expect(file).toEqual({ version: 1, deviceMasks, language: 'de', theme: 'dark', singleKeys: false });
    const elsewhere: Carried = {
      deviceMasks: [],
      toolbarClick: 'panel',
      language: 'fr',
      theme: 'light',
      singleKeys: true,
    };
    carried.kept = elsewhere;
    const incoming = await page.read(JSON.stringify(file));
    if (isProblem(incoming)) throw new Error('refused');
    expect(incoming.preview).toMatchObject({
      deviceMasks: true,
      language: true,
      toolbarClick: false,
      theme: true,
      singleKeys: true,
    });
    await page.take(incoming);
    expect(carried.kept).toEqual({ ...file, version: undefined, toolbarClick: 'panel' });
    await carried.write({ toolbarClick: 'anonymizer' });
    await page.notice.value?.undo?.();
    expect(carried.kept).toEqual({ ...elsewhere, toolbarClick: 'anonymizer' });
  });

  it('says beforehand what would change, and what the administrator leaves without effect', async () => {
    await page.change((settings) => ({ ...settings, presets: [own, { ...own, id: 'old' }] }));
    storage.setManaged({ organization: 'SITE', policy: { disabledFeatures: ['ownPresets'] } });
    await turns();
    const presets = [
      { ...own, name: 'Better' },
      { ...own, id: 'new', name: 'New' },
    ];
    const incoming = await page.read(
      JSON.stringify({ version: 1, presets, organization: 'ORG', defaultPreset: 'new' }),
    );
    if (isProblem(incoming)) throw new Error('refused');
    expect(incoming.preview).toMatchObject({
      added: ['New'],
      changed: ['Better'],
      removed: ['Own'],
      defaultPreset: true,
      organization: true,
      projectKey: false,
      withoutForce: { presets: ['Better', 'New'], settings: ['defaultPreset', 'organization'] },
    });
  });

  it('changes nothing where it says what holds anyway', async () => {
    const incoming = await page.read(JSON.stringify({ version: 1, defaultPreset: 'research', presets: [] }));
    if (isProblem(incoming)) throw new Error('refused');
    const { withoutForce, ...changes } = incoming.preview;
    expect(
      Object.values(changes)
        .filter((change) => change !== false)
        .flat(),
    ).toEqual([]);
    expect(withoutForce).toEqual({ presets: [], settings: [] });
  });

  it('is taken back without what another window has changed meanwhile', async () => {
    const incoming = await page.read(JSON.stringify({ version: 1, presets: [own], organization: 'ORG' }));
    if (isProblem(incoming)) throw new Error('refused');
    await page.take(incoming);
    const { undo } = page.notice.value ?? {};
    await new SettingsStore(storage).change((settings) => ({ ...settings, defaultPreset: 'internal' }));
    await undo?.();
    expect(storage.kept.settings).toEqual({ version: 1, defaultPreset: 'internal' });
  });

  describe('with a key of its own', () => {
    const take = async () => {
      const incoming = await page.read(JSON.stringify({ version: 1, projectKey: KEY_TEXT, organization: 'NEW' }));
      if (isProblem(incoming)) throw new Error('refused');
      await page.take(incoming);
      expect(storage.kept).toEqual({ settings: { version: 1, organization: 'NEW' }, projectKey: KEY_TEXT });
    };

    it.each([
      ['the key of before', OLD_KEY],
      ['none', undefined],
    ])('is taken back, to %s, which nobody sees meanwhile', async (_name, key) => {
      if (key) await page.keepKey(key);
      await page.change((settings) => ({ ...settings, organization: 'OLD' }));
      await take();
      expect(JSON.stringify([storage.kept, page.state.value, page.notice.value])).not.toContain(OLD_KEY);
      await page.notice.value?.undo?.();
      expect(storage.kept).toEqual({
        settings: { version: 1, organization: 'OLD' },
        ...(key && { projectKey: key }),
      });
    });

    it('is taken back but for a key that was set since', async () => {
      await page.keepKey(OLD_KEY);
      await take();
      const { undo } = page.notice.value ?? {};
      await page.keepKey(LATER_KEY);
      await undo?.();
      expect(storage.kept).toEqual({ settings: { version: 1 }, projectKey: LATER_KEY });
    });
  });
});

describe('the project key', () => {
  it('is refused where it is none, kept where it is one, and forgotten', async () => {
    expect(await page.keepKey('passphrase:short')).toMatchObject({ reason: { code: 'short-passphrase' } });
    expect(page.hasKey.value).toBe(false);
    expect(await page.keepKey(KEY_TEXT)).toBeNull();
    expect([page.hasKey.value, page.user.value]).toEqual([true, { version: 1 }]);
    await page.forgetKey();
    expect([page.hasKey.value, storage.kept]).toEqual([false, {}]);
  });

  it('is made of a passphrase in steps, and no key is kept where that is cancelled', async () => {
    const steps: number[] = [];
    page.deriving.subscribe((deriving) => {
      if (!deriving) return;
      steps.push(deriving.done);
      deriving.cancel();
    });
    expect(await page.keepKey('passphrase:twelve characters')).toBeNull();
    expect(steps.length).toBeGreaterThan(0);
    expect([page.deriving.value, page.hasKey.value, page.notice.value]).toEqual([null, false, null]);
  });
});

it('settings that can’t be used are not changed but by starting again', async () => {
  storage.kept = { settings: { version: 7 } };
  const broken = new OptionsPage(new SettingsStore(storage), carried);
  await turns();
  expect(broken.canChange.value).toBe(false);
  expect(await broken.change((settings) => settings)).toMatchObject({ path: 'version' });
  await broken.reset({ key: false });
  expect(broken.canChange.value).toBe(true);
});
