import { type MetaElement, newSopInstanceUid, planFileMeta } from '../core/deident/file-meta-plan';
import type { Plan } from '../core/deident/plan';
import { planWarnings } from '../core/deident/plan-warnings';
import type { HandEdit } from '../core/deident/policy';
import { Pseudonyms } from '../core/deident/pseudonyms';
import { studyKey } from '../core/deident/subject-key';
import type { DataSet } from '../core/dicom/data-set';
import type { VrCode } from '../core/dicom/vr';
import { DicomError, type ErrorDetails } from '../core/errors';
import { BlobSource, type ByteSource, type Part } from '../core/io/byte-source';
import type { Reason } from '../settings/error';
import { policyFor, withOptions } from '../settings/policy';
import { NO_SETTINGS } from '../settings/schema';
import { replacementProblem } from '../settings/value';
import { describeFile, reportHead } from './describe-file';
import { ElementList } from './element-list';
import type {
  ActionName,
  Answer,
  Counts,
  DocumentDecision,
  ElementText,
  EngineApi,
  EngineSettings,
  Learnt,
  OpenedFile,
  PageMask,
  Progress,
  Result,
  RowPage,
  RowQuery,
  StudyValues,
} from './engine-api';
import { summarize } from './file-summary';
import { Job } from './job';
import { outputName } from './output-name';
import { checkMasks, NO_CHOICES, type PixelChoices, pixelFacts } from './pixel-facts';
import { VERSION_NAME } from './version';

interface OpenFile {
  readonly blob: Blob;
  readonly source: BlobSource;
  readonly dataSet: DataSet;
  readonly edits: Map<number, HandEdit>;
  readonly documents: DocumentDecision;
  pixels: PixelChoices;
  plan: Plan;
  list: ElementList;
}

const NOTHING: RowPage = { total: 0, elements: 0, rows: [] };

/**
 * Holds the files that a page has opened, with their plans. It runs in a worker: the page asks for what
 * is on screen and gets plain data.
 */
export class Engine implements EngineApi {
  private readonly files = new Map<number, OpenFile>();
  private readonly key: Uint8Array;
  private readonly pseudonyms: Pseudonyms;
  private job: Job;
  /** What other engines do not know yet. */
  private news: { values: StudyValues; readonly replanned: Set<number> } = { values: [], replanned: new Set() };

  /** @param options - `key`: 32 random bytes, the secret of this session's pseudonyms */
  constructor(options: { readonly key: Uint8Array }) {
    this.key = options.key;
    this.pseudonyms = new Pseudonyms(options.key);
    this.job = new Job(policyFor(NO_SETTINGS), this.key, undefined, this.pseudonyms);
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
      this.learn([dataSet]);
      const plan = this.job.plan(dataSet, edits, documents);
      const list = this.listOf(plan, edits);
      const opened = { blob, source, dataSet, edits, documents, pixels: NO_CHOICES, plan, list };
      this.files.set(file, opened);
      return describe(opened);
    });
  }

  close(file: number): void {
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
      const { dataSet, edits } = opened;
      const before = edits.get(row);
      if (!opened.list.actions(row).includes(action ?? 'keep') && !(action === null && before)) {
        throw new DicomError('invalid-value', row < dataSet.count ? { tag: dataSet.path(row) } : {});
      }
      if (action === null) edits.delete(row);
      else {
        const problem = action === 'replace' && replacementProblem(value ?? '', dataSet.vrs[row] as VrCode);
        if (problem) throw new DicomError('invalid-value', { tag: dataSet.path(row) }, detailsOf(problem));
        edits.set(row, { action, ...(value !== undefined && { value }) });
      }
      this.replan(opened);
      return {
        counts: opened.list.counts(),
        previous: { action: before?.action ?? null, value: before?.value ?? '' },
      };
    });
  }

  async configure(settings: EngineSettings): Promise<void> {
    const preset = policyFor(NO_SETTINGS, settings.preset);
    const policy = settings.options ? withOptions(preset, settings.options) : preset;
    this.job = new Job(policy, this.key, undefined, this.pseudonyms);
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
    return answer(async () => describe(this.fileOf(file)));
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

  cancel(_file: number): void {}

  anonymize(file: number, onProgress: (progress: Progress) => void): Promise<Answer<Result>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      onProgress({ phase: 'writing', done: 0, total: 0 });
      const { plan } = opened;
      const { parts, size, nameUid, verification } = await this.job.carryOut(plan);
      onProgress({ phase: 'verifying', done: 1, total: 1 });
      const { findings, elements, identifiers } = verification;
      return {
        blob: toBlob(parts, opened.source, opened.blob),
        name: outputName(nameUid, 'anonymized'),
        sizeInBytes: size,
        findings,
        checked: { elements, identifiers },
        counts: opened.list.counts(),
        head: reportHead(plan.policy, plan.policy.presetId),
        facts: describeFile(plan, verification),
      };
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

  private fileOf(file: number): OpenFile {
    const opened = this.files.get(file);
    if (!opened) throw new DicomError('internal');
    return opened;
  }

  private choose(file: number, change: Partial<PixelChoices>): Promise<Answer<OpenedFile>> {
    return answer(async () => {
      const opened = this.fileOf(file);
      if (change.masks) checkMasks(opened.dataSet, change.masks);
      opened.pixels = { ...opened.pixels, ...change };
      this.replan(opened);
      return describe(opened);
    });
  }

  private replan(opened: OpenFile): void {
    opened.plan = this.job.plan(opened.dataSet, opened.edits, opened.documents);
    opened.list = this.listOf(opened.plan, opened.edits, opened.list);
  }

  private listOf(plan: Plan, edits: ReadonlyMap<number, HandEdit>, folding?: ElementList): ElementList {
    return new ElementList(plan, this.metaOf(plan), (row) => edits.has(row), folding);
  }

  private metaOf(plan: Plan): MetaElement[] {
    return planFileMeta(plan.dataSet, newSopInstanceUid(plan), this.pseudonyms, VERSION_NAME);
  }
}

function describe({ dataSet, blob, plan, list, pixels }: OpenFile): OpenedFile {
  return {
    summary: summarize(dataSet, blob.size),
    warnings: planWarnings(plan),
    counts: list.counts(),
    content: plan.content ? { kinds: plan.content.kinds, decision: plan.content.decision } : null,
    pixels: pixelFacts(dataSet, pixels),
  };
}

/** Ranges of the original stay references to it: the output costs what its header costs. */
function toBlob(parts: readonly Part[], source: ByteSource, original: Blob): Blob {
  const pieces = parts.map((part) => {
    if (part.kind === 'bytes') return new Uint8Array(part.bytes);
    if (part.source !== source) throw new DicomError('internal');
    return original.slice(part.start, part.end);
  });
  return new Blob(pieces, { type: 'application/dicom' });
}

function detailsOf({ code, values: [value] }: Reason): ErrorDetails {
  return { reason: code, ...(value !== undefined && { value }) };
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
