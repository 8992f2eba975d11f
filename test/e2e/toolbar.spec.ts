import type { BrowserContext } from '@playwright/test';
import { chooseMenu, clickIcon } from './events';
import { anonymizer, expect, MR, test } from './fixture';

const anonymizers = (context: BrowserContext) =>
  context.pages().filter((page) => page.url().endsWith('/src/anonymizer/index.html'));

test('a click on the icon goes to the anonymizer that was used last', async ({ context, page, serviceWorker }) => {
  await chooseMenu(serviceWorker, 'new-anonymizer-tab');
  await expect.poll(() => anonymizers(context).length).toBe(2);
  await page.bringToFront();
  const other = await context.newPage();
  await other.bringToFront();
  await clickIcon(serviceWorker);
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  expect(anonymizers(context)).toHaveLength(2);
});

test('tabs work side by side, each with its own files', async ({ context, page, serviceWorker }) => {
  await anonymizer(page).open(MR);
  await expect(anonymizer(page).download).toBeEnabled();
  const opened = context.waitForEvent('page');
  await chooseMenu(serviceWorker, 'new-anonymizer-tab');
  const second = await opened;
  await anonymizer(second).put('second.dcm', Buffer.from('no image'));
  await expect(second.getByRole('alert')).toContainText('not a DICOM file');
  await expect(anonymizer(page).files.getByRole('listitem')).toHaveCount(1);
  await expect(anonymizer(page).download).toBeEnabled();
});

test('the menu of the icon opens the quick panel, and its click stays as chosen', async ({ page, serviceWorker }) => {
  await page.bringToFront();
  await chooseMenu(serviceWorker, 'open-quick-panel');
  const panels = () =>
    serviceWorker.evaluate(async () => (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length);
  await expect.poll(panels).toBe(1);
  await expect.poll(() => serviceWorker.evaluate(() => chrome.action.getPopup({}))).toBe('');
});
