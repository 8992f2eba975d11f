import { type Reason, SettingsError } from './error';
import { mergeSettings, type SettingsInForce } from './in-force';
import { type ManagedSettings, NOT_MANAGED, parseManaged } from './managed';
import { type Feature, NO_SETTINGS, parseSettings, type Settings } from './schema';
import { type Step, takenBack } from './undo';

/** What a browser keeps of a user's settings. The key is kept apart: settings are shown and exported, the key never. */
export interface Kept {
  readonly settings?: unknown;
  /** 32 bytes in base64. */
  readonly projectKey?: unknown;
}

/** The browser's storage, passed in. */
export interface SettingsStorage {
  readUser(): Promise<Kept>;
  /** What is null goes; what is not named stays. */
  writeUser(kept: { readonly settings?: Settings | null; readonly projectKey?: string | null }): Promise<void>;
  /** What a policy gives: {} where there is nothing, perhaps not yet; null where there can't be anything. */
  readManaged(): Promise<object | null>;
  /** True where the browser may still bring a policy, though it has none now. */
  expectsPolicy(): Promise<boolean>;
  /** Remembers for the next page whether there is a policy. */
  notePolicy(isThere: boolean): Promise<void>;
  onChange(listener: (whose: 'user' | 'managed') => void): void;
}

export interface SettingsProblem {
  readonly path: string;
  readonly reason: Reason;
}

/** A part of the settings, as far as it is known. `unreadable`: the browser can't say what it is. */
export type Read<T> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'invalid'; readonly problem: SettingsProblem }
  | { readonly kind: 'unreadable' };

export interface SettingsState {
  readonly user: Read<Settings>;
  readonly managed: Read<ManagedSettings>;
}

/** What holds for every file, or why nothing may be made of any. */
export type Standing =
  | { readonly kind: 'reading' }
  | {
      readonly kind: 'stopped';
      readonly cause: 'settings' | 'policy';
      /** null: it can't be read. */
      readonly problem: SettingsProblem | null;
    }
  | { readonly kind: 'ready'; readonly inForce: SettingsInForce };

/** False where the administrator has switched a feature off, and as long as nobody can tell whether he has. */
export function isOn({ managed }: SettingsState, feature: Feature): boolean {
  return managed.kind === 'read' && !managed.value.policy?.disabledFeatures?.includes(feature);
}

const READING = { kind: 'reading' } as const;
const UNREADABLE = { kind: 'unreadable' } as const;
/** An extension that a policy installs sees no policy in its first three seconds (Chromium 156). */
const PATIENCE = 10_000;
/** Chromium 156 reads policies when it takes its start for done: on a busy machine that may take minutes. */
const LONGEST_SILENCE = 30_000;

export function standingOf({ user, managed }: SettingsState): Standing {
  if (managed.kind === 'invalid') return { kind: 'stopped', cause: 'policy', problem: managed.problem };
  if (managed.kind === 'unreadable') return { kind: 'stopped', cause: 'policy', problem: null };
  if (user.kind === 'invalid') return { kind: 'stopped', cause: 'settings', problem: user.problem };
  if (user.kind === 'unreadable') return { kind: 'stopped', cause: 'settings', problem: null };
  if (user.kind === 'reading' || managed.kind === 'reading') return READING;
  return { kind: 'ready', inForce: mergeSettings(user.value, managed.value) };
}

/** The settings as the browser keeps them, followed while a page lives. Nothing in them is about a file. */
export class SettingsStore {
  private readonly storage: SettingsStorage;
  private readonly patience: number;
  private readonly listeners = new Set<(state: SettingsState) => void>();
  private state: SettingsState = { user: READING, managed: READING };
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** Counts looks into the storage: what a later one found holds. */
  private readonly looks = { user: 0, managed: 0 };
  private writing: Promise<unknown> = Promise.resolve();

  /** @param patience - how long a policy that may come is waited for, in milliseconds */
  constructor(storage: SettingsStorage, patience = PATIENCE) {
    this.storage = storage;
    this.patience = patience;
    storage.onChange((whose) => void (whose === 'user' ? this.lookAtUser() : this.lookAtManaged(true)));
    void this.lookAtUser();
    void this.lookAtManaged(false);
  }

  get current(): SettingsState {
    return this.state;
  }

  /** Calls back now and on each change. Answers what ends that. */
  subscribe(listener: (state: SettingsState) => void): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  /** What holds, as soon as it is known. */
  settled(): Promise<Standing> {
    return new Promise((resolve) => {
      const end = this.subscribe((state) => {
        const standing = standingOf(state);
        if (standing.kind === 'reading') return;
        // The first call may come before there is something to end.
        queueMicrotask(() => end());
        resolve(standing);
      });
    });
  }

