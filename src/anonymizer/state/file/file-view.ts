/** One opened file as the page sees it. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorCode, PlainError, Warning, WarningCode } from '../../../core/errors';
import type {
  ActionName,
  Counts,
  DocumentDecision,
  Finding,
  OpenedFile,
  Progress,
  Result,
} from '../../../jobs/engine-api';
import { PixelState } from '../image/pixel-state';
import type { FileEngine } from '../page/engines';

export type Reading =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading'; readonly progress: Progress }
  | { readonly kind: 'refused'; readonly error: PlainError }
  | { readonly kind: 'opened'; readonly opened: OpenedFile };

export type Preview =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly progress: Progress | null }
  | { readonly kind: 'refused'; readonly error: PlainError }
  | { readonly kind: 'made'; readonly result: Result };

/** The one thing to say about a file. */
export type Verdict =
  | 'waiting'
  | 'reading'
  | 'skipped'
  | 'refused'
  | 'working'
  | 'look'
  | 'stale'
  | 'findings'
  | 'ready'
  | 'downloaded';

/** What a hand edit makes of an element. */
export interface Choice {
  /** null: what the preset says. */
  readonly action: ActionName | null;
  readonly value: string;
}

/** Why a text can't be taken: what the engine says, or that there is none. */
export type TextProblem = PlainError | 'empty';

/** The user's own text for an element, while it is being typed. */
export interface Typing {
  readonly name: string;
  readonly text: string;
  readonly problem: TextProblem | null;
}

export interface Picked {
  /** null: the browser could not open it. It is listed and refused, not passed over. */
  readonly blob: Blob | null;
  /** Name as the user knows it, with its folder; shown on this page only. */
  readonly name: string;
  /** Found in a folder, not chosen by itself: what is no DICOM is passed over there. */
  readonly inFolder?: boolean;
}

/** Files of a folder that are not meant to be anonymized. */
const NOT_MEANT: readonly ErrorCode[] = ['not-dicom', 'directory-file'];

/** Warnings of text in the pixels: dealt with when the picture was masked or confirmed. */
const TEXT_RISKS: readonly WarningCode[] = ['burned-in-annotation', 'modality-at-risk'];
/** Warnings of what rules for data elements can't remove: these come first. */
const PIXEL_RISKS: readonly WarningCode[] = [...TEXT_RISKS, 'recognizable-face'];

/** Of what was done: nobody has anything to look at, or to decide. */
const NOTES: readonly WarningCode[] = ['side-data-removed'];

export class FileView {
  readonly id: number;
  readonly name: string;
  readonly picked: Picked;
  readonly engine: FileEngine;
  /** What the user decided about a document in it, or other content that cannot be cleaned. */
  readonly documents: DocumentDecision;
  /** It was opened before: what the user did to it has to be done again. */
  readonly wasOpened: boolean;

  readonly reading = signal<Reading>({ kind: 'waiting' });
  readonly preview = signal<Preview>({ kind: 'none' });
  /** Edits made since the preview was begun. */
  readonly outdated = signal(false);
  /** Edits made since the last download. */
  readonly undownloaded = signal(false);
  readonly downloaded = signal(false);
  /** The hand edits in force, by row. */
  readonly edits = signal<ReadonlyMap<number, Choice>>(new Map());
  /** Own texts that are being typed, by row. */
  readonly typing = signal<ReadonlyMap<number, Typing>>(new Map());
  /** Findings that the user has looked at and accepts, by path and kind. */
  readonly confirmed = signal<ReadonlySet<string>>(new Set());

