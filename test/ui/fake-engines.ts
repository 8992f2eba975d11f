import type { Engines, FileEngine } from '../../src/anonymizer/state/page/engines';
import type { Answer, ElementValues, EngineSettings, FileEdits, RowEdit, ValueEdit } from '../../src/jobs/engine-api';
import { FakeEngine } from './fake-engine';

/** One fake engine for all files, without workers. */
export class FakeEngines implements Engines {
  readonly parallel = 2;
  readonly engine = new FakeEngine();
  readonly closed: number[] = [];
  onReplanned: (files: readonly number[]) => void = () => undefined;

  attach(file: number): FileEngine {
    const { engine, closed } = this;
    return {
      open: (blob, onProgress, documents) => engine.open(file, blob, onProgress, documents),
      rows: (query, from, count) => engine.rows(file, query, from, count),
      setExpanded: async () => engine.setExpanded(),
      setAllExpanded: async () => engine.setAllExpanded(),
      indexOf: (query, row) => engine.indexOf(file, query, row),
      text: (row) => engine.text(file, row),
      setAction: (row, action, value) => engine.setAction(file, row, action, value),
      restoreEdits: (edits) => engine.restoreEdits(file, edits),
      opened: () => engine.opened(file),
      setMasks: (masks) => engine.setMasks(file, masks),
      confirmPixels: (confirmed) => engine.confirmPixels(file, confirmed),
      removePixels: (removed) => engine.removePixels(file, removed),
      cancel: () => engine.cancel(),
      identify: (texts) => engine.identify(file, texts),
      anonymize: () => engine.anonymize(file),
      close: () => {
        closed.push(file);
        engine.close(file);
      },
    };
  }

  values(): Promise<readonly ElementValues[]> {
    return this.engine.values();
  }

  editValues(edit: ValueEdit): Promise<Answer<readonly FileEdits[]>> {
    return this.engine.editValues(edit);
  }

  setActions(edits: readonly RowEdit[]): Promise<Answer<readonly FileEdits[]>> {
    return this.engine.setActions(edits);
  }

  configure(settings: EngineSettings): Promise<void> {
    return this.engine.configure(settings);
  }
}
