import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { linkServer } from '../e2e/link-server';
import { anonymizer, test as base, expect } from './fixture';

const ANONYMIZER = 'src/anonymizer/index.html';

const test = base.extend<{ server: Server; site: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants one
  server: async ({}, use) => {
    const server = await linkServer();
    await use(server);
    server.closeAllConnections();
    server.close();
  },
  site: async ({ server }, use) => use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
});

test('a link from the context menu is asked for by its site, and fetched as the user', async ({ firefox, site }) => {
  await firefox.open(`${site}/page.html`);
  await firefox.chooseMenu('//a', 'Anonymize DICOM');
  expect(await firefox.allow()).toContain('127.0.0.1');
  await firefox.switchToPage(ANONYMIZER);
  await firefox.see('private.dcm');
  expect((await anonymizer(firefox).download()).length).toBeGreaterThan(1000);
});

test('a link that leads on to another site is not followed there', async ({ firefox, site }) => {
  await firefox.open(`${site}/page.html`);
  await firefox.run(() => document.querySelector('a')?.setAttribute('href', '/away.dcm'));
  await firefox.chooseMenu('//a', 'Anonymize DICOM');
  await firefox.allow();
  await firefox.switchToPage(ANONYMIZER);
  await firefox.see('leads on to another site');
});
