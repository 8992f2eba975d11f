import type { BrowserContext, Worker } from '@playwright/test';

/** Chooses an entry of a context menu, which headless Chromium does not draw. Unlike a hand, it is no user gesture. */
export function chooseMenu(worker: Worker, menuItemId: string, linkUrl?: string): Promise<void> {
  return worker.evaluate(
    (click) => {
      // biome-ignore lint/suspicious/noExplicitAny: events of the real binding can be dispatched, which no type knows
      (chrome.contextMenus.onClicked as any).dispatch(click, undefined);
    },
    { menuItemId, linkUrl, editable: false },
  );
}

/** Presses the toolbar icon. */
export function clickIcon(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    (chrome.action.onClicked as any).dispatch({});
  });
}

/** Lets a later question of the extension for access to these sites be answered with yes, unseen. */
export async function willAllow(context: BrowserContext, worker: Worker, origin: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async ([id, pattern]) => {
      // biome-ignore lint/suspicious/noExplicitAny: an API of the page of extensions alone
      await (chrome as any).developerPrivate.addHostPermission(id, pattern);
    },
    [new URL(worker.url()).host, origin],
  );
  await page.close();
}
