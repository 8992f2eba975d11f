import * as Comlink from 'comlink';

/** Resolves when the lock is held; it is until this page or worker ends. */
export function holdLock(name: string): Promise<void> {
  return new Promise((held) => {
    void navigator.locks.request(name, () => {
      held();
      return new Promise(() => undefined);
    });
  });
}

/** Transfers bytes with what they belong to: they must have a buffer of their own. */
export function handOver<T>(value: T, bytes: Uint8Array): T {
  return Comlink.transfer(value, [bytes.buffer as ArrayBuffer]);
}
