import { effect } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Archive,
  type ArchiveAnswer,
  type ArchiveFile,
  type MoreFiles,
  ZIP_NAME,
  ZipDownload,
} from '../../src/anonymizer/state/output/zip-download';
import type { Event } from '../../src/anonymizer/state/page/announce';
import { Session } from '../../src/anonymizer/state/session';
import { WITHOUT_SETTINGS } from '../../src/anonymizer/state/settings/settings';
import type { Report } from '../../src/jobs/report/report';
import { useEnglish } from './english';
import { FakeEngines } from './fake-engines';

let saved: string[];
let said: Event[];
let packed: ArchiveFile[];
let reports: () => ReturnType<MoreFiles>;
let answer: (answer: ArchiveAnswer) => void;
let session: Session;
let zip: ZipDownload;

beforeEach(() => {
  saved = [];
  said = [];
  packed = [];
  const save = (_: Blob, name: string) => void saved.push(name);
  const announce = (event: Event) => void said.push(event);
  session = new Session(new FakeEngines(), save, announce, WITHOUT_SETTINGS);
  const archive: Archive = (files, onProgress, more) => {
    packed.push(...files);
    reports = () => more(files.map((_, index) => `digest ${index}`));
    onProgress(1, 2);
    return new Promise<ArchiveAnswer>((resolve) => {
      answer = resolve;
    });
  };
  zip = new ZipDownload(session.files, archive, save, announce);
});

async function open(...texts: readonly string[]): Promise<void> {
  session.opener.add(texts.map((text, index) => ({ blob: new Blob([text]), name: `${index}.dcm` })));
  const settled = ['ready', 'refused', 'findings'];
  await new Promise<void>((resolve) => {
    effect(() => {
      if (session.files.all.value.every((file) => settled.includes(file.verdict.value))) resolve();
    });
  });
}

const done: ArchiveAnswer = { ok: true, blob: new Blob(['zip']) };

describe('download all', () => {
  it('starts at once where all is ready, and marks what was in the ZIP', async () => {
    await open('rows=2', 'rows=3');
    const made = zip.start();
    expect(zip.state.value).toEqual({ kind: 'working', done: 1, total: 2, files: 2 });
    answer(done);
    await made;
    expect(packed.map(({ name }) => name)).toEqual(session.files.all.value.map((file) => `veil-${file.id}.dcm`));
    expect(saved).toEqual([ZIP_NAME]);
    expect(session.files.all.value.map((file) => file.verdict.value)).toEqual(['downloaded', 'downloaded']);
    expect(said.at(-1)).toEqual({ kind: 'zip-downloaded', files: 2 });
    expect(zip.state.value.kind).toBe('idle');
  });

  it('puts a report of all files in, which names no original', async () => {
    useEnglish();
    await open('rows=2', 'error=truncated', 'rows=2 findings=1');
    const [, , found] = session.files.all.value;
    for (const finding of found.openFindings.value) session.editor.confirm(found, finding, true);
    void zip.make();
    const [page, data] = reports();
    expect([page.name, data.name]).toEqual(['report.html', 'report.json']);
    const report = JSON.parse(await data.blob.text()) as Report;
    expect(report).toMatchObject({ outcome: 'with-exceptions', preset: { name: 'Research (full anonymization)' } });
    expect(report.files).toMatchObject([
      { status: 'anonymized', output: packed[0].name, sha256: 'digest 0', findings: [] },
      { status: 'anonymized', output: packed[1].name, sha256: 'digest 1', findings: [{ confirmed: 'checked' }] },
      { status: 'refused', output: null, error: { code: 'truncated' } },
    ]);
    for (const file of report.files) expect(file).not.toHaveProperty('input');
    expect(await page.blob.text()).not.toContain('<dt>Original</dt>');
  });

  it('asks where files are refused or not ready, and leaves them out', async () => {
    await open('rows=2', 'error=truncated', 'rows=2 findings=1');
    await zip.start();
    expect(zip.state.value).toEqual({ kind: 'asking' });
    expect(zip.summary.value).toEqual({ ready: 1, faces: 0, look: 0, refused: 1, notReady: 1 });
    const made = zip.make();
    answer(done);
    await made;
    expect(packed).toHaveLength(1);
    expect(session.files.all.value.map((file) => file.verdict.value)).toEqual(['downloaded', 'refused', 'findings']);
  });

  it('does not mark a file that was changed meanwhile', async () => {
    await open('rows=6', 'rows=6');
    const made = zip.start();
    const [changed] = session.files.all.value;
    await session.editor.edit(changed, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    answer(done);
    await made;
    expect(session.files.all.value.map((file) => file.verdict.value)).toEqual(['stale', 'downloaded']);
    expect(session.files.unsaved.value).toBe(true);
  });

  it('can be cancelled: nothing is saved', async () => {
    await open('rows=2', 'rows=2');
    const made = zip.start();
    zip.close();
    answer(done);
    await made;
    expect(saved).toEqual([]);
    expect(zip.state.value.kind).toBe('idle');
    expect(session.files.all.value.map((file) => file.verdict.value)).toEqual(['ready', 'ready']);
  });

  it('names the file that can not be read any more, and goes without it next time', async () => {
    await open('rows=2', 'rows=2');
    const made = zip.start();
    answer({ ok: false, unreadable: 1 });
    await made;
    expect(zip.state.value).toEqual({ kind: 'failed', name: '1.dcm' });
    expect(session.files.downloadable.value).toHaveLength(1);
  });
});
