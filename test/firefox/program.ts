import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the long-term release of Firefox, or undefined. VEIL_FIREFOX wins. */
export function findFirefox(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const places = process.env.VEIL_FIREFOX ? [process.env.VEIL_FIREFOX] : folders.map((one) => join(one, 'firefox-esr'));
  return places.find((path) => existsSync(path));
}
