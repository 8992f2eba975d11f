/**
 * An engine without DICOM, for tests of the page's state. The text of a Blob says what the file is:
 * `rows=200`, `error=truncated`, `findings=1`, joined by spaces. `error=encapsulated-document` can be decided about;
 * `risk=ultrasound` is a picture that somebody has to look at.
 */
import { DicomError, type ErrorCode, type PlainError } from '../../src/core/errors';
import type {
  ActionName,
  Answer,
  Counts,
  DocumentDecision,
  ElementRow,
  ElementText,
  ElementValues,
  EngineApi,
  EngineSettings,
  FileEdits,
  Finding,
  Learnt,
  OpenedFile,
  PageMask,
  PixelFacts,
  Progress,
  Result,
  RiskReason,
  RowEdit,
  RowPage,
  RowQuery,
  ValueEdit,
} from '../../src/jobs/engine-api';
import type { ReportHead } from '../../src/jobs/report/report';
import { mergeValues } from '../../src/jobs/table/merge-values';

interface FakeFile {
  readonly rows: ElementRow[];
  readonly findings: number;
  readonly blob: Blob;
  pixels: PixelFacts | null;
}

const HEAD: ReportHead = {
  software: 'Veil 0',
  profile: { standard: 'DICOM PS3.15 Annex E', edition: '0', code: '113100' },
  preset: { id: 'research', name: '', version: '0' },
  options: [],
};

const PICTURE: PixelFacts = {
  risks: [],
  gate: 'closed',
  masking: 'native',
  maskingError: null,
  origin: {
    series: '1.2.3',
    device: { modality: 'US', manufacturer: 'ACME', model: 'Sono 1', rows: 100, columns: 200 },
  },
  masks: [],
  lockedMasks: [],
  confirmed: false,
  mayConfirm: true,
  removed: false,
};

function withGate(pixels: PixelFacts): PixelFacts {
  const { removed, masks, confirmed } = pixels;
  if (removed) return { ...pixels, gate: 'removed' };
  if (masks.some(({ enabled }) => enabled)) return { ...pixels, gate: 'masked' };
  return { ...pixels, gate: confirmed ? 'confirmed' : 'closed' };
}

const NAMES = ['Patient’s Name', 'Patient ID', 'Study Date', 'Modality', 'Referenced Image Sequence', 'Study Comments'];

function makeRow(id: number): ElementRow {
  const name = NAMES[id % NAMES.length];
  const sequence = id % NAMES.length === 4;
  const kept = id % NAMES.length === 3;
  const tag = `(${(8 + Math.floor(id / 4096)).toString(16).padStart(4, '0')},${(id % 65536).toString(16).padStart(4, '0')})`;
  return {
    id,
    path: tag,
    depth: 0,
    kind: sequence ? 'sequence' : 'element',
    group: kept ? 'text' : '',
    tag,
    keyword: name.replaceAll(/\W/g, ''),
    name,
    vr: sequence ? 'SQ' : 'LO',
    original: sequence ? '' : `original ${id}`,
    removals: [],
    bytes: 12,
    binary: false,
    newValue: kept ? `original ${id}` : '',
    outcome: kept ? 'kept' : 'removed',
    action: kept ? 'keep' : 'remove',
    deed: kept ? 'keep' : 'remove',
    actions: ['keep', 'remove', 'empty', 'replace'],
    code: kept ? '' : 'X',
    decidedBy: kept ? 'none' : 'profile',
    option: '',
    category: kept ? 'technical' : 'patient',
    children: sequence ? 2 : 0,
    expanded: false,
    edited: false,
  };
}

function valuesOf(file: number, row: ElementRow): ElementValues {
  const { path, tag, keyword, name, vr, group, actions, original: text, edited } = row;
  const value = { ...row, text, files: 1, alike: true, stays: group !== '', edited, file, place: path };
  return { path, tag, keyword, name, vr, group, actions, files: 1, distinct: 1, values: [value] };
}

function count(rows: readonly ElementRow[]): Counts {
  const kept = rows.filter((row) => row.outcome === 'kept').length;
  const removed = rows.filter((row) => row.outcome === 'removed').length;
  return { all: rows.length, changed: rows.length - kept - removed, removed, kept, stays: kept, byCategory: {} };
}

