import type { Settings } from '../../src/settings/schema';
import type { Kept, SettingsStorage } from '../../src/settings/store';

/** A browser's storage in memory, shared by all stores that are made on it, as windows share theirs. */
export class FakeStorage implements SettingsStorage {
  kept: Kept = {};
  managed: object | null | Error = {};
  expects = false;
  noted: boolean | undefined;
  writes = 0;
  private readonly listeners: ((whose: 'user' | 'managed') => void)[] = [];

  async readUser(): Promise<Kept> {
    return structuredClone(this.kept);
  }

  async writeUser(kept: { readonly settings?: Settings | null; readonly projectKey?: string | null }): Promise<void> {
    this.writes += 1;
    const entries = Object.entries({ ...this.kept, ...kept }).filter(([, value]) => value !== null);
    this.kept = structuredClone(Object.fromEntries(entries));
    this.tell('user');
  }

  async readManaged(): Promise<object | null> {
    if (this.managed instanceof Error) throw this.managed;
    return this.managed;
  }

  async expectsPolicy(): Promise<boolean> {
    return this.expects;
  }

  async notePolicy(isThere: boolean): Promise<void> {
    this.noted = isThere;
  }

  onChange(listener: (whose: 'user' | 'managed') => void): void {
    this.listeners.push(listener);
  }

  /** The administrator changes the policy. */
  setManaged(managed: object | Error): void {
    this.managed = managed;
    this.tell('managed');
  }

  private tell(whose: 'user' | 'managed'): void {
    for (const listener of this.listeners) listener(whose);
  }
}
