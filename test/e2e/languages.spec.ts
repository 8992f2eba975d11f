import type { Page } from '@playwright/test';
import german from '../../assets/_locales/de/messages.json' with { type: 'json' };
import french from '../../assets/_locales/fr/messages.json' with { type: 'json' };
import indonesian from '../../assets/_locales/id/messages.json' with { type: 'json' };
import { checkAccessibility } from './axe';
import { anonymizer, expect, MR, test } from './fixture';

const LANGUAGES = { de: german, fr: french, id: indonesian } as const;
const OPTIONS = 'options/index.html';

test.describe.configure({ timeout: 120_000 });

async function choose(page: Page, language: string): Promise<void> {
  await page.locator('#language').focus();
  await page.locator('#language').selectOption(language);
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'browser' ? 'en' : language);
}

/** Controls whose text is cut off, and pages that are wider than their window. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const controls = [...document.querySelectorAll<HTMLElement>('button, .pane-tabs *, h1, h2, label, legend')];
    const cut = controls.filter(
      (one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1,
    );
    return [...(scrollWidth > clientWidth ? ['the page'] : []), ...cut.map((one) => one.textContent)];
  });
}

test('a language that is chosen is that of all pages at once', async ({ page, context, address }) => {
  await anonymizer(page).open(MR);
  await expect(anonymizer(page).download).toBeEnabled();
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Guide me step by step' }).click();
  const options = await context.newPage();
  await options.goto(address(OPTIONS));
  await choose(options, 'de');
  await expect(page.getByRole('heading', { name: german.help_2_title.message })).toBeVisible();
  await expect(options.getByRole('heading', { level: 1 })).toContainText(german.options_page_title.message);
  await expect(options).toHaveTitle(german.options_page_title.message);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(options.locator('#language')).toBeFocused();
  // The file that is open stays open, and what was begun goes on.
  await expect(page.getByRole('button', { name: german.download.message })).toBeEnabled();

  await options.reload();
  await expect(options.locator('#language')).toHaveValue('de');
  await choose(options, 'browser');
  await expect(anonymizer(page).download).toBeEnabled();
});

for (const [language, texts] of Object.entries(LANGUAGES)) {
  test(`all pages fit and are accessible in ${language}`, async ({ page, context, address }) => {
    const look = async (looked: Page, schemes: readonly ('light' | 'dark')[] = ['light']) => {
      expect(await cutOff(looked)).toEqual([]);
      for (const colorScheme of schemes) {
        await looked.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await checkAccessibility(looked);
      }
    };
    const options = await context.newPage();
    await options.goto(address(OPTIONS));
    await choose(options, language);
    await look(options);
    await options.goto(address('popup/index.html'));
    await expect(options.locator('html')).toHaveAttribute('lang', language);
    await look(options);
    await options.close();

    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await look(page);
    await page.locator('input[type="file"]').first().setInputFiles(MR);
    await expect(page.getByRole('button', { name: texts.download.message })).toBeEnabled();
    // Each row of the table costs a look, and they are all alike.
    await page.getByRole('searchbox').fill('modality');
    await look(page, ['light', 'dark']);
    await page.setViewportSize({ width: 420, height: 860 });
    expect(await cutOff(page)).toEqual([]);
  });
}
