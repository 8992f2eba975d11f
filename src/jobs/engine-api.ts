/**
 * What the anonymizer page asks of the engine. The engine runs in a worker of the page (Comlink),
 * holds the opened files and their plans, and answers with plain data only: what is on screen.
 */

import type { StudyValues } from '../core/deident/identifiers/study-identifiers';
import type { PixelGate } from '../core/deident/plan/pixel-gate';
import type { ContentKind, DocumentDecision } from '../core/deident/plan/uncleanable';
import type { Category } from '../core/deident/profile/category';
import type { OptionName } from '../core/deident/profile/option-names';
import type { ActionName, Decider } from '../core/deident/rules/rule';
import type { Removal, RemovalReason } from '../core/deident/text/removal';
import type { Finding } from '../core/deident/verify/findings';
import type { PlainError, Warning } from '../core/errors';
import type { Rectangle } from '../core/pixel/rectangle';
import type { PixelRisk, RiskReason } from '../core/pixel/risk';
import type { SettingsInForce } from '../settings/in-force';
import type { ImageOrigin } from './image-origin';
import type { FileFacts, ReportHead } from './report/report';
import type { StayGroup } from './stay-groups';
import type { Deed } from './table/deed';

export type {
  ActionName,
  Category,
  ContentKind,
  Decider,
  Deed,
  DocumentDecision,
  Finding,
  PixelGate,
  PixelRisk,
  Removal,
  RemovalReason,
  RiskReason,
  StayGroup,
  StudyValues,
};

/** What became of an element, by comparison of before and after. */
export type Outcome = 'kept' | 'removed' | 'emptied' | 'replaced' | 'cleaned' | 'added';

/** `stays`: what the output still tells of the original, other than technical values; grouped. */
export type OutcomeFilter = 'all' | 'changed' | 'kept' | 'removed' | 'stays';

export interface RowQuery {
  /** Matched against tag, keyword, name, original and new value, without case; '' matches all. */
  readonly search: string;
  readonly category: Category | 'all';
  readonly outcome: OutcomeFilter;
}

export interface ElementRow {
  /** Stable id of the element in this file. */
  readonly id: number;
  /** Tag path, such as `(0008,1140)[0].(0008,1155)`. */
  readonly path: string;
  readonly depth: number;
  /** `group`: a heading over what stays of a kind; `children` is their number. */
  readonly kind: 'element' | 'sequence' | 'item' | 'added' | 'group';
  /** What the output still tells by it, '' if nothing that a person has to answer for. */
  readonly group: StayGroup | '';
  readonly tag: string;
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  /** For people, at most some 300 characters; binary values as `12,288 bytes`-like descriptions are left to the page through `bytes`. */
  readonly original: string;
  /** Length of the original value in bytes. */
  readonly bytes: number;
  /** True where `original` is empty because the value is binary or too long to show. */
  readonly binary: boolean;
  /** What cleaning takes out of `original`, in UTF-16 units of it. */
  readonly removals: readonly Removal[];
  readonly newValue: string;
  readonly outcome: Outcome;
  readonly action: ActionName;
  /** What the action does here. */
  readonly deed: Deed;
  /** Actions that the VR and place allow; empty where nothing can be chosen. */
  readonly actions: readonly ActionName[];
  /** Action code of PS3.15 Annex E that led here (`X`, `Z/D`, ...), '' where none did. */
  readonly code: string;
  readonly decidedBy: Decider;
  /** The option of the profile that decided, '' where none did. */
  readonly option: OptionName | '';
  readonly category: Category;
  /** Sequences and items: number of children, and whether they are shown. */
  readonly children: number;
  readonly expanded: boolean;
  /** The user changed the action of this element by hand. */
  readonly edited: boolean;
}

/** All of a text, of which a row shows the beginning. */
export interface ElementText {
  readonly original: string;
  readonly removals: readonly Removal[];
  readonly newValue: string;
}

export interface RowPage {
  /** Rows that match the query and are not folded away, headings included. */
  readonly total: number;
  /** Of these, the elements and items. */
  readonly elements: number;
  readonly rows: readonly ElementRow[];
}

export interface Counts {
  readonly all: number;
  readonly changed: number;
  readonly removed: number;
  readonly kept: number;
  /** What a person answers for: see `OutcomeFilter`. */
  readonly stays: number;
  readonly byCategory: Readonly<
    Partial<Record<Category, { all: number; changed: number; removed: number; kept: number; stays: number }>>
  >;
}

/** What a clinician wants to know of the file. Shown on the page only. */
export interface FileSummary {
  readonly patientName: string;
  readonly patientId: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly studyDate: string;
  readonly studyDescription: string;
  readonly seriesDescription: string;
  readonly modality: string;
  readonly sopClass: string;
  readonly transferSyntax: string;
  readonly sizeInBytes: number;
  readonly image: ImageFacts | null;
}

