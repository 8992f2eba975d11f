import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { anonymizer, expect, test } from './fixture';

const CORPUS = resolve(process.env.VEIL_CORPUS ?? '../shared/corpus');
const BATCH = 40;

function files(): readonly string[] {
  if (!existsSync(CORPUS)) return [];
  return readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const ALL = files();
const BATCHES = Array.from({ length: Math.ceil(ALL.length / BATCH) }, (_, index) =>
  ALL.slice(index * BATCH, (index + 1) * BATCH),
);

for (const [index, batch] of BATCHES.entries()) {
  test(`real files ${index + 1} of ${BATCHES.length}: each is ready, has findings, has to be looked at, or is refused with a reason`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const veil = anonymizer(page);
    await veil.open(batch);
    const done = veil.files.locator('.mark:is(.ready, .findings, .look, .refused)');
    await expect(done).toHaveCount(batch.length, { timeout: 240_000 });
    for (const item of await veil.files.getByRole('listitem').filter({ hasText: 'Refused' }).all()) {
      await item.getByRole('button').first().click();
      await expect(page.getByRole('alert')).not.toContainText('Something went wrong inside Veil');
    }
  });
}