export class FakeEngine implements EngineApi {
  private readonly files = new Map<number, FakeFile>();
  readonly configured: EngineSettings[] = [];
  /** How many outputs were made. */
  made = 0;
  /** Outputs are not made before somebody cancels. */
  isSlow = false;
  private release: ((answer: Answer<Result>) => void) | undefined;

  async open(
    file: number,
    blob: Blob,
    onProgress: (progress: Progress) => void,
    documents: DocumentDecision = 'refuse',
  ): Promise<Answer<OpenedFile>> {
    const text = await blob.text();
    const value = (name: string) => new RegExp(`${name}=(\\S+)`).exec(text)?.[1];
    onProgress({ phase: 'reading', done: 1, total: 2 });
    const code = value('error');
    const isDecided = code === 'encapsulated-document' && documents !== 'refuse';
    if (code && !isDecided) return { ok: false, error: new DicomError(code as ErrorCode, { offset: 40312 }).toPlain() };
    const rows = Array.from({ length: Number(value('rows') ?? 200) }, (_, id) => makeRow(id));
    const reason = value('risk') as RiskReason | undefined;
    const pixels = reason ? { ...PICTURE, risks: [{ reason, tag: '(0008,0060)' }] } : null;
    this.files.set(file, { rows, findings: Number(value('findings') ?? 0), blob, pixels });
    return this.opened(file);
  }

  close(file: number): void {
    this.files.delete(file);
  }

  async rows(file: number, query: RowQuery, from: number, size: number): Promise<RowPage> {
    const rows = this.matching(file, query);
    return { total: rows.length, elements: rows.length, rows: rows.slice(from, from + size) };
  }

  setExpanded(): void {}

  setAllExpanded(): void {}

  async indexOf(file: number, query: RowQuery, row: number): Promise<number> {
    return this.matching(file, query).findIndex((one) => one.id === row);
  }

  async text(file: number, row: number): Promise<ElementText> {
    const { original = '', newValue = '' } = this.files.get(file)?.rows[row] ?? {};
    return { original, newValue, removals: [] };
  }

  async setAction(file: number, row: number, action: ActionName | null, value = '') {
    const found = this.files.get(file);
    if (!found) return { ok: false as const, error: missing() };
    const old = found.rows[row];
    const fresh = makeRow(row);
    const outcome = { keep: 'kept', remove: 'removed', empty: 'emptied', replace: 'replaced' } as const;
    found.rows[row] =
      action === null
        ? fresh
        : {
            ...fresh,
            action,
            newValue: value,
            outcome: outcome[action as keyof typeof outcome],
            decidedBy: 'user',
            edited: true,
          };
    const previous = { action: old.edited ? old.action : null, value: old.newValue };
    return { ok: true as const, value: { counts: count(found.rows), previous } };
  }

  async setActions(edits: readonly RowEdit[]): Promise<Answer<readonly FileEdits[]>> {
    const done = new Map<number, FileEdits>();
    for (const { file, row, action, value } of edits) {
      const answer = await this.setAction(file, row, action, value);
      if (!answer.ok) continue;
      const { counts, previous } = answer.value;
      done.set(file, { file, counts, previous: [...(done.get(file)?.previous ?? []), { row, ...previous }] });
    }
    return { ok: true, value: [...done.values()] };
  }

  async restoreEdits(file: number, edits: readonly Omit<RowEdit, 'file'>[]): Promise<Answer<OpenedFile>> {
    for (const { row, action, value } of edits) await this.setAction(file, row, action, value);
    return this.opened(file);
  }

  async values(): Promise<readonly ElementValues[]> {
    return mergeValues(
      [...this.files].map(([file, { rows }]) =>
        rows.filter(({ kind }) => kind === 'element').map((row) => valuesOf(file, row)),
      ),
    );
  }

  async editValues({ path, text, action, value }: ValueEdit): Promise<Answer<readonly FileEdits[]>> {
    if (value === 'illegal') return { ok: false, error: new DicomError('invalid-value').toPlain() };
    return this.setActions(
      [...this.files].flatMap(([file, { rows }]) =>
        rows
          .filter((row) => row.path === path && (text === null || row.original === text))
          .map(({ id }) => ({ file, row: id, action, value })),
      ),
    );
  }

