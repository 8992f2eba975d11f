import browser from 'webextension-polyfill';

/**
 * How a link gets into a tab of the anonymizer: by a message, and nowhere else. Links hold names and IDs, so they are
 * in no address, storage or log.
 */
interface LinkMessage {
  readonly kind: 'link';
  readonly link: string;
}

const TAKEN = 'taken';
const RETRY_MS = 100;
const RETRIES = 300;

function isLinkMessage(message: unknown): message is LinkMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'link';
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
    if (!isLinkMessage(message)) return undefined;
    listener(message.link);
    return Promise.resolve(TAKEN);
  });
}
