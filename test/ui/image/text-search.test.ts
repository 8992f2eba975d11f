import { beforeEach, describe, expect, it } from 'vitest';
import type { Found } from '../../../src/anonymizer/finder/found';
import type { FileView } from '../../../src/anonymizer/state/file/file-view';
import { ImageViewer } from '../../../src/anonymizer/state/image/image-viewer';
import { MaskMemory } from '../../../src/anonymizer/state/image/mask-memory';
import { Suggestions } from '../../../src/anonymizer/state/image/suggestions';
import { TextSearch } from '../../../src/anonymizer/state/image/text-search';
import type { Event } from '../../../src/anonymizer/state/page/announce';
import { Session } from '../../../src/anonymizer/state/session';
import { WITHOUT_SETTINGS } from '../../../src/anonymizer/state/settings/settings';
import type { Answer } from '../../../src/jobs/engine-api';
import { FakeEngines } from '../fake-engines';
import { until } from '../until';
import { FakePreviews } from './fake-previews';

const found = (text: string, y: number): Found => ({ kind: 'text', text, x: 10, y, width: 50, height: 10 });
const GAIN = found('GAIN 60', 5);
const NAME = found('ZWIEBELSDORF', 40);

let said: Event[];
let session: Session;
let previews: FakePreviews;
let viewer: ImageViewer;
let suggestions: Suggestions;
let search: TextSearch;
let answer: (answer: Answer<readonly Found[]>) => void;
let aborted: boolean;

beforeEach(() => {
  said = [];
  aborted = false;
  const announce = (event: Event) => said.push(event);
  session = new Session(new FakeEngines(), () => undefined, announce, WITHOUT_SETTINGS);
  previews = new FakePreviews();
  viewer = new ImageViewer(session.files.selected, session.files.all, previews, {
    ratio: () => 1,
    isShown: () => true,
    laidOut: async () => undefined,
  });
  viewer.placement.resize({ width: 400, height: 400 });
  suggestions = new Suggestions(session.files.selected, new MaskMemory([], () => undefined), session.masks);
  const finder = {
    find: (_pictures: unknown, _onProgress: unknown, cancelled: AbortSignal) => {
      cancelled.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise<Answer<readonly Found[]>>((resolve) => {
        answer = resolve;
      });
    },
  };
  search = new TextSearch(viewer, previews, finder, announce);
});

async function open(...texts: readonly string[]): Promise<readonly FileView[]> {
  session.opener.add(texts.map((text, index) => ({ blob: new Blob([`risk=ultrasound ${text}`]), name: `${index}` })));
  await Promise.all(session.files.all.value.map((file) => until(file, 'look')));
  await expect.poll(() => viewer.info.value).not.toBeNull();
  return session.files.all.value;
}

/** Begins a search and waits until it reads. */
async function begin(): Promise<void> {
  void search.start();
  await expect.poll(() => search.state.value.kind).toBe('reading');
}

const texts = () => suggestions.open.value.map(({ text }) => text);

describe('a search for text', () => {
  it('suggests what it finds, what names somebody first, and masks nothing', async () => {
    const [file] = await open('');
    await begin();
    answer({ ok: true, value: [GAIN, NAME] });
    await expect.poll(texts).toEqual(['ZWIEBELSDORF', 'GAIN 60']);
    expect(suggestions.open.value[0].identifies).toBe(true);
    expect(file.pixels.masks.value).toEqual([]);
    expect(said).toContainEqual({ kind: 'text-found', places: 2 });
  });

  it('looks at the frame that is shown and at the brightest of all frames', async () => {
    await open('frames=9');
    viewer.goTo(4);
    await begin();
    expect(previews.snapped).toEqual([4, 'brightest']);
  });

  it('ends when it is cancelled, or another file is shown; what comes later counts for nothing', async () => {
    const [first, second] = await open('', '');
    await begin();
    search.cancel();
    expect(aborted).toBe(true);
    expect(search.state.value.kind).toBe('idle');
    answer({ ok: true, value: [NAME] });
    aborted = false;
    await begin();
    session.files.select(second.id);
    expect(aborted).toBe(true);
    answer({ ok: true, value: [NAME] });
    session.files.select(first.id);
    expect(texts()).toEqual([]);
    expect(first.pixels.found.value).toBeNull();
  });

  it('says when it failed, and when it found nothing', async () => {
    const [file] = await open('');
    await begin();
    answer({ ok: false, error: { code: 'internal', details: {} } });
    await expect.poll(() => search.state.value.kind).toBe('failed');
    await begin();
    answer({ ok: true, value: [] });
    await expect.poll(() => file.pixels.found.value).toEqual([]);
    expect(said).toContainEqual({ kind: 'text-found', places: 0 });
  });
});

describe('a suggestion from the picture', () => {
  it('that is accepted becomes a mask of all frames, which is taken back with it', async () => {
    const [file] = await open('frames=9');
    await begin();
    answer({ ok: true, value: [NAME] });
    await expect.poll(texts).toEqual(['ZWIEBELSDORF']);
    suggestions.accept(suggestions.open.value);
    expect(file.pixels.masks.value).toMatchObject([{ x: 10, y: 40, width: 50, height: 10, frames: null }]);
    expect(texts()).toEqual([]);
    await session.editor.undo();
    expect(file.pixels.masks.value).toEqual([]);
    expect(texts()).toEqual(['ZWIEBELSDORF']);
  });

  it('that is a marker of side or position stays when all are accepted, and goes when it is accepted itself', async () => {
    const [file] = await open('');
    await begin();
    answer({ ok: true, value: [found('L', 5), found('ERECT', 20), NAME, found('L Roe', 60), found('LEFTER', 80)] });
    await expect.poll(texts).toEqual(['ZWIEBELSDORF', 'L Roe', 'LEFTER', 'L', 'ERECT']);
    suggestions.acceptAll();
    expect(texts()).toEqual(['L', 'ERECT']);
    expect(file.pixels.masks.value).toHaveLength(3);
    suggestions.acceptAll();
    expect(texts()).toEqual(['L', 'ERECT']);
    suggestions.accept([suggestions.open.value[0]]);
    expect(texts()).toEqual(['ERECT']);
  });

  it('that could not be read surely, or is a code, is no marker', async () => {
    await open('');
    await begin();
    answer({
      ok: true,
      value: [
        { ...found('LEFT', 5), kind: 'unread' },
        { ...found('R', 20), kind: 'barcode' },
      ],
    });
    await expect.poll(texts).toHaveLength(2);
    suggestions.acceptAll();
    expect(texts()).toEqual([]);
  });

  it('is no longer made where a mask covers it', async () => {
    const [file] = await open('');
    await begin();
    answer({ ok: true, value: [NAME, GAIN] });
    await expect.poll(texts).toHaveLength(2);
    session.masks.add(file, [{ x: 0, y: 30, width: 200, height: 40 }]);
    expect(texts()).toEqual(['GAIN 60']);
    suggestions.dismiss(suggestions.open.value[0]);
    expect(texts()).toEqual([]);
  });
});