  async configure(settings: EngineSettings): Promise<void> {
    this.configured.push(settings);
  }

  async learnt(): Promise<Learnt> {
    return { values: [], replanned: [] };
  }

  async know(): Promise<readonly number[]> {
    return [];
  }

  async opened(file: number): Promise<Answer<OpenedFile>> {
    const found = this.files.get(file);
    if (!found) return { ok: false, error: missing() };
    return {
      ok: true,
      value: {
        summary: {
          patientName: 'MUSTER^ERIKA',
          patientId: '4711',
          birthDate: '19700101',
          sex: 'F',
          studyDate: '20240229',
          studyDescription: 'Thorax',
          seriesDescription: 'Axial',
          modality: 'CT',
          sopClass: 'CT Image Storage',
          transferSyntax: 'Explicit VR Little Endian',
          sizeInBytes: found.blob.size,
          image: null,
        },
        warnings: [{ code: 'private-elements', count: 3 }],
        counts: count(found.rows),
        content: null,
        pixels: found.pixels,
      },
    };
  }

  setMasks(file: number, masks: readonly PageMask[]) {
    return this.change(file, { masks });
  }

  confirmPixels(file: number, confirmed: boolean) {
    return this.change(file, { confirmed });
  }

  removePixels(file: number, removed: boolean) {
    return this.change(file, { removed });
  }

  cancel(): void {
    this.release?.({ ok: false, error: { code: 'cancelled', details: {} } });
  }

  private change(file: number, change: Partial<PixelFacts>): Promise<Answer<OpenedFile>> {
    const found = this.files.get(file);
    if (found?.pixels) found.pixels = withGate({ ...found.pixels, ...change });
    return this.opened(file);
  }

  /** Who is shown is called Zwiebelsdorf. */
  async identify(_file: number, texts: readonly string[]): Promise<readonly boolean[]> {
    return texts.map((text) => text.includes('ZWIEBELSDORF'));
  }

  async anonymize(file: number): Promise<Answer<Result>> {
    const stopped = this.configured.at(-1)?.stopped;
    if (stopped) return { ok: false, error: stopped };
    this.made += 1;
    const found = this.files.get(file);
    if (!found) return { ok: false, error: missing() };
    if (found.pixels?.gate === 'closed') return { ok: false, error: { code: 'pixels-not-checked', details: {} } };
    if (this.isSlow) {
      const stopped = await new Promise<Answer<Result>>((resolve) => {
        this.release = resolve;
      });
      return stopped;
    }
    const findings = found.rows.slice(0, found.findings).filter((row) => row.action !== 'remove' || !row.edited);
    return {
      ok: true,
      value: {
        blob: new Blob(['anonymized'], { type: 'application/dicom' }),
        name: `veil-${file}.dcm`,
        sizeInBytes: 10,
        findings: findings.map(finding),
        mayConfirm: true,
        checked: { elements: found.rows.length, identifiers: 9 },
        counts: count(found.rows),
        head: HEAD,
        facts: {
          preset: 'research',
          counts: { keep: 1 },
          findings: findings.map(finding),
          warnings: [],
          verified: { elements: found.rows.length, identifiers: 9 },
        },
      },
    };
  }

  private matching(file: number, { search, category, outcome }: RowQuery): readonly ElementRow[] {
    const needle = search.toLowerCase();
    return (this.files.get(file)?.rows ?? []).filter(
      (row) =>
        `${row.tag} ${row.name} ${row.original}`.toLowerCase().includes(needle) &&
        (category === 'all' || row.category === category) &&
        (outcome === 'all' ||
          (outcome === 'stays' && row.group !== '') ||
          (outcome === 'changed' ? !['kept', 'removed'].includes(row.outcome) : row.outcome === outcome)),
    );
  }
}

function finding({ path }: ElementRow): Finding {
  return { path, kind: 'identifier' };
}

function missing(): PlainError {
  return { code: 'internal', details: {} };
}
