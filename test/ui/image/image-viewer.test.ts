import { beforeEach, describe, expect, it } from 'vitest';
import type { FileView } from '../../../src/anonymizer/state/file/file-view';
import { ImageViewer } from '../../../src/anonymizer/state/image/image-viewer';
import { MaskTool } from '../../../src/anonymizer/state/image/mask-tool';
import type { Session } from '../../../src/anonymizer/state/session';
import { READING, WITHOUT_SETTINGS } from '../../../src/anonymizer/state/settings/settings';
import { newPage } from '../new-page';
import { until } from '../until';
import { FakePreviews } from './fake-previews';

let session: Session;
let previews: FakePreviews;
let viewer: ImageViewer;
let isShown: boolean;

beforeEach(() => {
  ({ session } = newPage());
  previews = new FakePreviews();
  isShown = true;
  viewer = new ImageViewer(session.files.selected, session.files.all, previews, {
    ratio: () => 1,
    isShown: () => isShown,
    laidOut: async () => undefined,
  });
  viewer.placement.resize({ width: 400, height: 400 });
});

async function open(...texts: readonly string[]): Promise<readonly FileView[]> {
  session.opener.add(texts.map((text, index) => ({ blob: new Blob([`risk=ultrasound ${text}`]), name: `${index}` })));
  const files = session.files.all.value;
  await Promise.all(files.map((file) => until(file, 'look')));
  return files;
}

const painted = () => expect.poll(() => viewer.painted.value);

describe('the picture', () => {
  it('is made when a file is selected, and fits the stage', async () => {
    await open('');
    await painted().toMatchObject({ frame: 0, area: { x: 0, y: 100, width: 400, height: 200 } });
    expect(viewer.info.value?.rows).toBe(100);
  });

  it('is there before its file is read, and not drawn on until then', async () => {
    ({ session } = newPage(READING));
    viewer = new ImageViewer(session.files.selected, session.files.all, previews, {
      ratio: () => 1,
      isShown: () => true,
      laidOut: async () => undefined,
    });
    viewer.placement.resize({ width: 400, height: 400 });
    const tool = new MaskTool(viewer, session.masks);
    session.opener.add([{ blob: new Blob(['risk=ultrasound']), name: '0' }]);
    const [file] = session.files.all.value;
    await painted().toMatchObject({ file });
    expect(file.opened.value).toBeNull();
    viewer.tool.value = 'cover';
    expect(tool.armed.value).toBeNull();
    session.masks.add(file, [{ x: 0, y: 0, width: 5, height: 5 }]);
    expect(file.pixels.masks.value).toEqual([]);
    await session.configuration.useSettings(WITHOUT_SETTINGS);
    await until(file, 'look');
    expect(tool.armed.value).toBe('cover');
  });

  it('is not masked by what was begun on another', async () => {
    const [first, second] = await open('', '');
    await painted().toMatchObject({ file: first });
    const tool = new MaskTool(viewer, session.masks);
    viewer.tool.value = 'cover';
    tool.begin({ x: 10, y: 10 });
    tool.drag({ x: 60, y: 40 });
    expect(tool.draft.value).not.toBeNull();
    session.files.select(second.id);
    tool.release();
    expect([first, second].map(({ pixels }) => pixels.masks.value)).toEqual([[], []]);
  });

  it('that is wanted last is made next; what was wanted in between is passed over', async () => {
    await open('frames=50');
    await painted().not.toBeNull();
    previews.held = true;
    const before = previews.asked.length;
    for (let frame = 1; frame < 40; frame++) viewer.goTo(frame);
    previews.release();
    await expect.poll(() => previews.asked.length).toBe(before + 2);
    expect(previews.asked.slice(before).map(({ frame }) => frame)).toEqual([1, 39]);
    previews.release();
    await painted().toMatchObject({ frame: 39 });
  });

  it('of a file that was left is never shown with the next', async () => {
    const [first, second] = await open('', '');
    await painted().toMatchObject({ file: first });
    previews.held = true;
    viewer.inverted.value = true;
    session.files.select(second.id);
    previews.release();
    previews.held = false;
    await painted().toMatchObject({ file: second });
  });

  it('keeps window and zoom within a series, and begins anew elsewhere', async () => {
    const [first, second] = await open('', '');
    await painted().toMatchObject({ file: first });
    viewer.setWindow(10, 20);
    viewer.placement.zoom(2);
    const zoomed = viewer.placement.viewport.value;
    session.files.select(second.id);
    await painted().toMatchObject({ file: second, viewport: zoomed });
    expect(viewer.voi.value).toEqual({ kind: 'manual', center: 10, width: 20 });

    session.opener.add([{ blob: new Blob(['rows=1']), name: 'of another series' }]);
    await until(session.files.all.value[2], 'ready');
    expect(viewer.voi.value).toEqual({ kind: 'default' });
    expect(viewer.placement.free.value).toBeUndefined();
  });

  it('is of the output once there is one, and of the original until then', async () => {
    const [file] = await open('');
    await painted().toMatchObject({ side: 'before' });
    viewer.side.value = 'after';
    await painted().toMatchObject({ side: 'before' });
    await session.masks.confirm([file], true);
    await painted().toMatchObject({ side: 'after' });
  });

  it('is forgotten with its file', async () => {
    const [file] = await open('');
    await painted().not.toBeNull();
    session.files.remove(file);
    await expect.poll(() => previews.closed).toHaveLength(1);
    expect(viewer.state.value.kind).toBe('none');
  });
});