export interface ImageFacts {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly photometricInterpretation: string;
  readonly samplesPerPixel: number;
  readonly pixelBytes: number;
  readonly encapsulated: boolean;
}

/** A file that was read and planned. */
export interface OpenedFile {
  readonly summary: FileSummary;
  readonly warnings: readonly Warning[];
  readonly counts: Counts;
  /** Content that cannot be cleaned, about which the user decided. */
  readonly content: { readonly kinds: readonly ContentKind[]; readonly decision: DocumentDecision } | null;
  /** null where the file has no pixels. */
  readonly pixels: PixelFacts | null;
}

/** A rectangle that becomes black, in pixels from the image's top left. */
export interface PageMask extends Rectangle {
  /** The page's own handle. */
  readonly id: number;
  /** One that is not enabled is kept and not burnt in. */
  readonly enabled: boolean;
  /** Frames from 0, ends included; all frames where it is missing. */
  readonly frames?: { readonly first: number; readonly last: number };
}

/**
 * How masks are burnt in: into the file's bytes, into decoded samples that are compressed again without loss, or into
 * the coefficients of JPEG, where a mask grows to whole blocks and nothing else changes.
 */
export type Masking = 'native' | 'samples' | 'coefficients';

export interface PixelFacts {
  /** Why a person has to look at the image, the gravest first. A face is a warning and does not close the gate. */
  readonly risks: readonly PixelRisk[];
  /** Where it is `closed`, `anonymize` refuses: `pixels-not-checked`, or `maskingError` where masks are in force. */
  readonly gate: PixelGate;
  /** null where masks can't be burnt in. */
  readonly masking: Masking | null;
  /** Why they can't. */
  readonly maskingError: PlainError | null;
  readonly origin: ImageOrigin;
  /** Those that the user can change: the preset's for such images, until the page sets its own. */
  readonly masks: readonly PageMask[];
  /** Those of the administrator, burnt in besides. */
  readonly lockedMasks: readonly Rectangle[];
  readonly confirmed: boolean;
  /** False where the administrator lets nobody say that no text identifies anybody. */
  readonly mayConfirm: boolean;
  readonly removed: boolean;
}

/** The output of one file, made and verified. */
export interface Result {
  /**
   * The anonymized file; refers to the original's bytes, so it is cheap. null where there are findings that nobody may
   * confirm.
   */
  readonly blob: Blob | null;
  readonly name: string;
  readonly sizeInBytes: number;
  readonly findings: readonly Finding[];
  /** Somebody may look at a finding and take it upon themselves; else what was found has to go. */
  readonly mayConfirm: boolean;
  /** Elements compared and identifiers searched for, so that "nothing checked" is never "passed". */
  readonly checked: { readonly elements: number; readonly identifiers: number };
  readonly counts: Counts;
  /** For the report: what was in force, and what was done. */
  readonly head: ReportHead;
  readonly facts: FileFacts;
}

/** One value of an element in the open files, and what becomes of it. */
export interface DistinctValue
  extends Pick<ElementRow, 'outcome' | 'action' | 'deed' | 'newValue' | 'code' | 'decidedBy' | 'option'> {
  /** The whole value, without padding: edits by value go by it. */
  readonly text: string;
  readonly files: number;
  /** What cleaning takes out of `text`. */
  readonly removals: readonly Removal[];
  /** The same becomes of it everywhere; else what is told holds for its first place. */
  readonly alike: boolean;
  /** The output says it somewhere. */
  readonly stays: boolean;
  readonly edited: boolean;
  /** Its first place: file, and tag path. */
  readonly file: number;
  readonly place: string;
}

/** What an element says in all open files. */
export interface ElementValues extends Pick<ElementRow, 'tag' | 'keyword' | 'name' | 'vr' | 'group'> {
  /** Tag path without the numbers of items. */
  readonly path: string;
  /** Actions that are possible wherever it occurs. */
  readonly actions: readonly ActionName[];
  /** How many files have it. */
  readonly files: number;
  /** How many values it has: of very many, `values` holds the most frequent. */
  readonly distinct: number;
  readonly values: readonly DistinctValue[];
}

/** A hand edit of all elements at a path of `ElementValues` that say a text; null: whatever they say. */
export interface ValueEdit {
  readonly path: string;
  readonly text: string | null;
  readonly action: ActionName | null;
  /** For `replace`. */
  readonly value: string;
}

/** A hand edit; `action` null: what the preset says. */
export interface RowEdit {
  readonly file: number;
  readonly row: number;
  readonly action: ActionName | null;
  /** For `replace`. */
  readonly value: string;
}

