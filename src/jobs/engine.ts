import { type MetaElement, newSopInstanceUid, planFileMeta } from '../core/deident/file-meta-plan';
import { type Plan, ruleOf } from '../core/deident/plan';
import { planWarnings } from '../core/deident/plan-warnings';
import type { HandEdit } from '../core/deident/policy';
import { namesIdentifier } from '../core/deident/read-text';
import { studyKey } from '../core/deident/subject-key';
import type { DataSet } from '../core/dicom/data-set';
import type { VrCode } from '../core/dicom/vr';
import { DicomError } from '../core/errors';
import { BlobSource } from '../core/io/byte-source';
import type { FrameCoder } from '../core/pixel/frame-coder';
import type { Reason } from '../settings/error';
import { DEFAULT_PRESET } from '../settings/presets';
import { replacementProblem } from '../settings/value';
import { possibleActions } from './actions-at';
import { Configuration, type Keyed, keyed, reasonDetails } from './configuration';
import { describeFile, reportHead } from './describe-file';
import { ElementList } from './element-list';
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
} from './engine-api';
import { summarize } from './file-summary';
import type { Job } from './job';
import { mergeValues } from './merge-values';
import { holdInBlobs, toBlob } from './output-blob';
import { outputName } from './output-name';
import { NO_CHOICES, type PixelChoices, pixelDecision, pixelFacts } from './pixel-facts';
import { VERSION_NAME } from './version';

interface OpenFile {
  readonly blob: Blob;
  readonly dataSet: DataSet;
  readonly edits: Map<number, HandEdit>;
  readonly documents: DocumentDecision;
  /** What is under way for it. */
  readonly running: Set<AbortController>;
  pixels: PixelChoices;
  /** Why the masks in force can't be burnt in: the plan is without them, and there is no output. */
  pixelProblem: DicomError | undefined;
  plan: Plan;
  list: ElementList;
  /** Why the settings in force do not allow it any more. */
  refusal?: DicomError | undefined;
}

/** What masks compressed frames for one output. */
export interface OpenCoder extends FrameCoder {
  /** Nothing more is wanted of it. */
  end(): void;
}

const NOTHING: RowPage = { total: 0, elements: 0, rows: [] };

/**
 * Holds the files that a page has opened, with their plans. It runs in a worker: the page asks for what
 * is on screen and gets plain data.
 */
export class Engine implements EngineApi {
  private readonly files = new Map<number, OpenFile>();
  private readonly session: Keyed;
  private readonly openCoder: ((signal: AbortSignal) => OpenCoder) | undefined;
  private configuration: Configuration;
  /** What other engines do not know yet. */
  private news: { values: StudyValues; readonly replanned: Set<number> } = { values: [], replanned: new Set() };

  /**
   * @param options - `key`: 32 random bytes, the secret of this session's pseudonyms; `openCoder`: without it
   *   compressed images can't be masked; the signal ends what it does
   */
  constructor(options: { readonly key: Uint8Array; readonly openCoder?: (signal: AbortSignal) => OpenCoder }) {
    this.session = keyed(options.key);
    this.openCoder = options.openCoder;
    this.configuration = new Configuration({ preset: DEFAULT_PRESET }, this.session);
  }

