import { effect } from '@preact/signals';
import type { FileView, Verdict } from '../../src/anonymizer/state/file/file-view';

/** Resolves when there is this to say about a file. */
export function until(file: FileView, verdict: Verdict): Promise<void> {
  return new Promise((resolve) => {
    let done = false;
    const stop = effect(() => {
      if (file.verdict.value !== verdict || done) return;
      done = true;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}
