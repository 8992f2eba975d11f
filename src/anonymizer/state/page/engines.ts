/** What the page's state asks of the engine workers: the engine's API, tied to one file. */
import type {
  ActionName,
  Answer,
  DocumentDecision,
  ElementText,
  ElementValues,
  EngineSettings,
  FileEdits,
  OpenedFile,
  PageMask,
  Progress,
  Result,
  RowEdit,
  RowPage,
  RowQuery,
  ValueEdit,
} from '../../../jobs/engine-api';

export interface FileEngine {
  open(blob: Blob, onProgress: (progress: Progress) => void, documents?: DocumentDecision): Promise<Answer<OpenedFile>>;
  rows(query: RowQuery, from: number, count: number): Promise<RowPage>;
  setExpanded(row: number, expanded: boolean): Promise<void>;
  setAllExpanded(expanded: boolean): Promise<void>;
  indexOf(query: RowQuery, row: number): Promise<number>;
  text(row: number): Promise<ElementText>;
  setAction(row: number, action: ActionName | null, value?: string): Promise<Answer<Edited>>;
  restoreEdits(edits: readonly Omit<RowEdit, 'file'>[]): Promise<Answer<OpenedFile>>;
  opened(): Promise<Answer<OpenedFile>>;
  setMasks(masks: readonly PageMask[]): Promise<Answer<OpenedFile>>;
  confirmPixels(confirmed: boolean): Promise<Answer<OpenedFile>>;
  removePixels(removed: boolean): Promise<Answer<OpenedFile>>;
  identify(texts: readonly string[]): Promise<readonly boolean[]>;
  anonymize(onProgress: (progress: Progress) => void): Promise<Answer<Result>>;
  /** Ends `anonymize`; the file stays open. */
  cancel(): void;
  /** Forgets the file and stops what is under way for it. May be called again. */
  close(): void;
}

export interface Edited {
  readonly counts: OpenedFile['counts'];
  readonly previous: { readonly action: ActionName | null; readonly value: string };
}

export interface Engines {
  /** How many files to work on at the same time. */
  readonly parallel: number;
  attach(file: number, size: number): FileEngine;
  /** Called with open files whose plans are other ones now, as another file of their study named somebody. */
  onReplanned: (files: readonly number[]) => void;
  /** What the elements that a person answers for, or has edited, say in all files. */
  values(): Promise<readonly ElementValues[]>;
  /** Hand edits of all elements that an edit by value concerns. */
  editValues(edit: ValueEdit): Promise<Answer<readonly FileEdits[]>>;
  /** Hand edits of many files; what isn't possible is left out. */
  setActions(edits: readonly RowEdit[]): Promise<Answer<readonly FileEdits[]>>;
  /** Takes other settings to all engines, also those of files to come. */
  configure(settings: EngineSettings): Promise<void>;
}
