/** “Download all (ZIP)”: asks where there is something to ask, makes the archive, hands it to the user. */
import { computed, signal } from '@preact/signals';
import type { Result } from '../../../jobs/engine-api';
import { uniqueNames } from '../../../jobs/zip/zip-format';
import type { FileView, Verdict } from '../file/file-view';
import type { Files } from '../files/files';
import type { Announce } from '../page/announce';
import { markDownloaded, type Save } from './downloads';
import { pageReport, reportBlob, reportOf, reportOfRefused } from './page-report';

export interface ArchiveFile {
  readonly name: string;
  readonly blob: Blob;
}

export type ArchiveAnswer =
  | { readonly ok: true; readonly blob: Blob }
  /** The index of the file that could not be read; null: cancelled, or the worker failed. */
  | { readonly ok: false; readonly unreadable: number | null };

/** What goes into the ZIP besides, made from the SHA-256 of each file. */
export type MoreFiles = (digests: readonly string[]) => readonly ArchiveFile[];

/** Puts files into one ZIP. `onProgress` is told bytes, done and in all. */
export type Archive = (
  files: readonly ArchiveFile[],
  onProgress: (done: number, total: number) => void,
  more: MoreFiles,
  cancelled: AbortSignal,
) => Promise<ArchiveAnswer>;

/** How many files go into the ZIP, and what should be known before. */
export interface ZipSummary {
  readonly ready: number;
  /** Of the ready ones: those whose pixels may show a face. */
  readonly faces: number;
  /** Those whose picture has to be looked at, masked or confirmed. */
  readonly look: number;
  readonly refused: number;
  /** Still at work, out of date, or with findings that nobody has dealt with. */
  readonly notReady: number;
}

export type ZipState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'working'; readonly done: number; readonly total: number; readonly files: number }
  /** `name`: the file that could not be read, or null where something else failed. */
  | { readonly kind: 'failed'; readonly name: string | null };

export const ZIP_NAME = 'anonymized.zip';
const LEFT_OUT: ReadonlySet<Verdict> = new Set(['refused', 'skipped']);

interface Taken {
  readonly file: FileView;
  readonly result: Result;
  readonly blob: Blob;
}

export class ZipDownload {
  readonly state = signal<ZipState>({ kind: 'idle' });
  /** Files whose picture has to be looked at, masked or confirmed before they can be in the ZIP. */
  readonly unseen = computed(() => this.files.all.value.filter((file) => file.verdict.value === 'look'));
  readonly summary = computed((): ZipSummary => {
    const files = this.files.all.value;
    const ready = files.filter((file) => file.canDownload.value);
    const refused = files.filter((file) => file.verdict.value === 'refused').length;
    const skipped = files.filter((file) => file.verdict.value === 'skipped').length;
    const look = this.unseen.value.length;
    return {
      ready: ready.length,
      faces: ready.filter((file) => file.showsFace.value).length,
      look,
      refused,
      notReady: files.length - ready.length - refused - skipped - look,
    };
  });

  private readonly files: Files;
  private readonly archive: Archive;
  private readonly save: Save;
  private readonly announce: Announce;
  private abort = new AbortController();

  constructor(files: Files, archive: Archive, save: Save, announce: Announce) {
    this.files = files;
    this.archive = archive;
    this.save = save;
    this.announce = announce;
  }

  /** Starts at once where all files are ready and unsuspicious, and asks otherwise. */
  async start(): Promise<void> {
    const { ready, faces, look, refused, notReady } = this.summary.value;
    if (ready === 0 || this.state.value.kind === 'working') return;
    if (faces + look + refused + notReady > 0) this.state.value = { kind: 'asking' };
    else await this.make();
  }

  /** Makes the ZIP of what is ready now. */
  async make(): Promise<void> {
    const taken = this.files.downloadable.value.flatMap((file): Taken[] => {
      const result = file.result.value;
      return result?.blob ? [{ file, result, blob: result.blob }] : [];
    });
    this.abort = new AbortController();
    const { signal: cancelled } = this.abort;
    const show = (done: number, total: number) => {
      if (cancelled.aborted) return;
      this.state.value = { kind: 'working', done, total, files: taken.length };
    };
    show(
      0,
      taken.reduce((sum, { result }) => sum + result.sizeInBytes, 0),
    );
    const files = taken.map(({ result, blob }) => ({ name: result.name, blob }));
    const answer = await this.archive(files, show, (digests) => this.reports(taken, digests), cancelled);
    if (cancelled.aborted) return;
    if (answer.ok) this.deliver(answer.blob, taken);
    else this.fail(answer.unreadable === null ? undefined : taken[answer.unreadable]?.file);
  }

  /** Stops, or closes the question or the message. */
  close(): void {
    if (this.state.value.kind === 'working') this.announce({ kind: 'zip-cancelled' });
    this.abort.abort();
    this.state.value = { kind: 'idle' };
  }

  /** The report of all files, for people and for programs. */
  private reports(taken: readonly Taken[], digests: readonly string[]): readonly ArchiveFile[] {
    const [first] = taken;
    if (!first) return [];
    const names = uniqueNames(taken.map(({ result }) => result.name));
    const made = taken.map(({ file, result }, index) => {
      return reportOf(file, result, names[index] ?? '', digests[index] ?? '');
    });
    const { head } = first.result;
    const without = this.files.all.value.filter(({ verdict }) => LEFT_OUT.has(verdict.value));
    const report = pageReport(head, [...made, ...without.map((file) => reportOfRefused(file, head.preset.id))]);
    return (['html', 'json'] as const).map((form) => ({ name: `report.${form}`, blob: reportBlob(report, form) }));
  }

  private deliver(blob: Blob, taken: readonly Taken[]): void {
    this.abort.abort();
    this.state.value = { kind: 'idle' };
    this.save(blob, ZIP_NAME);
    for (const { file, result } of taken) markDownloaded(file, result);
    this.announce({ kind: 'zip-downloaded', files: taken.length });
  }

  /** A file that can't be read any more is refused, so the next attempt does without it. */
  private fail(file: FileView | undefined): void {
    this.abort.abort();
    if (file) file.preview.value = { kind: 'refused', error: { code: 'unreadable', details: {} } };
    this.state.value = { kind: 'failed', name: file?.name ?? null };
    this.announce({ kind: 'zip-failed' });
  }
}
