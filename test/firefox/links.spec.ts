import { anonymizer, expect, test } from './fixture';

const ANONYMIZER = 'src/anonymizer/index.html';

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

test('the quick panel lists a download and shows it in its folder, as Firefox lets no extension read it', async ({
  firefox,
  site,
}) => {
  await firefox.open(`${site}/page.html`);
  await firefox.run(() => {
    const link = document.querySelector('a');
    link?.setAttribute('href', '/saved.dcm');
    link?.click();
  });
  await firefox.downloaded();
  await firefox.open('popup/index.html');
  await firefox.press('Show recent downloads');
  await firefox.allow();
  await firefox.see('This browser lets no extension read files');
  await firefox.find('//button[@aria-label="Show DOE JANE.dcm in its folder"]');
});
