import { namesIdentifier } from '../../core/deident/identifiers/read-text';
import { studyKey } from '../../core/deident/identifiers/subject-key';
import type { DataSet } from '../../core/dicom/data-set';
import { DicomError } from '../../core/errors';
import { BlobSource } from '../../core/io/byte-source';
import { DEFAULT_PRESET } from '../../settings/presets';
import { answer } from '../answer';
import type {
  ActionName,
  Answer,
  Counts,
  DocumentDecision,
  ElementText,
  ElementValues,
  EngineApi,
  EngineSettings,
  FileEdits,
  Learnt,
  OpenedFile,
  PageMask,
  Progress,
  Result,
  RowEdit,
  RowPage,
  RowQuery,
  StudyValues,
  ValueEdit,
} from '../engine-api';
import type { Job } from '../job';
import { mergeValues } from '../table/merge-values';
import { checkText, isLegalEdit } from './check-edit';
import { Configuration, type Keyed, keyed } from './configuration';
import { makeOutput, type OpenCoders } from './make-output';
import { OpenFile } from './open-file';
import type { PixelChoices } from './pixel-facts';
import { RunningWork } from './running-work';

export type Pace = (tell: (progress: Progress) => void) => (progress: Progress) => void;

const NOTHING: RowPage = { total: 0, elements: 0, rows: [] };

/**
 * Holds the files that a page has opened, with their plans. It runs in a worker: the page asks for what
 * is on screen and gets plain data.
 */
export class Engine implements EngineApi {
  private readonly files = new Map<number, OpenFile>();
  private readonly running = new RunningWork();
  private readonly session: Keyed;
  private readonly openCoder: OpenCoders | undefined;
  private readonly pace: Pace;
  private configuration: Configuration;
  /** What other engines do not know yet. */
  private news: { values: StudyValues; readonly replanned: Set<number> } = { values: [], replanned: new Set() };

  /**
   * @param options - `key`: 32 random bytes, the secret of this session's pseudonyms; `openCoder`: without it
   *   compressed images can't be masked; `pace`: makes of a function that is told progress one that is told less often
   */
  constructor(options: { readonly key: Uint8Array; readonly openCoder?: OpenCoders; readonly pace?: Pace }) {
    this.session = keyed(options.key);
    this.openCoder = options.openCoder;
    this.pace = options.pace ?? ((tell) => tell);
    this.configuration = new Configuration({ preset: DEFAULT_PRESET }, this.session);
  }

  open(
    file: number,
    blob: Blob,
    onProgress: (progress: Progress) => void,
    documents: DocumentDecision = 'refuse',
  ): Promise<Answer<OpenedFile>> {
    return answer(async () => {
      const tell = this.pace(onProgress);
      const dataSet = await this.job.read(new BlobSource(blob), {
        onProgress: (done, total) => tell({ phase: 'reading', done, total }),
      });
      tell({ phase: 'planning', done: 0, total: dataSet.count });
      this.learn([dataSet]);
      const opened = new OpenFile(blob, dataSet, documents, this.job);
      this.files.set(file, opened);
      return opened.describe(this.job);
    });
  }

  close(file: number): void {
    this.cancel(file);
    this.files.delete(file);
  }

  async rows(file: number, query: RowQuery, from: number, count: number): Promise<RowPage> {
    return this.files.get(file)?.list.page(query, from, count) ?? NOTHING;
  }

  setExpanded(file: number, row: number, expanded: boolean): void {
    this.files.get(file)?.list.setExpanded(row, expanded);
  }

  setAllExpanded(file: number, expanded: boolean): void {
    this.files.get(file)?.list.setAllExpanded(expanded);
  }

  async indexOf(file: number, query: RowQuery, row: number): Promise<number> {
    return this.files.get(file)?.list.indexOf(query, row) ?? -1;
  }

  async text(file: number, row: number): Promise<ElementText> {
    return this.fileOf(file).list.text(row);
  }