describe('what was looked at', () => {
  it('is every frame that was on screen', async () => {
    const [file] = await open('frames=2');
    await expect.poll(() => file.pixels.looked.value.frames.size).toBe(1);
    viewer.goTo(1);
    await expect.poll(() => file.pixels.gate.value).toBe('answer');
  });

  it('is nothing while the stage is hidden', async () => {
    isShown = false;
    const [file] = await open('');
    await painted().not.toBeNull();
    expect(file.pixels.gate.value).toBe('look');
  });

  it('is all of a series by its projection', async () => {
    const [first, second] = await open('frames=3', 'frames=4');
    await painted().not.toBeNull();
    viewer.project('series');
    await expect.poll(() => second.pixels.gate.value).toBe('answer');
    expect(first.pixels.gate.value).toBe('answer');
    expect(previews.projected[0]).toHaveLength(2);
    previews.tellLate();
    expect(viewer.projection.state.value.kind).toBe('done');
    viewer.goTo(1);
    expect(viewer.projection.state.value.kind).toBe('off');
  });

  it('is not all by a projection that failed: single frames are shown again, and it can be tried anew', async () => {
    const [file] = await open('frames=3');
    await painted().not.toBeNull();
    previews.projectionFails = true;
    viewer.project('file');
    await expect.poll(() => viewer.projection.state.value.kind).toBe('failed');
    await expect.poll(() => viewer.painted.value?.frame).toBe(0);
    expect(file.pixels.gate.value).toBe('look');
    previews.projectionFails = false;
    viewer.project('file');
    await expect.poll(() => file.pixels.gate.value).toBe('answer');
  });

  it('is not all by a picture that was asked for before all frames were collected', async () => {
    const [file] = await open('frames=3');
    await painted().not.toBeNull();
    previews.held = true;
    viewer.project('file');
    await expect.poll(() => viewer.projection.state.value.kind).toBe('done');
    await expect.poll(() => previews.asked.at(-1)?.frame).toBe('projection');
    previews.release();
    await expect.poll(() => previews.asked.filter(({ frame }) => frame === 'projection').length).toBe(2);
    expect(file.pixels.gate.value).toBe('look');
    previews.release();
    await expect.poll(() => file.pixels.gate.value).toBe('answer');
  });

  it('can not be told of what can not be shown: it is answered without', async () => {
    const [file] = await open('broken');
    await expect.poll(() => viewer.state.value.kind).toBe('failed');
    expect(file.pixels.gate.value).toBe('answer');
  });
});
