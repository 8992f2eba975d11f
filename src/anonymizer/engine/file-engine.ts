/** The engine's API, tied to one file, in whichever worker holds it. */
import * as Comlink from 'comlink';
import type { EngineApi, OpenedFile, Progress, Result } from '../../jobs/engine-api';
import type { Edited, FileEngine } from '../state/page/engines';
import { refused, type WorkerHandle } from './worker-handle';

/** What is told of a worker. */
interface WorkerHolder {
  /** It has read a file. */
  readonly opened: () => Promise<void>;
  /** Its last file was closed. */
  readonly emptied: () => void;
}

export function fileEngine(file: number, worker: WorkerHandle, holder: WorkerHolder): FileEngine {
  return {
    open: async (blob, onProgress, documents) => {
      const open = (engine: Comlink.Remote<EngineApi>) => engine.open(file, blob, Comlink.proxy(onProgress), documents);
      const answer = await worker.call(open, refused<OpenedFile>);
      if (answer.ok) await holder.opened();
      return answer;
    },
    rows: (query, from, count) =>
      worker.call(
        (engine) => engine.rows(file, query, from, count),
        () => ({ total: 0, elements: 0, rows: [] }),
      ),
    setExpanded: (row, expanded) =>
      worker.call(
        async (engine) => engine.setExpanded(file, row, expanded),
        () => undefined,
      ),
    setAllExpanded: (expanded) =>
      worker.call(
        async (engine) => engine.setAllExpanded(file, expanded),
        () => undefined,
      ),
    indexOf: (query, row) =>
      worker.call(
        (engine) => engine.indexOf(file, query, row),
        () => -1,
      ),
    text: (row) =>
      worker.call(
        (engine) => engine.text(file, row),
        () => ({ original: '', removals: [], newValue: '' }),
      ),
    setAction: (row, action, value) =>
      worker.call((engine) => engine.setAction(file, row, action, value), refused<Edited>),
    restoreEdits: (edits) => worker.call((engine) => engine.restoreEdits(file, edits), refused<OpenedFile>),
    opened: () => worker.call((engine) => engine.opened(file), refused<OpenedFile>),
    setMasks: (masks) => worker.call((engine) => engine.setMasks(file, masks), refused<OpenedFile>),
    confirmPixels: (confirmed) => worker.call((engine) => engine.confirmPixels(file, confirmed), refused<OpenedFile>),
    removePixels: (removed) => worker.call((engine) => engine.removePixels(file, removed), refused<OpenedFile>),
    identify: (texts) =>
      worker.call(
        (engine) => engine.identify(file, texts),
        () => texts.map(() => false),
      ),
    anonymize: (onProgress: (progress: Progress) => void) =>
      worker.call((engine) => engine.anonymize(file, Comlink.proxy(onProgress)), refused<Result>),
    cancel: () =>
      void worker.call(
        async (engine) => engine.cancel(file),
        () => undefined,
      ),
    close: () => {
      if (worker.ended) return;
      worker.files.delete(file);
      if (worker.files.size === 0) holder.emptied();
      else
        void worker.call(
          async (engine) => engine.close(file),
          () => undefined,
        );
    },
  };
}
