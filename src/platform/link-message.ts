import browser from 'webextension-polyfill';

/**
 * How a link gets into a tab of the anonymizer: by a message, and nowhere else. Links hold names and IDs, so they are
 * in no address, storage or log.
 */
interface LinkMessage {
  /** `open-link`: to the service worker, which gives it to a tab as `link`. */
  readonly kind: 'link' | 'open-link';
  readonly link: string;
}

const TAKEN = 'taken';
const RETRY_MS = 100;
const RETRIES = 300;

function isLinkMessage(message: unknown, kind: LinkMessage['kind']): message is LinkMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === kind;
}

/**
 * Gives a link to a tab of the anonymizer, again and again until its page listens: it may have only begun to load.
 * Each attempt also keeps the service worker alive. Ends when the tab is closed.
 */
export async function sendLink(tab: number, link: string): Promise<void> {
  const message: LinkMessage = { kind: 'link', link };
  for (let attempt = 0; attempt < RETRIES; attempt += 1) {
    const answer: unknown = await browser.tabs.sendMessage(tab, message).catch(() => null);
    if (answer === TAKEN) return;
    if ((await browser.tabs.get(tab).catch(() => null)) === null) return;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** Calls back with the links that this tab is to fetch. */
export function onLink(listener: (link: string) => void): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (!isLinkMessage(message, 'link')) return undefined;
    listener(message.link);
    return Promise.resolve(TAKEN);
  });
}

/** Has the service worker open a link: a panel that asks ends as soon as another page comes to the front. */
export async function openLinkFrom(link: string): Promise<void> {
  const message: LinkMessage = { kind: 'open-link', link };
  await browser.runtime.sendMessage(message);
}

/** Calls back with links that pages want opened. Register at the top level of the service worker. */
export function onOpenLink(listener: (link: string) => void): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (!isLinkMessage(message, 'open-link')) return undefined;
    listener(message.link);
    return Promise.resolve(TAKEN);
  });
}
