/** One opened file as the page sees it. */
import { computed, signal } from '@preact/signals';
import type { PlainError } from '../../core/errors';
import type { Finding, OpenedFile, Progress, Result } from '../../jobs/engine-api';
import type { FileEngine } from './engines';
import { History } from './history';

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
export type Verdict = 'waiting' | 'reading' | 'refused' | 'working' | 'stale' | 'findings' | 'ready' | 'downloaded';

export interface Picked {
  /** null: the browser could not open it. It is listed and refused, not passed over. */
  readonly blob: Blob | null;
  /** Name as the user knows it, with its folder; shown on this page only. */
  readonly name: string;
}

export class FileView {
  readonly id: number;
  readonly name: string;
  readonly blob: Blob | null;
  readonly engine: FileEngine;
  readonly history = new History();

  readonly reading = signal<Reading>({ kind: 'waiting' });
  readonly preview = signal<Preview>({ kind: 'none' });
  /** Edits made since the preview was begun. */
  readonly stale = signal(false);
  /** Edits made since the last download. */
  readonly unsaved = signal(false);
  readonly downloaded = signal(false);
  /** Findings that the user has looked at and accepts, by path and kind. */
  readonly confirmed = signal<ReadonlySet<string>>(new Set());

  readonly opened = computed(() => (this.reading.value.kind === 'opened' ? this.reading.value.opened : null));
  readonly result = computed(() => (this.preview.value.kind === 'made' ? this.preview.value.result : null));
  readonly openFindings = computed(() =>
    (this.result.value?.findings ?? []).filter((finding) => !this.confirmed.value.has(findingKey(finding))),
  );
  readonly error = computed(() => {
    if (this.reading.value.kind === 'refused') return this.reading.value.error;
    return this.preview.value.kind === 'refused' ? this.preview.value.error : null;
  });
  readonly verdict = computed((): Verdict => {
    const reading = this.reading.value.kind;
    if (reading !== 'opened') return reading;
    if (this.preview.value.kind === 'working') return 'working';
    if (this.stale.value) return 'stale';
    if (this.preview.value.kind === 'refused') return 'refused';
    if (this.preview.value.kind === 'none') return 'waiting';
    if (this.openFindings.value.length > 0) return 'findings';
    return this.downloaded.value ? 'downloaded' : 'ready';
  });
  readonly canDownload = computed(() => this.verdict.value === 'ready' || this.verdict.value === 'downloaded');
  readonly canUpdate = computed(() => this.opened.value !== null && this.preview.value.kind !== 'working');

  constructor(id: number, picked: Picked, engine: FileEngine) {
    this.id = id;
    this.name = picked.name;
    this.blob = picked.blob;
    this.engine = engine;
  }
}

export function findingKey(finding: Finding): string {
  return `${finding.kind} ${finding.path}`;
}
