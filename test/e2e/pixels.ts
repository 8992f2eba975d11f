import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import daikon from 'daikon';
import { anonymizer, expect } from './fixture';

/** The stored values of a file, as a decoder that shares no code with Veil reads them. */
export function decoded(file: Buffer): Uint8Array {
  const image = daikon.Series.parseImage(new DataView(file.buffer, file.byteOffset, file.length));
  return new Uint8Array(image.getRawData());
}

/** The file as it is downloaded. */
export async function downloaded(page: Page): Promise<Buffer> {
  const veil = anonymizer(page);
  await expect(veil.download).toBeEnabled();
  const started = page.waitForEvent('download');
  await veil.download.click();
  const bytes = readFileSync(await (await started).path());
  return Buffer.from(Uint8Array.from(bytes).buffer);
}
