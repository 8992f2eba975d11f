/** The report of one file: made for what can be downloaded, named after the new file, without a time unless asked for. */
import { beforeEach, expect, it } from 'vitest';
import type { FileView } from '../../src/anonymizer/state/file/file-view';
import { type DigestOf, ReportDownload } from '../../src/anonymizer/state/output/report-download';
import { Session } from '../../src/anonymizer/state/session';
import { WITHOUT_SETTINGS } from '../../src/anonymizer/state/settings/settings';
import type { Report } from '../../src/jobs/report/report';
import { useEnglish } from './english';
import { FakeEngines } from './fake-engines';
import { until } from './until';

let saved: { name: string; blob: Blob }[];
let answer: (digest: string | null) => void;
let tell: (done: number, total: number) => void;
let cancelled: AbortSignal;
let session: Session;
let report: ReportDownload;

beforeEach(() => {
  useEnglish();
  saved = [];
  const save = (blob: Blob, name: string) => void saved.push({ name, blob });
  const digestOf: DigestOf = (_, onProgress, signal) => {
    tell = onProgress;
    cancelled = signal;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  session = new Session(new FakeEngines(), save, () => undefined, WITHOUT_SETTINGS);
  report = new ReportDownload(digestOf, save, () => undefined);
});

async function file(text = 'rows=2', verdict: 'ready' | 'findings' = 'ready'): Promise<FileView> {
  session.opener.add([{ blob: new Blob([text]), name: 'Grünwald Friedemann.dcm' }]);
  const [opened] = session.files.all.value;
  await until(opened, verdict);
  return opened;
}

it('reads the new file, then is saved under its name in both forms', async () => {
  const opened = await file();
  const made = report.open(opened);
  tell(5, 10);
  expect(report.state.value).toMatchObject({ kind: 'reading', done: 5, total: 10 });
  report.saveAs('json');
  expect(saved).toEqual([]);
  answer('ab12');
  await made;
  report.saveAs('json');
  report.saveAs('html');
  const name = opened.result.value?.name.replace('.dcm', '');
  expect(saved.map((one) => one.name)).toEqual([`${name}-report.json`, `${name}-report.html`]);
  const data = JSON.parse((await saved[0]?.blob.text()) ?? '') as Report;
  expect(data).toMatchObject({ outcome: 'passed', files: [{ status: 'anonymized', sha256: 'ab12' }] });
  expect(data).not.toHaveProperty('time');
  for (const { blob } of saved) expect(await blob.text()).not.toContain('Grünwald');
});

it('says when it was made if that is wanted', async () => {
  const made = report.open(await file());
  answer('ab12');
  await made;
  report.withTime.value = true;
  report.saveAs('json');
  const { time = '' } = JSON.parse((await saved[0]?.blob.text()) ?? '') as Report;
  expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
});

it('is not to be had while findings are open', async () => {
  await report.open(await file('rows=2 findings=1', 'findings'));
  expect(report.state.value.kind).toBe('closed');
});

it('can be closed while the file is read, and says where it can’t be', async () => {
  const opened = await file();
  const made = report.open(opened);
  report.close();
  expect(cancelled.aborted).toBe(true);
  answer('late');
  await made;
  expect(report.state.value.kind).toBe('closed');
  const again = report.open(opened);
  answer(null);
  await again;
  expect(report.state.value.kind).toBe('failed');
});
