import type { Page } from '@playwright/test';
import german from '../../assets/_locales/de/messages.json' with { type: 'json' };
import { anonymizer, expect, MR, test } from './fixture';

const OPTIONS = 'options/index.html';

async function choose(page: Page, language: string): Promise<void> {
  await page.locator('#language').focus();
  await page.locator('#language').selectOption(language);
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'browser' ? 'en' : language);
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
