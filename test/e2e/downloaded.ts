import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { tokenize } from '../oracle/tokenizer';
import { anonymizer } from './fixture';

/** What a downloaded file says, read by the oracle. */
export interface Downloaded {
  /** The value at a tag path such as `(0008,0060)`, as Latin-1 text; undefined where there is no such element. */
  readonly at: (path: string) => string | undefined;
  /** The whole file as Latin-1 text, to look for what must not be in it. */
  readonly all: string;
}

/** Presses “Download” as soon as it can be pressed. */
export async function download(page: Page): Promise<Downloaded> {
  const { download: button } = anonymizer(page);
  await expect(button).toBeEnabled();
  const started = page.waitForEvent('download');
  await button.click();
  const bytes = readFileSync(await (await started).path());
  const tokens = tokenize(bytes);
  expect(tokens.problems).toEqual([]);
  return {
    at: (path) => {
      const token = tokens.dataSet.find((one) => one.path === path);
      return token && Buffer.from(token.value).toString('latin1').trim();
    },
    all: bytes.toString('latin1'),
  };
}