  /**
   * Changes the user's settings, from what is kept now. Answers what was kept before, and what is kept after it.
   *
   * @throws SettingsError if the result, or what is kept, is not valid: then nothing changes
   */
  change(edit: (settings: Settings) => Settings): Promise<Step<Settings>> {
    return this.inTurn(async () => {
      const before = withoutKey(parseKept(await this.storage.readUser()));
      const after = withoutKey(parseSettings(edit(before)));
      await this.storage.writeUser({ settings: after });
      await this.lookAtUser();
      return { before, after };
    });
  }

  /**
   * Keeps these settings in place of all others; the key stays unless there is a new one. Answers the step that was taken,
   * keys included; null where what was kept before is not valid, so that there is no way back.
   *
   * @throws SettingsError if they are not valid: then nothing changes
   */
  replace(settings: Settings, projectKey?: Uint8Array): Promise<Step<Settings> | null> {
    return this.inTurn(async () => {
      const valid = withoutKey(parseSettings(settings));
      const before = await read(async () => parseKept(await this.storage.readUser()));
      const key = projectKey && { projectKey: toBase64(projectKey) };
      await this.storage.writeUser({ settings: valid, ...key });
      await this.lookAtUser();
      if (before.kind !== 'read') return null;
      const { projectKey: kept } = before.value;
      return { before: before.value, after: { ...valid, ...(kept && { projectKey: kept }), ...key } };
    });
  }

  /**
   * Undoes one step, and leaves what was changed besides it.
   *
   * @throws SettingsError if what was before is not valid with what has changed since: then nothing changes
   */
  takeBack({ before, after }: Step<Settings>): Promise<void> {
    return this.inTurn(async () => {
      const now = parseKept(await this.storage.readUser());
      const { projectKey = null, ...settings } = parseSettings(takenBack(now, before, after));
      const isOtherKey = projectKey !== (now.projectKey ?? null);
      await this.storage.writeUser({ settings, ...(isOtherKey && { projectKey }) });
      await this.lookAtUser();
    });
  }

  /** Keeps a project key, or forgets it. */
  keepKey(key: Uint8Array | null): Promise<void> {
    return this.inTurn(async () => {
      await this.storage.writeUser({ projectKey: key && toBase64(key) });
      await this.lookAtUser();
    });
  }

  /** Forgets all of the user's settings; the key only where that is asked for. */
  reset(options: { readonly key: boolean }): Promise<void> {
    return this.inTurn(async () => {
      await this.storage.writeUser({ settings: null, ...(options.key && { projectKey: null }) });
      await this.lookAtUser();
    });
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.writing.then(run, run);
    this.writing = done.catch(() => undefined);
    return done;
  }

  private async lookAtUser(): Promise<void> {
    const look = ++this.looks.user;
    const user = await read(async () => parseKept(await this.storage.readUser()));
    if (look === this.looks.user) this.set({ user });
  }

  /** @param isNews - the browser says that it changed: nothing has to be waited for any more */
  private async lookAtManaged(isNews: boolean): Promise<void> {
    const look = ++this.looks.managed;
    clearTimeout(this.waiting);
    const silence = setTimeout(() => {
      if (look === this.looks.managed && this.state.managed.kind === 'reading') this.set({ managed: UNREADABLE });
    }, LONGEST_SILENCE);
    let isThere = false;
    let mayCome = false;
    const managed = await read(async () => {
      const found = await this.storage.readManaged();
      isThere = found !== null && Object.keys(found).length > 0;
      if (isThere) return parseManaged(found ?? {});
      mayCome = !isNews && found !== null && (await this.storage.expectsPolicy());
      return NOT_MANAGED;
    });
    clearTimeout(silence);
    if (look !== this.looks.managed) return;
    if (mayCome) {
      this.waiting = setTimeout(() => void this.lookAtManaged(true), this.patience);
      return;
    }
    this.set({ managed });
    if (managed.kind !== 'unreadable') await this.storage.notePolicy(isThere).catch(() => undefined);
  }

  private set(part: Partial<SettingsState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener(this.state);
  }
}

/** @throws SettingsError */
function parseKept({ settings, projectKey }: Kept): Settings {
  const { projectKey: _, ...parsed } = settings === undefined ? NO_SETTINGS : parseSettings(settings);
  return projectKey === undefined ? parsed : parseSettings({ ...parsed, projectKey });
}

function withoutKey({ projectKey: _, ...settings }: Settings): Settings {
  return settings;
}

function toBase64(key: Uint8Array): string {
  return btoa(String.fromCharCode(...key));
}

async function read<T>(look: () => Promise<T>): Promise<Read<T>> {
  try {
    return { kind: 'read', value: await look() };
  } catch (error) {
    if (!(error instanceof SettingsError)) return UNREADABLE;
    return { kind: 'invalid', problem: { path: error.path, reason: error.reason } };
  }
}
