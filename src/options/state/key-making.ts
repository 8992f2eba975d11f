import { signal } from '@preact/signals';
import { deriveProjectKey } from '../../settings/project-key';

/** A key that is being made of a passphrase: how far, from 0 to 1. */
export interface Deriving {
  readonly done: number;
  readonly cancel: () => void;
}

/** Somebody did not want it to end. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** Makes project keys, which takes a while for passphrases, and tells how far it is. */
export class KeyMaking {
  readonly state = signal<Deriving | null>(null);

  /** @throws SettingsError where the text stands for no key; CancelledError */
  async derive(text: string): Promise<Uint8Array> {
    const abort = new AbortController();
    const cancel = () => abort.abort(new CancelledError());
    const onProgress = (done: number) => {
      this.state.value = { done, cancel };
    };
    try {
      return await deriveProjectKey(text, { signal: abort.signal, onProgress });
    } finally {
      this.state.value = null;
    }
  }
}