  open(
    file: number,
    blob: Blob,
    onProgress: (progress: Progress) => void,
    documents: DocumentDecision = 'refuse',
  ): Promise<Answer<OpenedFile>> {
    return answer(async () => {
      const source = new BlobSource(blob);
      const dataSet = await this.job.read(source, {
        onProgress: (done, total) => onProgress({ phase: 'reading', done, total }),
      });
      onProgress({ phase: 'planning', done: 0, total: dataSet.count });
      const edits = new Map<number, HandEdit>();
      const running = new Set<AbortController>();
      this.learn([dataSet]);
      const decided = { dataSet, edits, documents, pixels: NO_CHOICES };
      const { plan, pixelProblem } = this.planOf(decided);
      const opened = { ...decided, blob, running, plan, pixelProblem, list: this.listOf(plan, edits) };
      this.files.set(file, opened);
      return this.describe(opened);
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
    value?: string,
  ): Promise<Answer<{ counts: Counts; previous: { action: ActionName | null; value: string } }>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      if (!isPossible(opened, row, action)) {
        throw new DicomError('invalid-value', row < opened.dataSet.count ? { tag: opened.dataSet.path(row) } : {});
      }
      this.checkText(opened.dataSet, row, action, value);
      const { action: before, value: text } = setEdit(opened.edits, row, action, value);
      this.replan(opened);
      return { counts: opened.list.counts(), previous: { action: before, value: text } };
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
    for (const { row, action, value } of edits) {
      if (opened && action && this.isLegal(opened.dataSet, row, action, value)) {
        setEdit(opened.edits, row, action, value);
      }
    }
    if (opened) this.replan(opened);
    return this.opened(file);
  }

  async configure(settings: EngineSettings): Promise<void> {
    this.configuration = new Configuration(settings, this.session, this.configuration);
    this.news = { values: [], replanned: new Set() };
    this.learn([...this.files.values()].map(({ dataSet }) => dataSet));
    for (const opened of this.files.values()) this.replan(opened);
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
      return this.describe(opened);
    });
  }

  setMasks(file: number, masks: readonly PageMask[]): Promise<Answer<OpenedFile>> {
    return this.choose(file, { masks });
  }

  confirmPixels(file: number, confirmed: boolean): Promise<Answer<OpenedFile>> {
    return this.choose(file, { confirmed });
  }

  removePixels(file: number, removed: boolean): Promise<Answer<OpenedFile>> {
    return this.choose(file, { removed });
  }

  async identify(file: number, texts: readonly string[]): Promise<readonly boolean[]> {
    const { identifiers } = this.fileOf(file).plan;
    return texts.map((text) => namesIdentifier(identifiers, text));
  }

  cancel(file: number): void {
    for (const controller of this.files.get(file)?.running ?? []) controller.abort();
  }

  anonymize(file: number, onProgress: (progress: Progress) => void): Promise<Answer<Result>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      const refusal = this.configuration.stop ?? opened.refusal;
      if (refusal) throw refusal;
      const controller = new AbortController();
      const { signal } = controller;
      const coder = opened.plan.pixels?.image?.encapsulated ? this.openCoder?.(signal) : undefined;
      opened.running.add(controller);
      try {
        return await this.makeResult(opened, { signal, coder }, onProgress);
      } finally {
        opened.running.delete(controller);
        coder?.end();
      }
    });
  }

  private async makeResult(
    { plan, list, pixelProblem }: OpenFile,
    { signal, coder }: { readonly signal: AbortSignal; readonly coder: FrameCoder | undefined },
    onProgress: (progress: Progress) => void,
  ): Promise<Result> {
    if (pixelProblem) throw pixelProblem;
    onProgress({ phase: 'writing', done: 0, total: 0 });
    const { parts, size, nameUid, verification } = await this.job.carryOut(plan, {
      coder,
      hold: holdInBlobs(),
      onMasked: (done, total) => onProgress({ phase: 'masking', done, total }),
      onCompared: (done, total) => onProgress({ phase: 'verifying', done, total }),
      signal,
    });
    onProgress({ phase: 'verifying', done: 1, total: 1 });
    const { findings, elements, identifiers } = verification;
    const mayConfirm = !plan.policy.locks?.has('findings');
    return {
      blob: findings.length === 0 || mayConfirm ? await toBlob(parts, signal) : null,
      name: outputName(nameUid, 'anonymized'),
      sizeInBytes: size,
      findings,
      mayConfirm,
      checked: { elements, identifiers },
      counts: list.counts(),
      head: reportHead(plan.policy, this.configuration.presetName),
      facts: describeFile(plan, verification),
    };
  }

  private get job(): Job {
    return this.configuration.job;
  }

  /** @throws DicomError if a text isn't legal for the VR of one of its elements; then nothing is done */
  private editAll(edits: readonly RowEdit[]): readonly FileEdits[] {
    const byFile = new Map<number, RowEdit[]>();
    for (const edit of edits) {
      const opened = this.files.get(edit.file);
      if (!opened || !isPossible(opened, edit.row, edit.action)) continue;
      this.checkText(opened.dataSet, edit.row, edit.action, edit.value);
      const ofFile = byFile.get(edit.file);
      if (ofFile) ofFile.push(edit);
      else byFile.set(edit.file, [edit]);
    }
    return [...byFile].map(([file, ofFile]) => {
      const opened = this.fileOf(file);
      const previous = ofFile.map(({ row, action, value }) => setEdit(opened.edits, row, action, value));
      this.replan(opened);
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
    for (const [, opened] of concerned) this.replan(opened);
    return concerned.map(([file]) => file);
  }

  /** @throws DicomError if the text that is to replace a value isn't legal for its VR */
  private checkText(dataSet: DataSet, row: number, action: ActionName | null, value?: string): void {
    const problem = action === 'replace' && this.textProblem(dataSet, row, value);
    if (problem) throw new DicomError('invalid-value', { tag: dataSet.path(row) }, reasonDetails(problem));
  }

  private textProblem(dataSet: DataSet, row: number, value = ''): Reason | undefined {
    return replacementProblem(value, dataSet.vrs[row] as VrCode, this.configuration.organization);
  }

  /** True for an edit that could be made under some settings. */
  private isLegal(dataSet: DataSet, row: number, action: ActionName, value: string): boolean {
    const isPossible = possibleActions(dataSet, row).includes(action);
    return isPossible && !(action === 'replace' && this.textProblem(dataSet, row, value));
  }

  private fileOf(file: number): OpenFile {
    const opened = this.files.get(file);
    if (!opened) throw new DicomError('internal');
    return opened;
  }

  private choose(file: number, change: Partial<PixelChoices>): Promise<Answer<OpenedFile>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      const pixels = { ...opened.pixels, ...change };
      const planned = this.planOf({ ...opened, pixels });
      if (change.masks && planned.pixelProblem) throw planned.pixelProblem;
      this.take(opened, { pixels, ...planned });
      return this.describe(opened);
    });
  }

  private replan(opened: OpenFile): void {
    opened.refusal = undefined;
    try {
      this.take(opened, this.planOf(opened));
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      opened.refusal = error;
    }
  }

  private take(opened: OpenFile, change: Partial<OpenFile>): void {
    Object.assign(opened, change);
    opened.list = this.listOf(opened.plan, opened.edits, opened.list);
  }

  /** A plan; without the masks where these can't be burnt in, so that the file can be seen all the same. */
  private planOf(
    of: Pick<OpenFile, 'dataSet' | 'edits' | 'documents' | 'pixels'>,
  ): Pick<OpenFile, 'plan' | 'pixelProblem'> {
    const { dataSet, edits, documents, pixels } = of;
    const { job } = this;
    try {
      const decision = pixelDecision(job, dataSet, pixels);
      return { plan: job.plan(dataSet, edits, documents, decision), pixelProblem: undefined };
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      return { plan: job.plan(dataSet, edits, documents), pixelProblem: error };
    }
  }

  private listOf(plan: Plan, edits: ReadonlyMap<number, HandEdit>, folding?: ElementList): ElementList {
    const isEdited = (row: number): boolean => edits.has(row) && ruleOf(plan, row).decider === 'user';
    return new ElementList(plan, this.metaOf(plan), isEdited, folding);
  }

  private describe({ dataSet, blob, plan, list, pixels, pixelProblem }: OpenFile): OpenedFile {
    return {
      summary: summarize(dataSet, blob.size),
      warnings: planWarnings(plan),
      counts: list.counts(),
      content: plan.content ? { kinds: plan.content.kinds, decision: plan.content.decision } : null,
      pixels: pixelFacts(this.job, plan, pixels, pixelProblem),
    };
  }

  private metaOf(plan: Plan): MetaElement[] {
    return planFileMeta(plan.dataSet, newSopInstanceUid(plan), this.job.pseudonyms, VERSION_NAME);
  }
}

/** An edit can be taken back always. */
function isPossible({ list, edits }: OpenFile, row: number, action: ActionName | null): boolean {
  return list.actions(row).includes(action ?? 'keep') || (action === null && edits.has(row));
}

/** Notes an edit; answers the one that it takes the place of. */
function setEdit(
  edits: Map<number, HandEdit>,
  row: number,
  action: ActionName | null,
  value?: string,
): FileEdits['previous'][number] {
  const before = edits.get(row);
  if (action === null) edits.delete(row);
  else edits.set(row, { action, ...(value !== undefined && { value }) });
  return { row, action: before?.action ?? null, value: before?.value ?? '' };
}

/** Errors cross the worker as data; what is no DicomError says nothing of its cause, which might name a value. */
async function answer<T>(run: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    const known = error instanceof DicomError ? error : new DicomError('internal');
    return { ok: false, error: known.toPlain() };
  }
}
