import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { LANGUAGES } from '../../src/platform/languages';

export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rows of the long tables are all alike, and each costs a look: a few stand for all. */
export const ALIKE = '.table-body [role="row"]:nth-child(n + 9), .attributes tbody tr:nth-child(n + 5)';

/**
 * Fails with what axe has to complain about on a page of the extension as it is, and with what does not fit, in every
 * language, light and dark. The page follows as if the language had been chosen in another tab, so a state is
 * reached once for all of them. English and light are what remains.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  const complaints: string[] = [];
  for (const language of [...LANGUAGES].reverse()) {
    await page.evaluate((chosen) => chrome.storage.local.set({ language: chosen }), language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    complaints.push(...(await page.evaluate(cutOff)).map((text) => `${language}: cut off: ${text}`));
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      complaints.push(...(await violations(page)).map((one) => `${language}, ${colorScheme}: ${one}`));
    }
  }
  expect(complaints).toEqual([]);
}

async function violations(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    .exclude(ALIKE);
  // There are no frames to look into, for which axe would open a page of its own each time.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
}

/** Runs in the page: controls whose text is cut off, and the page where it is wider than its window. */
export function cutOff(): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const controls = [...document.querySelectorAll<HTMLElement>('button, .pane-tabs *, h1, h2, label, legend')];
  const cut = controls.filter(
    (one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1,
  );
  return [...(scrollWidth > clientWidth ? ['the page'] : []), ...cut.map((one) => one.textContent)];
}