/** What hand edits did to a file: its counts now, and the edits that were in force before. */
export interface FileEdits {
  readonly file: number;
  readonly counts: Counts;
  readonly previous: readonly Omit<RowEdit, 'file'>[];
}

export interface Progress {
  /** `masking` counts frames. */
  readonly phase: 'reading' | 'planning' | 'masking' | 'writing' | 'verifying';
  readonly done: number;
  readonly total: number;
}

export interface EngineSettings {
  readonly preset: string;
  /** The user's settings and the administrator's; without them the built-in presets are all there is. */
  readonly inForce?: SettingsInForce;
  /** The key of the pseudonyms, 32 bytes; without it that of the session. */
  readonly projectKey?: Uint8Array;
  /** Why no output is made: settings or policy can't be used. */
  readonly stopped?: PlainError;
  /** Exactly these options are in force in place of the preset's. */
  readonly options?: readonly OptionName[];
}

/** Errors cross the worker as data. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PlainError };

/** What files say of the people and places of their studies, and which open files have another plan for it. */
export interface Learnt {
  readonly values: StudyValues;
  readonly replanned: readonly number[];
}

/** All methods are asynchronous from the page's side. `file` is the page's own handle for an opened file. */
export interface EngineApi {
  /** Reads a file, plans it under the settings in force and what the user decided about its document. */
  open(
    file: number,
    blob: Blob,
    onProgress: (progress: Progress) => void,
    documents?: DocumentDecision,
  ): Promise<Answer<OpenedFile>>;
  close(file: number): void;
  rows(file: number, query: RowQuery, from: number, count: number): Promise<RowPage>;
  /** Folds or unfolds a sequence or item. */
  setExpanded(file: number, row: number, expanded: boolean): void;
  /** All elements folded or unfolded. */
  setAllExpanded(file: number, expanded: boolean): void;
  /** The index of a row in the filtered list, or -1; used to keep the focused row in view. */
  indexOf(file: number, query: RowQuery, row: number): Promise<number>;
  /** The whole texts of a row. */
  text(file: number, row: number): Promise<ElementText>;
  /** A hand edit; null takes it back. The plan changes at once, the output at `anonymize`. */
  setAction(
    file: number,
    row: number,
    action: ActionName | null,
    value?: string,
  ): Promise<Answer<{ counts: Counts; previous: { action: ActionName | null; value: string } }>>;
  /** Hand edits of many files, each planned once; rows for which an action isn't possible are left out. */
  setActions(edits: readonly RowEdit[]): Promise<Answer<readonly FileEdits[]>>;
  /** What the elements that a person answers for, or has edited, say in all files. */
  values(): Promise<readonly ElementValues[]>;
  /** Hand edits of all elements that an edit by value concerns; rows for which it isn't possible are left out. */
  editValues(edit: ValueEdit): Promise<Answer<readonly FileEdits[]>>;
  /**
   * Brings the hand edits of a file back that was opened again; the plan leaves out those that are locked, as long as
   * they are. What isn't possible for an element, or its VR, is left out for good.
   */
  restoreEdits(file: number, edits: readonly Omit<RowEdit, 'file'>[]): Promise<Answer<OpenedFile>>;
  /** Takes other settings to all files; hand edits stay. */
  configure(settings: EngineSettings): Promise<void>;
  /** What was learnt since it was asked last; with settings that clean descriptions only. */
  learnt(): Promise<Learnt>;
  /** Takes over what other engines have learnt. @returns the files that have another plan for it */
  know(values: StudyValues): Promise<readonly number[]>;
  /** Counts and warnings after `configure`. */
  opened(file: number): Promise<Answer<OpenedFile>>;
  /**
   * Takes the page's masks in place of those before, besides the administrator's; the pixels change at `anonymize`. Refused, and nothing changes,
   * where an enabled mask misses the image (`mask-outside`) or masks can't be burnt in.
   */
  setMasks(file: number, masks: readonly PageMask[]): Promise<Answer<OpenedFile>>;
  /** The user has looked at the image: no text in it identifies anybody. */
  confirmPixels(file: number, confirmed: boolean): Promise<Answer<OpenedFile>>;
  /** The output has no pixels, for images that can't be masked. */
  removePixels(file: number, removed: boolean): Promise<Answer<OpenedFile>>;
  /** Which of the texts that were read from the picture name an identifier of the file. */
  identify(file: number, texts: readonly string[]): Promise<readonly boolean[]>;
  /** Makes the output, burns in the enabled masks, and verifies it by reading it again. */
  anonymize(file: number, onProgress: (progress: Progress) => void): Promise<Answer<Result>>;
  /** Ends an `anonymize` that is under way: it answers `cancelled`. */
  cancel(file: number): void;
}
