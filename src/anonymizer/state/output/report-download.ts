/** The report of one file: its digest is made when it is asked for, then it can be saved. */
import { signal } from '@preact/signals';
import type { Result } from '../../../jobs/engine-api';
import type { FileView } from '../file/file-view';
import type { Announce } from '../page/announce';
import type { Save } from './downloads';
import { pageReport, type ReportForm, reportBlob, reportOf } from './page-report';

/** SHA-256 of a Blob in hexadecimal digits, null where it was cancelled or can't be read any more. */
export type DigestOf = (
  blob: Blob,
  onProgress: (done: number, total: number) => void,
  cancelled: AbortSignal,
) => Promise<string | null>;

export type ReportState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'reading'; readonly name: string; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly name: string; readonly sha256: string }
  | { readonly kind: 'failed'; readonly name: string };

export class ReportDownload {
  readonly state = signal<ReportState>({ kind: 'closed' });
  /** Whether the report says when it was made. */
  readonly withTime = signal(false);

  private readonly digestOf: DigestOf;
  private readonly save: Save;
  private readonly announce: Announce;
  private subject: { readonly file: FileView; readonly result: Result } | null = null;
  private abort = new AbortController();

  constructor(digestOf: DigestOf, save: Save, announce: Announce) {
    this.digestOf = digestOf;
    this.save = save;
    this.announce = announce;
  }

  async open(file: FileView): Promise<void> {
    const result = file.result.value;
    if (!result?.blob || !file.canDownload.value) return;
    const { name, blob } = result;
    this.subject = { file, result };
    this.abort = new AbortController();
    const { signal: cancelled } = this.abort;
    const show = (done: number, total: number) => {
      if (!cancelled.aborted) this.state.value = { kind: 'reading', name, done, total };
    };
    show(0, result.sizeInBytes);
    const sha256 = await this.digestOf(blob, show, cancelled);
    if (cancelled.aborted) return;
    // What is told late is of no interest any more.
    this.abort.abort();
    this.state.value = sha256 === null ? { kind: 'failed', name } : { kind: 'ready', name, sha256 };
  }

  saveAs(form: ReportForm): void {
    const state = this.state.value;
    if (state.kind !== 'ready' || !this.subject) return;
    const { file, result } = this.subject;
    const time = this.withTime.value ? new Date().toISOString() : undefined;
    const report = pageReport(result.head, [reportOf(file, result, result.name, state.sha256)], time);
    this.save(reportBlob(report, form), result.name.replace(/\.dcm$/, `-report.${form}`));
    this.announce({ kind: 'report-saved' });
  }

  close(): void {
    this.abort.abort();
    this.subject = null;
    this.state.value = { kind: 'closed' };
  }
}
