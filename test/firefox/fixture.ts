/** Firefox with the anonymizer page open, and what the tests do with it. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from '@playwright/test';
import { linkServer } from '../e2e/link-server';
import type { Rectangle } from '../e2e/pixels';
import { Firefox } from './firefox';

const FILES = '//input[@aria-label="DICOM files"]';

interface Fixtures {
  /** What a policy of the machine gives to the extension. */
  readonly managed: object | undefined;
  readonly firefox: Firefox;
  readonly server: Server;
  /** The address of a web site with DICOM files. */
  readonly site: string;
}

export const test = base.extend<Fixtures>({
  managed: undefined,
  firefox: async ({ managed }, use) => {
    const firefox = await Firefox.start(managed);
    await firefox.open('src/anonymizer/index.html');
    await use(firefox);
    await firefox.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants one
  server: async ({}, use) => {
    const server = await linkServer();
    await use(server);
    server.closeAllConnections();
    server.close();
  },
  site: async ({ server }, use) => use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
});

export { expect };

export function anonymizer(firefox: Firefox) {
  const box = () =>
    firefox.run(() => {
      const { x, y, width, height } = document.querySelector('canvas')?.getBoundingClientRect() ?? new DOMRect();
      return { x, y, width, height };
    });
  /** The masks as the page lists them, such as “Mask 1, 63, 47 · 322 × 194”. */
  const masks = async (): Promise<readonly Rectangle[]> => {
    const names = await firefox.run(() =>
      [...document.querySelectorAll('[aria-label="Masks"] button[aria-expanded]')].map((one) => one.ariaLabel ?? ''),
    );
    return names.map((name) => [...name.matchAll(/\d+/g)].slice(1).map(Number) as unknown as Rectangle);
  };
  return {
    masks,
    /** Opens a file, and waits for its picture. */
    open: async (path: string) => {
      await firefox.choose(FILES, path);
      await expect.poll(async () => (await box()).width).toBeGreaterThan(0);
    },
    /** Draws a mask from one place of the picture to another, in shares of its width and height. */
    drawMask: async (from: readonly [number, number], to: readonly [number, number]) => {
      const before = (await masks()).length;
      await firefox.press('Add mask');
      const { x, y, width, height } = await box();
      const at = ([across, down]: readonly [number, number]) => ({
        x: Math.round(x + width * across),
        y: Math.round(y + height * down),
      });
      await firefox.drag(at(from), at(to));
      await expect.poll(async () => (await masks()).length).toBe(before + 1);
      await firefox.pressKey('Escape');
    },
    /** Downloads what becomes of the file, as soon as that can be done. */
    download: async (): Promise<Uint8Array> => {
      await firefox.press('Download anonymized DICOM');
      return readFileSync(await firefox.downloaded());
    },
  };
}
