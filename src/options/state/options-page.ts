/** The state of the options page: the settings as they are kept, and what can be done to them. */
import { computed, signal } from '@preact/signals';
import type { Carried } from '../../settings/carried';
import { type Reason, reason, SettingsError } from '../../settings/error';
import { exportSettings } from '../../settings/export';
import { type ImportPreview, previewImport, type SettingsFileContent } from '../../settings/import-preview';
import { BUILT_IN } from '../../settings/in-force';
import { NOT_MANAGED } from '../../settings/managed';
import { holdsPolicy, NO_SETTINGS, parseSettingsFile, type Settings } from '../../settings/schema';
import { type SettingsProblem, type SettingsStore, standingOf } from '../../settings/store';
import { revert, type Step } from '../../settings/undo';
import { CancelledError, KeyMaking } from './key-making';

/** What has just been done; what can be taken back says how. */
export interface Notice {
  readonly kind:
    | 'saved'
    | 'removed'
    | 'imported'
    | 'reset'
    | 'undone'
    | 'key-kept'
    | 'key-forgotten'
    | 'not-kept'
    | 'not-undone';
  readonly undo?: () => Promise<void>;
}

/** What a file holds, before it takes the place of what is kept. */
export interface Incoming extends SettingsFileContent {
  /** It holds an administrator's part, which has no force here. */
  readonly holdsPolicy: boolean;
  readonly preview: ImportPreview;
  /** What there is of what it carries besides settings. */
  readonly carriedBefore: Carried;
}

/** Where the browser keeps what a settings file carries besides settings. */
export interface CarriedStorage {
  read(): Promise<Carried>;
  /** Keeps what is named; the rest stays. */
  write(carried: Carried): Promise<void>;
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
  private readonly keys = new KeyMaking();
  readonly deriving = this.keys.state;

  private readonly store: SettingsStore;
  private readonly carried: CarriedStorage;

  constructor(store: SettingsStore, carried: CarriedStorage) {
    this.store = store;
    this.carried = carried;
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
      const step = await this.store.change(edit);
      this.notice.value = kind === 'removed' ? { kind, undo: () => this.takeBack(step) } : { kind };
    });
  }

  /** Settings as a file to keep or hand on. */
  async exported(): Promise<string> {
    return exportSettings(this.user.value, await this.carried.read());
  }

  /** Reads a file, and changes nothing. */
  async read(text: string): Promise<Incoming | SettingsProblem> {
    try {
      const input = parseJson(text);
      const file = parseSettingsFile(input);
      const now = { settings: this.user.value, carried: await this.carried.read() };
      const { managed } = this.state.value;
      const preview = previewImport(now, file, managed.kind === 'read' ? managed.value : NOT_MANAGED);
      return { ...file, holdsPolicy: holdsPolicy(input), preview, carriedBefore: now.carried };
    } catch (error) {
      if (error instanceof SettingsError) return { path: error.path, reason: error.reason };
      throw error;
    }
  }

  /** Takes the settings of a file in place of all others, with their key if they have one, and what it carries besides. */
  async take({ settings, carried, carriedBefore }: Incoming): Promise<SettingsProblem | null> {
    return this.attempt(async () => {
      const { projectKey, ...rest } = settings;
      const key = projectKey === undefined ? undefined : await this.keys.derive(projectKey);
      // The key that was kept is in the step: it lives as long as the way back is offered, in the page's memory alone.
      const step = await this.store.replace(rest, key);
      const undo = step && (() => this.takeBack(step, { before: carriedBefore, after: carried }));
      const isWhole = await this.carried.write(carried).then(
        () => true,
        () => false,
      );
      this.notice.value = { kind: isWhole ? 'imported' : 'not-kept', ...(undo && { undo }) };
    });
  }

  /** Forgets all settings; the key only where that is asked for, and then nothing can be taken back. */
  async reset(options: { readonly key: boolean }): Promise<void> {
    const before = this.canChange.value && !options.key ? this.user.value : undefined;
    await this.attempt(async () => {
      await this.store.reset(options);
      const undo = before && (() => this.takeBack({ before, after: NO_SETTINGS }));
      this.notice.value = { kind: 'reset', ...(undo && { undo }) };
    });
  }

  /** Keeps the key that a text stands for. Answers why it is none. */
  async keepKey(text: string): Promise<SettingsProblem | null> {
    return this.attempt(async () => {
      await this.store.keepKey(await this.keys.derive(text));
      this.notice.value = { kind: 'key-kept' };
    });
  }

  async forgetKey(): Promise<void> {
    await this.attempt(async () => {
      await this.store.keepKey(null);
      this.notice.value = { kind: 'key-forgotten' };
    });
  }

  /** Undoes one step, and leaves what was changed besides it. */
  private async takeBack(step: Step<Settings>, carried?: Step<Carried>): Promise<void> {
    const problem = await this.attempt(async () => {
      await this.store.takeBack(step);
      if (carried) {
        const now = await this.carried.read();
        const after = { ...carried.before, ...withoutGaps(carried.after) };
        await this.carried.write(revert(now, carried.before, after) as Carried);
      }
      this.notice.value = { kind: 'undone' };
    });
    // With what was changed since, what was before is not valid any more.
    if (problem) this.notice.value = { kind: 'not-undone' };
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

function withoutGaps(carried: Carried): Carried {
  return Object.fromEntries(Object.entries(carried).filter(([, value]) => value !== undefined));
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
