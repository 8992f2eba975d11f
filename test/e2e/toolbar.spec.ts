import type { BrowserContext, Worker } from '@playwright/test';
import { anonymizer, expect, MR, test } from './fixture';

/** Chooses an entry of the toolbar icon's menu, which headless Chromium does not draw. */
const choose = (worker: Worker, id: string) =>
  worker.evaluate((menuItemId) => {
    // biome-ignore lint/suspicious/noExplicitAny: events of the real binding can be dispatched, which no type knows
    (chrome.contextMenus.onClicked as any).dispatch({ menuItemId, editable: false }, undefined);
  }, id);

const click = (worker: Worker) =>
  worker.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    (chrome.action.onClicked as any).dispatch({});
  });

const anonymizers = (context: BrowserContext) =>
  context.pages().filter((page) => page.url().endsWith('/src/anonymizer/index.html'));

test('a click on the icon goes to the anonymizer that was used last', async ({ context, page, serviceWorker }) => {
  await choose(serviceWorker, 'new-anonymizer-tab');
  await expect.poll(() => anonymizers(context).length).toBe(2);
  await page.bringToFront();
  const other = await context.newPage();
  await other.bringToFront();
  await click(serviceWorker);
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  expect(anonymizers(context)).toHaveLength(2);
});

test('tabs work side by side, each with its own files', async ({ context, page, serviceWorker }) => {
  await anonymizer(page).open(MR);
  await expect(anonymizer(page).download).toBeEnabled();
  const opened = context.waitForEvent('page');
  await choose(serviceWorker, 'new-anonymizer-tab');
  const second = await opened;
  await anonymizer(second).put('second.dcm', Buffer.from('no image'));
  await expect(second.getByRole('alert')).toContainText('not a DICOM file');
  await expect(anonymizer(page).files.getByRole('listitem')).toHaveCount(1);
  await expect(anonymizer(page).download).toBeEnabled();
});

test('the menu of the icon opens the quick panel, and its click stays as chosen', async ({ page, serviceWorker }) => {
  await page.bringToFront();
  await choose(serviceWorker, 'open-quick-panel');
  const panels = () =>
    serviceWorker.evaluate(async () => (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length);
  await expect.poll(panels).toBe(1);
  expect(await serviceWorker.evaluate(() => chrome.action.getPopup({}))).toBe('');
});
