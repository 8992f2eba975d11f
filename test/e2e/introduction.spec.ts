import { anonymizer, expect, MR, test } from './fixture';

const introduction = { name: 'Before your first file' };

test('whoever is new is told what to know, once, and finds it again in the help', async ({
  page,
  context,
  address,
}) => {
  const card = page.getByRole('region', introduction);
  await expect(card.getByRole('listitem')).toHaveCount(4);
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeInViewport();
  await card.getByRole('button', { name: 'Got it' }).press('Enter');
  await expect(card).toBeHidden();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeFocused();

  const later = await context.newPage();
  await later.goto(address('src/anonymizer/index.html'));
  await expect(later.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(later.getByRole('region', introduction)).toBeHidden();
  await later.keyboard.press('?');
  const help = later.getByRole('region', { name: 'Help' });
  await expect(help.getByRole('heading', introduction)).toBeVisible();
  await expect(help.getByText('What Veil can’t do')).toBeVisible();
});

test('a file can be opened beside the introduction, which then was seen', async ({ page }) => {
  await expect(page.getByRole('region', introduction)).toBeVisible();
  await anonymizer(page).open(MR);
  await expect(anonymizer(page).download).toBeEnabled();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(page.getByRole('region', introduction)).toBeHidden();
});
