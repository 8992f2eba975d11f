import browser from 'webextension-polyfill';

const OFFSCREEN = 'src/offscreen/index.html';

/** Whether the browser has offscreen documents: Firefox has none. */
export function hasOffscreen(): boolean {
  return 'offscreen' in chrome;
}

/**
 * Hands a port to the extension's offscreen document, which is made if there is none. Ports go to its window
 * directly: what is sent through them is transferred, not copied.
 *
 * @throws Error if there is none and none can be made
 */
export async function connectOffscreen(port: MessagePort): Promise<void> {
  const view = offscreenView() ?? (await createOffscreen());
  view.postMessage(undefined, location.origin, [port]);
}

function offscreenView(): Window | undefined {
  const url = browser.runtime.getURL(OFFSCREEN);
  return browser.extension.getViews().find((view) => view.location.href === url);
}

async function createOffscreen(): Promise<Window> {
  try {
    await chrome.offscreen.createDocument({
      url: OFFSCREEN,
      reasons: ['WORKERS'],
      justification: 'Masks compressed images in workers that all tabs share.',
    });
  } catch (error) {
    // Another tab may have been quicker.
    if (!offscreenView()) throw error;
  }
  const view = offscreenView();
  if (!view) throw new Error('no offscreen document');
  return view;
}
