/** A real Firefox without a window, in a profile of its own, with the built extension loaded as a temporary one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { Marionette } from './marionette';
import { findFirefox } from './program';

export const EXTENSION = resolve('dist/firefox');
const START = { timeout: 60_000 };

/** As WebDriver writes them. */
const KEYS = { Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };

/** An element as WebDriver names it. */
export type ElementId = Readonly<Record<string, string>>;

export interface Place {
  readonly x: number;
  readonly y: number;
}

export class Firefox {
  readonly downloads: string;
  private readonly home: string;
  private readonly program: ChildProcess;
  private readonly marionette: Marionette;
  private readonly base: string;
  readonly id: string;

  private constructor(home: string, program: ChildProcess, marionette: Marionette, base: string, id: string) {
    this.home = home;
    this.downloads = join(home, 'downloads');
    this.program = program;
    this.marionette = marionette;
    this.base = base;
    this.id = id;
  }

  /** @param managed - what a policy of the machine is to give to the extension */
  static async start(managed?: object): Promise<Firefox> {
    const found = findFirefox();
    if (!found) throw new Error('Firefox was not found: install firefox-esr, or set VEIL_FIREFOX to its path');
    const manifest = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'));
    const { id } = manifest.browser_specific_settings.gecko;
    const home = mkdtempSync(join(tmpdir(), 'veil-firefox-'));
    const profile = join(home, 'profile');
    mkdirSync(profile);
    if (managed) setManaged(home, id, managed);
    const uuid = randomUUID();
    const port = await freePort();
    writeFileSync(join(profile, 'user.js'), preferences({ id, uuid, port, downloads: join(home, 'downloads') }));
    const args = ['--marionette', '--remote-allow-system-access', '--headless', '--no-remote', '--profile', profile];
    const program = spawn(found, args, { stdio: 'ignore', env: { ...process.env, HOME: home } });
    const hasFailed = new Promise<never>((_, reject) => {
      program.once('error', reject);
      program.once('exit', (code) => reject(new Error(`Firefox ended with ${code}`)));
    });
    hasFailed.catch(() => undefined);
    const marionette = await Promise.race([hasFailed, connected(port)]);
    const firefox = new Firefox(home, program, marionette, `moz-extension://${uuid}/`, id);
    await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    await marionette.send('WebDriver:SetWindowRect', { width: 1440, height: 1000 });
    await marionette.send('Addon:Install', { path: EXTENSION, temporary: true });
    return firefox;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.program.once('exit', resolve));
    await this.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => this.program.kill('SIGKILL'));
    this.marionette.close();
    await ended;
    // Processes of pages may outlive the browser for a moment, and write into its folder.
    rmSync(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  /** Opens a page of the extension, or of the web. */
  async open(path: string): Promise<void> {
    await this.marionette.send('WebDriver:Navigate', { url: new URL(path, this.base).href });
  }

  /** Runs a function in the page; what it gives has to be plain data. */
  async run<A extends readonly unknown[], T>(script: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    return this.runWith('', script, ...args);
  }

  /** The same, with a library that the function uses. */
  async runWith<A extends readonly unknown[], T>(
    library: string,
    script: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T> {
    const { value } = await this.marionette.send<{ value: { ok: boolean; value: T } }>('WebDriver:ExecuteAsyncScript', {
      script: `${library}
        const done = arguments[arguments.length - 1];
        (async () => (${script})(...[...arguments].slice(0, -1)))()
          .then((value) => done({ ok: true, value }), (error) => done({ ok: false, value: String(error) }));`,
      args,
      newSandbox: true,
    });
    if (!value.ok) throw new Error(String(value.value));
    return value.value;
  }

  /** Whether pages find that the system is light or dark. */
  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.runInBrowser(
      (value) => {
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value);
      },
      scheme === 'dark' ? 0 : 1,
    );
    const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
    await expect.poll(() => this.run(isDark)).toBe(scheme === 'dark');
  }

  /** Runs a function with the rights of the browser itself. */
  async runInBrowser<A extends readonly unknown[], T>(script: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await this.run(script, ...args);
    } finally {
      await this.marionette.send('Marionette:SetContext', { value: 'content' });
    }
  }

  /** Waits for an element. */
  async find(xpath: string): Promise<ElementId> {
    const found: ElementId[] = [];
    await expect(async () => {
      const { value } = await this.marionette.send<{ value: ElementId }>('WebDriver:FindElement', {
        using: 'xpath',
        value: xpath,
      });
      found.push(value);
    }).toPass({ timeout: 15_000 });
    return found[0];
  }

  async press(name: string): Promise<void> {
    const button = await this.find(`//button[not(@disabled)][normalize-space()="${name}" or @aria-label="${name}"]`);
    await this.marionette.send('WebDriver:ElementClick', { id: idOf(button) });
  }

  async choose(xpath: string, path: string): Promise<void> {
    await this.marionette.send('WebDriver:ElementSendKeys', { id: idOf(await this.find(xpath)), text: path });
  }

  /** A key goes to what has the focus. */
  async pressKey(key: keyof typeof KEYS): Promise<void> {
    const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] }));
    await this.act([{ type: 'key', id: 'keys', actions }]);
  }

  async drag(from: Place, to: Place): Promise<void> {
    const middle = { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) };
    const move = (place: Place) => ({ type: 'pointerMove', duration: 0, ...place });
    const [down, up] = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }));
    await this.act([{ type: 'pointer', id: 'mouse', actions: [move(from), down, move(middle), move(to), up] }]);
  }

  /** Right-clicks an element, and chooses the extension's entry of that name. */
  async chooseMenu(xpath: string, label: string): Promise<void> {
    const [down, up] = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 2 }));
    const move = { type: 'pointerMove', duration: 0, x: 0, y: 0, origin: await this.find(xpath) };
    await this.act([{ type: 'pointer', id: 'mouse', actions: [move, down, up] }]);
    await this.runInBrowser(async (wanted) => {
      const { document } = Services.wm.getMostRecentWindow('navigator:browser');
      const item = document.querySelector(`#contentAreaContextMenu menuitem[label="${wanted}"]`);
      // Entries of one extension are in a menu of their own.
      const menu = item?.closest('menu');
      if (!item || !menu) throw new Error(`no entry ${wanted}`);
      const isOpen = new Promise((resolve) => menu.addEventListener('popupshown', resolve, { once: true }));
      menu.openMenu(true);
      await isOpen;
      menu.menupopup.activateItem(item);
    }, label);
  }

  /** Allows what the extension asks for. Answers the browser's question. */
  async allow(): Promise<string> {
    const asked: string[] = [];
    await expect(async () => {
      const question = await this.runInBrowser(() => {
        const { document } = Services.wm.getMostRecentWindow('navigator:browser');
        const prompt = document.querySelector('#addon-webext-permissions-notification');
        if (!prompt) throw new Error('not asked');
        prompt.button.click();
        return prompt.textContent ?? '';
      });
      asked.push(question);
    }).toPass({ timeout: 15_000 });
    return asked[0];
  }

  /** Goes to the tab whose address has this path of the extension. */
  async switchToPage(path: string): Promise<void> {
    const url = new URL(path, this.base).href;
    await expect(async () => {
      for (const handle of await this.marionette.send<readonly string[]>('WebDriver:GetWindowHandles')) {
        await this.marionette.send('WebDriver:SwitchToWindow', { handle });
        if ((await this.run(() => location.href)) === url) return;
      }
      throw new Error(`no tab with ${path}`);
    }).toPass({ timeout: 15_000 });
  }

  /** Waits until a text can be seen in the page. */
  async see(text: string): Promise<void> {
    const isSeen = (wanted: string): boolean =>
      [...document.querySelectorAll('body *')].some((element) => {
        const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
        return own.some(({ textContent }) => textContent?.includes(wanted)) && element.checkVisibility();
      });
    await expect.poll(() => this.run(isSeen, text), { message: text }).toBe(true);
  }

  /** Waits for the one download of the profile. Answers its path. */
  async downloaded(): Promise<string> {
    const paths = async () =>
      this.runInBrowser(async () => {
        const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
        const all = await (await Downloads.getList(Downloads.ALL)).getAll();
        return all.filter(({ succeeded }) => succeeded).map(({ target }) => target.path);
      });
    await expect.poll(async () => (await paths()).length).toBe(1);
    return (await paths())[0];
  }

  private async act(actions: readonly object[]): Promise<void> {
    await this.marionette.send('WebDriver:PerformActions', { actions });
    await this.marionette.send('WebDriver:ReleaseActions');
  }
}

function idOf(element: ElementId): string {
  return Object.values(element)[0];
}

/** A user's folder of native manifests is where Firefox looks for managed settings, besides the machine's. */
function setManaged(home: string, name: string, data: object): void {
  const folder = join(home, '.mozilla', 'managed-storage');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, description: 'Veil', type: 'storage', data }));
}

interface Wanted {
  readonly id: string;
  /** The extension's pages have their address from it. */
  readonly uuid: string;
  readonly port: number;
  readonly downloads: string;
}

function preferences({ id, uuid, port, downloads }: Wanted): string {
  const values = {
    'marionette.port': port,
    'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.shell.checkDefaultBrowser': false,
    // Else a question that has just come takes no answer.
    'security.notification_enable_delay': 0,
    // Colours that are on their way from one theme to the other have no contrast to speak of.
    'ui.prefersReducedMotion': 1,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

async function connected(port: number): Promise<Marionette> {
  const found: Marionette[] = [];
  await expect(async () => {
    found.push(await Marionette.connect(port));
  }).toPass(START);
  return found[0];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
