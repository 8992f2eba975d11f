/** The state of the options page: the settings as they are kept, and what can be done to them. */
import { computed, signal } from '@preact/signals';
import { type Reason, reason, SettingsError } from '../../settings/error';
import { exportSettings } from '../../settings/export';
import { BUILT_IN } from '../../settings/in-force';
import { deriveProjectKey } from '../../settings/project-key';
import { holdsPolicy, NO_SETTINGS, parseSettings, type Settings } from '../../settings/schema';
import { type SettingsProblem, type SettingsStore, standingOf } from '../../settings/store';

/** What has just been done; what can be taken back says how. */
export interface Notice {
  readonly kind: 'saved' | 'removed' | 'imported' | 'reset' | 'undone' | 'key-kept' | 'key-forgotten' | 'not-kept';
  readonly undo?: () => Promise<void>;
}

/** Settings of a file, before they take the place of others. */
export interface Incoming {
  readonly settings: Settings;
  /** It holds an administrator's part, which has no force here. */
  readonly holdsPolicy: boolean;
}

/** A key that is being made of a passphrase: how far, from 0 to 1. */
export interface Deriving {
  readonly done: number;
  readonly cancel: () => void;
}

export class OptionsPage {
  readonly state = signal({ user: { kind: 'reading' }, managed: { kind: 'reading' } } as SettingsStore['current']);
  readonly standing = computed(() => standingOf(this.state.value));
  /** What is kept of the user, without the key; none where it can't be used. */
  readonly user = computed((): Settings => {
    const { user } = this.state.value;
    if (user.kind !== 'read') return NO_SETTINGS;
    const { projectKey: _, ...settings } = user.value;
    return settings;
  });
  readonly hasKey = computed(() => {
    const { user } = this.state.value;
    return user.kind === 'read' && user.value.projectKey !== undefined;
  });
  readonly inForce = computed(() => (this.standing.value.kind === 'ready' ? this.standing.value.inForce : BUILT_IN));
  readonly rules = computed(() => {
    const { managed } = this.state.value;
    return managed.kind === 'read' ? (managed.value.policy ?? {}) : {};
  });
  /** Settings can be changed: those that are kept are known and valid. */
  readonly canChange = computed(() => this.state.value.user.kind === 'read');
  readonly notice = signal<Notice | null>(null);
  readonly deriving = signal<Deriving | null>(null);

  private readonly store: SettingsStore;

  constructor(store: SettingsStore) {
    this.store = store;
    store.subscribe((state) => {
      this.state.value = state;
    });
  }

  /** Changes the settings; answers why that can't be. With `removed`, it can be taken back. */
  async change(
    edit: (settings: Settings) => Settings,
    kind: 'saved' | 'removed' = 'saved',
  ): Promise<SettingsProblem | null> {
    return this.attempt(async () => {
      const before = await this.store.change(edit);
      this.notice.value = kind === 'removed' ? { kind, undo: () => this.takeBack(before) } : { kind };
    });
  }

  /** Settings as a file to keep or hand on. */
  exported(): string {
    return exportSettings(this.user.value);
  }

  /** Reads a file, and changes nothing. */
  read(text: string): Incoming | SettingsProblem {
    try {
      const input = parseJson(text);
      return { settings: parseSettings(input), holdsPolicy: holdsPolicy(input) };
    } catch (error) {
      if (error instanceof SettingsError) return { path: error.path, reason: error.reason };
      throw error;
    }
  }

  /** Takes the settings of a file in place of all others, with their key if they have one. */
  async take({ settings }: Incoming): Promise<SettingsProblem | null> {
    return this.attempt(async () => {
      const { projectKey, ...rest } = settings;
      const key = projectKey === undefined ? undefined : await this.derive(projectKey);
      // Without a key of their own they leave the one that is kept: only then can all be as it was.
      const before = this.canChange.value && !key ? this.user.value : undefined;
      await this.store.replace(rest, key);
      this.notice.value = { kind: 'imported', ...(before && { undo: () => this.takeBack(before) }) };
    });
  }

  /** Forgets all settings; the key only where that is asked for, and then nothing can be taken back. */
  async reset(options: { readonly key: boolean }): Promise<void> {
    const before = this.canChange.value && !options.key ? this.user.value : undefined;
    await this.attempt(async () => {
      await this.store.reset(options);
      this.notice.value = { kind: 'reset', ...(before && { undo: () => this.takeBack(before) }) };
    });
  }

  /** Keeps the key that a text stands for. Answers why it is none. */
  async keepKey(text: string): Promise<SettingsProblem | null> {
    return this.attempt(async () => {
      await this.store.keepKey(await this.derive(text));
      this.notice.value = { kind: 'key-kept' };
    });
  }

  async forgetKey(): Promise<void> {
    await this.attempt(async () => {
      await this.store.keepKey(null);
      this.notice.value = { kind: 'key-forgotten' };
    });
  }

  private async takeBack(before: Settings): Promise<void> {
    await this.attempt(async () => {
      await this.store.replace(before);
      this.notice.value = { kind: 'undone' };
    });
  }

  private async derive(text: string): Promise<Uint8Array> {
    const abort = new AbortController();
    const cancel = () => abort.abort(new CancelledError());
    const onProgress = (done: number) => {
      this.deriving.value = { done, cancel };
    };
    try {
      return await deriveProjectKey(text, { signal: abort.signal, onProgress });
    } finally {
      this.deriving.value = null;
    }
  }

  private async attempt(run: () => Promise<void>): Promise<SettingsProblem | null> {
    try {
      await run();
      return null;
    } catch (error) {
      if (error instanceof CancelledError) return null;
      if (error instanceof SettingsError) return { path: error.path, reason: error.reason };
      // The browser could not write: what it says of that is of no use to people.
      this.notice.value = { kind: 'not-kept' };
      return null;
    }
  }
}

class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

export function isProblem(found: object): found is { readonly path: string; readonly reason: Reason } {
  return 'reason' in found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SettingsError('settings', reason('no-json'));
  }
}