  readonly opened = computed(() => (this.reading.value.kind === 'opened' ? this.reading.value.opened : null));
  readonly pixels: PixelState;
  readonly result = computed(() => (this.preview.value.kind === 'made' ? this.preview.value.result : null));
  /** Those that nobody has dealt with, nor taken upon themselves where that is allowed. */
  readonly openFindings = computed(() => {
    const { findings, mayConfirm } = this.result.value ?? { findings: [], mayConfirm: false };
    return mayConfirm ? findings.filter((finding) => !this.confirmed.value.has(findingKey(finding))) : findings;
  });
  /** The gravest first. */
  readonly warnings = computed((): readonly Warning[] => {
    const warnings = this.opened.value?.warnings ?? [];
    return [...warnings.filter(isPixelRisk), ...warnings.filter((warning) => !isPixelRisk(warning))];
  });
  /** Those that ask for a look before the file is shared. */
  readonly cautions = computed(() => this.warnings.value.filter(({ code }) => !NOTES.includes(code)));
  /** A face may be made out of the pixels, which no mask takes away. */
  readonly showsFace = computed(() => this.warnings.value.some(({ code }) => code === 'recognizable-face'));
  readonly error = computed(() => {
    if (this.reading.value.kind === 'refused') return this.reading.value.error;
    return this.preview.value.kind === 'refused' ? this.preview.value.error : null;
  });
  readonly stale = computed(() => this.outdated.value || this.typing.value.size > 0);
  readonly unsaved = computed(
    () => this.undownloaded.value || [...this.typing.value.values()].some(({ text }) => text !== ''),
  );
  readonly verdict = computed((): Verdict => {
    const reading = this.reading.value;
    if (reading.kind === 'refused') {
      return this.picked.inFolder && NOT_MEANT.includes(reading.error.code) ? 'skipped' : 'refused';
    }
    if (reading.kind !== 'opened') return reading.kind;
    if (this.preview.value.kind === 'working') return 'working';
    if (this.pixels.closed.value) return 'look';
    if (this.stale.value) return 'stale';
    if (this.preview.value.kind === 'refused') return 'refused';
    if (this.preview.value.kind === 'none') return 'waiting';
    if (this.openFindings.value.length > 0) return 'findings';
    if (this.pixels.gate.value !== 'open') return 'look';
    return this.downloaded.value ? 'downloaded' : 'ready';
  });
  readonly canDownload = computed(
    () => this.settled.value && (this.verdict.value === 'ready' || this.verdict.value === 'downloaded'),
  );
  /** There is something that a new preview would show. */
  readonly canUpdate = computed(
    () =>
      this.opened.value !== null &&
      !this.pixels.closed.value &&
      this.preview.value.kind !== 'working' &&
      (this.stale.value || this.preview.value.kind === 'refused'),
  );

  /** The settings in force are known, and can be used. */
  private readonly settled: ReadonlySignal<boolean>;

  /** @param before - the same file, opened before: its hand edits go on, and the decision unless there is a new one */
  constructor(
    id: number,
    picked: Picked,
    { engine, settled }: { readonly engine: FileEngine; readonly settled: ReadonlySignal<boolean> },
    before?: FileView,
    documents?: DocumentDecision,
  ) {
    this.id = id;
    this.name = picked.name;
    this.picked = picked;
    this.engine = engine;
    this.settled = settled;
    this.wasOpened = before !== undefined;
    this.documents = documents ?? before?.documents ?? 'refuse';
    this.pixels = new PixelState(this.opened, before?.pixels);
    if (before) {
      this.edits.value = before.edits.value;
      this.undownloaded.value = before.undownloaded.value;
    }
  }

  /** Hand edits were made in the plan; a choice without action is one taken back. */
  takeEdits(counts: Counts, made: readonly { readonly row: number; readonly choice: Choice }[]): void {
    const opened = this.opened.value;
    if (!opened) return;
    const edits = new Map(this.edits.value);
    for (const { row, choice } of made) {
      if (choice.action) edits.set(row, choice);
      else edits.delete(row);
    }
    batch(() => {
      this.reading.value = { kind: 'opened', opened: { ...opened, counts } };
      this.edits.value = edits;
      this.outdated.value = true;
      this.undownloaded.value = true;
    });
  }

  setTyping(row: number, typing: Typing | null): void {
    if (!typing && !this.typing.value.has(row)) return;
    const all = new Map(this.typing.value);
    if (typing) all.set(row, typing);
    else all.delete(row);
    this.typing.value = all;
  }
}

function isPixelRisk({ code }: Warning): boolean {
  return PIXEL_RISKS.includes(code);
}

export function findingKey(finding: Finding): string {
  return `${finding.kind} ${finding.path}`;
}
