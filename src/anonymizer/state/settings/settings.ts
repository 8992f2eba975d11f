/** The settings in force, as the page's state takes them. */
import type { PlainError } from '../../../core/errors';
import { BUILT_IN, type SettingsInForce } from '../../../settings/in-force';
import { type SettingsProblem, type SettingsStore, type Standing, standingOf } from '../../../settings/store';

export type PageSettings =
  | Exclude<Standing, { readonly kind: 'ready' }>
  | {
      readonly kind: 'ready';
      readonly inForce: SettingsInForce;
      /** 32 bytes; without it pseudonyms are the session's. */
      readonly projectKey?: Uint8Array;
    };

export const READING: PageSettings = { kind: 'reading' };
export const WITHOUT_SETTINGS: PageSettings = { kind: 'ready', inForce: BUILT_IN };

/** Makes the bytes of a project key of its text, which takes a passphrase a second. */
export type DeriveKey = (text: string, options: { readonly signal: AbortSignal }) => Promise<Uint8Array>;

/** Tells of the settings now and on each change; while a key is being made there are none yet. */
export function followSettings(store: SettingsStore, derive: DeriveKey, apply: (settings: PageSettings) => void): void {
  let latest = new AbortController();
  let known: { readonly text: string; readonly key: Uint8Array } | undefined;
  store.subscribe((state) => {
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    const standing = standingOf(state);
    const text = standing.kind === 'ready' ? standing.inForce.settings.projectKey : undefined;
    if (standing.kind !== 'ready' || text === undefined) {
      apply(standing);
      return;
    }
    // Workers need the bytes alone.
    const { projectKey: _, ...settings } = standing.inForce.settings;
    const inForce = { ...standing.inForce, settings };
    if (known?.text === text) {
      apply({ kind: 'ready', inForce, projectKey: known.key });
      return;
    }
    apply(READING);
    derive(text, { signal }).then(
      (key) => {
        known = { text, key };
        if (!signal.aborted) apply({ kind: 'ready', inForce, projectKey: key });
      },
      () => {
        if (!signal.aborted) apply({ kind: 'stopped', cause: 'settings', problem: null });
      },
    );
  });
}

/** Why the engine makes nothing. */
export function stopError(cause: 'settings' | 'policy', problem: SettingsProblem | null): PlainError {
  const [value] = problem?.reason.values ?? [];
  return {
    code: `${cause}-invalid`,
    details: {
      ...(problem && { path: problem.path, reason: problem.reason.code }),
      ...(value !== undefined && { value }),
    },
  };
}