  setAction(
    file: number,
    row: number,
    action: ActionName | null,
    value = '',
  ): Promise<Answer<{ counts: Counts; previous: { action: ActionName | null; value: string } }>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      const { dataSet } = opened;
      if (!opened.canEdit(row, action)) {
        throw new DicomError('invalid-value', row < dataSet.count ? { tag: dataSet.path(row) } : {});
      }
      const edit = { row, action, value };
      checkText(dataSet, edit, this.configuration.organization);
      const previous = opened.setEdit(edit);
      opened.replan(this.job);
      return { counts: opened.list.counts(), previous };
    });
  }

  setActions(edits: readonly RowEdit[]): Promise<Answer<readonly FileEdits[]>> {
    return answer(async () => this.editAll(edits));
  }

  async values(): Promise<readonly ElementValues[]> {
    return mergeValues([...this.files].map(([file, { list }]) => list.values(file).elements));
  }

  editValues({ path, text, action, value }: ValueEdit): Promise<Answer<readonly FileEdits[]>> {
    return answer(async () =>
      this.editAll(
        [...this.files].flatMap(([file, { list }]) =>
          list
            .values(file)
            .rowsOf(path, text)
            .map((row) => ({ file, row, action, value })),
        ),
      ),
    );
  }

  restoreEdits(file: number, edits: readonly Omit<RowEdit, 'file'>[]): Promise<Answer<OpenedFile>> {
    const opened = this.files.get(file);
    if (opened) {
      for (const edit of edits) {
        if (isLegalEdit(opened.dataSet, edit, this.configuration.organization)) opened.setEdit(edit);
      }
      opened.replan(this.job);
    }
    return this.opened(file);
  }

  async configure(settings: EngineSettings): Promise<void> {
    this.configuration = new Configuration(settings, this.session, this.configuration);
    this.news = { values: [], replanned: new Set() };
    this.learn([...this.files.values()].map(({ dataSet }) => dataSet));
    for (const opened of this.files.values()) opened.replan(this.job);
  }

  async learnt(): Promise<Learnt> {
    const { values, replanned } = this.news;
    this.news = { values: [], replanned: new Set() };
    return { values, replanned: [...replanned] };
  }

  async know(values: StudyValues): Promise<readonly number[]> {
    return this.replanStudies(this.job.study?.merge(values) ?? []);
  }

  opened(file: number): Promise<Answer<OpenedFile>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      if (opened.refusal) throw opened.refusal;
      return opened.describe(this.job);
    });
  }

  setMasks(file: number, masks: readonly PageMask[]): Promise<Answer<OpenedFile>> {
    return this.choosePixels(file, { masks });
  }

  confirmPixels(file: number, confirmed: boolean): Promise<Answer<OpenedFile>> {
    return this.choosePixels(file, { confirmed });
  }

  removePixels(file: number, removed: boolean): Promise<Answer<OpenedFile>> {
    return this.choosePixels(file, { removed });
  }

  async identify(file: number, texts: readonly string[]): Promise<readonly boolean[]> {
    const { identifiers } = this.fileOf(file).plan;
    return texts.map((text) => namesIdentifier(identifiers, text));
  }

  cancel(file: number): void {
    this.running.cancel(file);
  }

  anonymize(file: number, onProgress: (progress: Progress) => void): Promise<Answer<Result>> {
    const { openCoder, configuration } = this;
    const make = (signal: AbortSignal) =>
      makeOutput(this.fileOf(file), configuration, { openCoder, signal, onProgress: this.pace(onProgress) });
    return answer(() => this.running.run(file, make));
  }

  private get job(): Job {
    return this.configuration.job;
  }

  private fileOf(file: number): OpenFile {
    const opened = this.files.get(file);
    if (!opened) throw new DicomError('internal');
    return opened;
  }

  /** @throws DicomError if a text isn't legal for the VR of one of its elements; then nothing is done */
  private editAll(edits: readonly RowEdit[]): readonly FileEdits[] {
    const byFile = new Map<number, RowEdit[]>();
    for (const edit of edits) {
      const opened = this.files.get(edit.file);
      if (!opened?.canEdit(edit.row, edit.action)) continue;
      checkText(opened.dataSet, edit, this.configuration.organization);
      const ofFile = byFile.get(edit.file);
      if (ofFile) ofFile.push(edit);
      else byFile.set(edit.file, [edit]);
    }
    return [...byFile].map(([file, ofFile]) => {
      const opened = this.fileOf(file);
      const previous = ofFile.map((edit) => ({ row: edit.row, ...opened.setEdit(edit) }));
      opened.replan(this.job);
      return { file, counts: opened.list.counts(), previous };
    });
  }

  private learn(dataSets: readonly DataSet[]): void {
    const values = dataSets.flatMap((dataSet) => this.job.learn(dataSet));
    if (values.length === 0) return;
    this.news.values = [...this.news.values, ...values];
    for (const file of this.replanStudies(values)) this.news.replanned.add(file);
  }

  private replanStudies(values: StudyValues): readonly number[] {
    const studies = new Set(values.map(([study]) => study));
    const concerned = [...this.files].filter(([, { dataSet }]) => studies.has(studyKey(dataSet)));
    for (const [, opened] of concerned) opened.replan(this.job);
    return concerned.map(([file]) => file);
  }

  private choosePixels(file: number, change: Partial<PixelChoices>): Promise<Answer<OpenedFile>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      opened.choosePixels(change, this.job);
      return opened.describe(this.job);
    });
  }
}
