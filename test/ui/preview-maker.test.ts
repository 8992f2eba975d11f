/** What previews wait for, and what is left of those that are not wanted any more. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileView } from '../../src/anonymizer/state/file/file-view';
import { READING, WITHOUT_SETTINGS } from '../../src/anonymizer/state/settings/settings';
import { newPage, type Page } from './new-page';
import { turns } from './turns';
import { until } from './until';

describe('a preview that waits for the engine to know the masks', () => {
  let page: Page;
  let file: FileView;
  let tell: () => void;

  beforeEach(async () => {
    page = newPage();
    const { session, engines } = page;
    session.opener.add([{ blob: new Blob(['rows=12 risk=ultrasound']), name: 'a.dcm' }]);
    [file] = session.files.all.value;
    await until(file, 'look');
    file.pixels.seeAll();
    const setMasks = engines.engine.setMasks.bind(engines.engine);
    engines.engine.setMasks = (...masks) =>
      new Promise((resolve) => {
        tell = () => resolve(setMasks(...masks));
      });
    session.masks.add(file, [{ x: 0, y: 0, width: 20, height: 10 }]);
    void session.update(file);
    await turns();
  });

  it('waits for settings too that are read anew meanwhile', async () => {
    const { configuration } = page.session;
    void configuration.useSettings(READING);
    tell();
    await turns();
    expect([page.engines.engine.made, file.canDownload.value]).toEqual([0, false]);
    await configuration.useSettings(WITHOUT_SETTINGS);
    await until(file, 'ready');
    expect(file.canDownload.value).toBe(true);
  });

  it('stops no later one when it is cancelled and the picture has to be looked at again', async () => {
    const { session, engines } = page;
    session.opener.cancel(file);
    session.masks.remove(file, file.pixels.masks.value[0].id);
    tell();
    await turns();
    tell();
    await until(file, 'look');
    await session.masks.confirm([file], true);
    await until(file, 'ready');
    expect(engines.engine.made).toBe(1);
  });
});

describe('cancelling', () => {
  it('leaves the file open: the preview is out of date, and can be made again', async () => {
    const { session, engines } = newPage();
    session.opener.add([{ blob: new Blob(['rows=12']), name: 'a.dcm' }]);
    const [file] = session.files.all.value;
    await until(file, 'ready');
    await session.editor.edit(file, { id: 3, name: 'Modality' }, { action: 'remove', value: '' });
    engines.engine.isSlow = true;
    void session.update(file);
    await until(file, 'working');
    session.opener.cancel(file);
    await until(file, 'stale');
    engines.engine.isSlow = false;
    await session.update(file);
    await until(file, 'ready');
    expect(engines.closed).toEqual([]);
  });
});
